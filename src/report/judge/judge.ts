import type { OutputValue, Plan, ResourceChange } from "../read/plan";
import { type Caution, reviewerCautions } from "./cautions";
import { type Charges, chargesOf } from "./charges";
import { type DeclaredChange, declaredChanges } from "./declared-changes";
import { type Gate, gatesOf } from "./gates";
import { isWorthShowing, judgeChange, judgedType, type Row } from "./row";
import type { Rules } from "./rules";
import { NONE, sameShown, show, type Shown } from "./shown";

/** A plan and where it came from. */
export interface NamedPlan {
  /** As it was given on the command line. */
  readonly name: string;
  readonly plan: Plan;
  /** SHA-256 of the JSON, in hex. */
  readonly jsonSha256: string;
  /** SHA-256 of the saved plan itself; null where it was not given. */
  readonly planFileSha256: string | null;
}

/** What changed outside of Terraform, or was found gone. */
export interface Drift {
  readonly plan: number;
  readonly change: ResourceChange;
  readonly gone: boolean;
  readonly changes: readonly DeclaredChange[];
}

/** A root output that changes. */
export interface Output {
  readonly plan: number;
  readonly name: string;
  readonly actions: readonly string[];
  /** Null where the value is none of the numbers and ids that the report shows anyway: it may be anything. */
  readonly before: Shown | null;
  readonly after: Shown | null;
}

/** All that a report says, before it is put into a format. */
export interface Judgement {
  readonly passed: boolean;
  readonly plans: readonly NamedPlan[];
  readonly rules: Rules;
  readonly gates: readonly Gate[];
  /** Rows worth a line, those with most at stake first. */
  readonly rows: readonly Row[];
  readonly unchanged: number;
  readonly charges: Charges;
  readonly cautions: readonly Caution[];
  readonly drift: readonly Drift[];
  readonly outputs: readonly Output[];
  readonly dataReads: readonly { readonly plan: number; readonly address: string }[];
}

/** Judges all plans together: charges are summed, cautions reach across plans. */
export function judge(plans: readonly NamedPlan[], rules: Rules): Judgement {
  const rows = plans.flatMap(({ plan }, index) => plan.changes.map((change) => judgeChange(change, index)));
  const charges = chargesOf(rows.flatMap((row) => row.calls));
  const told = plans.map(({ plan }) => plan);
  const gates = gatesOf(told, rows, charges, rules);
  const worthShowing = rows.filter(isWorthShowing);
  return {
    passed: gates.every((gate) => gate.passed),
    plans,
    rules,
    gates,
    rows: worthShowing
      .map((row, index) => ({ row, index }))
      .sort((one, other) => stake(one.row) - stake(other.row) || one.index - other.index)
      .map(({ row }) => row),
    unchanged: rows.length - worthShowing.length,
    charges,
    cautions: reviewerCautions(told, rows),
    drift: plans.flatMap(({ plan }, index) => plan.drift.flatMap((change) => driftOf(change, index))),
    outputs: outputsOf(plans, rows),
    dataReads: plans.flatMap(({ plan }, index) => plan.dataReads.map((address) => ({ plan: index, address }))),
  };
}

/** The less, the more a reviewer stands to lose by overlooking the row. */
function stake(row: Row): number {
  switch (row.fate.kind) {
    case "UNPROVEN":
      return 0;
    case "RELEASED":
      return 1;
    case "NEW":
      return row.change.before === null ? 4 : 2;
    case "ABANDONED":
      return 3;
    case "unchanged":
      return row.calls.length > 0 ? 5 : 6;
  }
}

function driftOf(change: ResourceChange, plan: number): Drift[] {
  const { before, after } = change;
  if (before === null) return [];
  if (after === null) return [{ plan, change, gone: true, changes: [] }];
  if (change.identical) return [];
  const told = (["green_vn", "state", "id", "api_origin"] as const).map((attribute): DeclaredChange => ({
    kind: "value",
    attribute,
    before: show(before, attribute),
    after: show(after, attribute),
  }));
  const changes = [
    ...told.filter((value) => value.kind === "value" && !sameShown(value.before, value.after)),
    ...declaredChanges(judgedType(change), before, after),
  ];
  // State of an older version does not hold it: that it is filled in is no change of anything.
  const isFilledIn = ({ attribute }: DeclaredChange) => attribute === "api_origin" && before.api_origin === null;
  const left = changes.filter((each) => !isFilledIn(each));
  return changes.length > 0 && left.length === 0 ? [] : [{ plan, change, gone: false, changes: left }];
}

function outputsOf(plans: readonly NamedPlan[], rows: readonly Row[]): Output[] {
  const shown = new Set(
    rows.flatMap((row) =>
      [row.numberBefore, row.numberAfter, row.idBefore, row.idAfter].flatMap((value) =>
        value.kind === "known" ? [value.text] : [],
      ),
    ),
  );
  const visible = (value: OutputValue): Shown | null => {
    switch (value.kind) {
      case "none":
        return NONE;
      case "unknown":
        return { kind: "unknown" };
      case "text":
        return shown.has(value.text) ? { kind: "known", text: value.text } : null;
      case "other":
        return null;
    }
  };
  return plans.flatMap(({ plan }, index) =>
    plan.outputs
      .filter((output) => output.actions.join() !== "no-op")
      .map(({ name, actions, before, after, sensitive }) => ({
        plan: index,
        name,
        actions,
        before: sensitive ? null : visible(before),
        after: sensitive ? null : visible(after),
      })),
  );
}
