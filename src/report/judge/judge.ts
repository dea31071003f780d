import { type OutputValue, type Plan, type ResourceChange, SETTINGS_TYPE } from "../read/plan";
import { heldById } from "./asked";
import { type Caution, reviewerCautions } from "./cautions";
import { type Charges, chargesOf } from "./charges";
import { type DeclaredChange, declaredChanges } from "./declared-changes";
import { type Endpoint, endpointOf } from "./endpoint";
import { exemptionsOver } from "./exemptions";
import { type Command, type Foreign, foreignOf, type Stranger } from "./foreign";
import { type Exempted, type Gate, gatesOf } from "./gates";
import { type Invocation, invocationsOf } from "./invocation";
import { judgedType } from "./judged-type";
import { worstFirst } from "./order";
import { isWorthShowing, judgeChange, type Row } from "./row";
import { type Exemption, NO_SUBJECT, type Rules, type Subject } from "./rules";
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
  /** Whether the saved plan was seen to be the one that the JSON was made from; false where it can't be read. */
  readonly planFileCompared: boolean;
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

/** The first line: whether everything passed, and what for. */
export interface Verdict {
  readonly passed: boolean;
  readonly subject: Subject;
  /** Whether the provider configurations point at this machine, where nothing is charged: all of them, or some. */
  readonly sandbox: "no" | "partly" | "wholly";
  /** `incomplete`: targeted or put off in part, and allowed, or failed for it; `not told`: this version never tells. */
  readonly whole: "whole" | "not told" | "incomplete" | "errored";
}

/** All that a report says, before it is put into a format. */
export interface Judgement {
  readonly passed: boolean;
  readonly verdict: Verdict;
  readonly plans: readonly NamedPlan[];
  readonly rules: Rules;
  /** In the order of the report. */
  readonly gates: readonly Gate[];
  /** Rows worth a line: what can not be had back first, then what is charged, then what is harmless. */
  readonly rows: readonly Row[];
  readonly unchanged: number;
  /** Those of rows and of invocations. */
  readonly charges: Charges;
  readonly invocations: readonly Invocation[];
  readonly endpoints: readonly Endpoint[];
  /** The accounts that the plans' resources live in, as far as they are known. */
  readonly accounts: readonly { readonly plan: number; readonly sid: string }[];
  readonly cautions: readonly Caution[];
  readonly drift: readonly Drift[];
  /** Rows that are replaced, that move, that are imported, that are forgotten: each in the order of `rows`. */
  readonly replacements: readonly Row[];
  readonly moves: readonly Row[];
  readonly imports: readonly Row[];
  readonly forgets: readonly Row[];
  readonly outputs: readonly Output[];
  readonly dataReads: readonly { readonly plan: number; readonly address: string }[];
  /** What the policy let pass, each row once. */
  readonly exempted: readonly Exempted[];
  /** Exemptions that no row of these plans matches: they may be stale, or misspelt. */
  readonly unmatched: readonly Exemption[];
  /** What is not GreenVN's: counted and listed, never judged. */
  readonly foreign: Foreign;
  readonly commands: readonly Command[];
  readonly strangers: readonly Stranger[];
}

/** Judges all plans together: charges are summed, cautions reach across plans. */
export function judge(plans: readonly NamedPlan[], rules: Rules, subject: Subject = NO_SUBJECT): Judgement {
  const told = plans.map(({ plan }) => plan);
  const held = heldById(told.flatMap(({ changes }) => changes));
  const rows = told.flatMap((plan, index) => plan.changes.map((change) => judgeChange(change, index, held)));
  const invocations = invocationsOf(told, rows, held);
  const charges = chargesOf(
    [...rows, ...invocations].flatMap(({ calls }) => calls),
    rules.price,
  );
  const endpoints = told.flatMap((plan, index) =>
    plan.providers.map(({ key, baseUrl }): Endpoint => ({
      plan: index,
      where: key,
      ...endpointOf(baseUrl, rules.endpoints),
    })),
  );
  const strangers = told.flatMap((plan, index) => plan.strangers.map((stranger) => ({ plan: index, ...stranger })));
  const commands = told.flatMap((plan, index) => plan.commands.map((command) => ({ plan: index, ...command })));
  const { exemptionOf, unmatched } = exemptionsOver(rows, rules.exempt, subject.stack);
  const judged = { plans: told, rows, charges, endpoints, invocations, strangers, commands, exemptionOf };
  const gates = gatesOf(judged, rules);
  const passed = gates.every((gate) => gate.passed);
  const ordered = worstFirst(rows.filter(isWorthShowing));
  return {
    passed,
    verdict: { passed, subject, sandbox: sandboxOf(endpoints), whole: wholenessOf(gates) },
    plans,
    rules,
    gates,
    rows: ordered,
    unchanged: rows.length - ordered.length,
    charges,
    invocations,
    endpoints,
    accounts: told.flatMap((plan, index) => plan.accounts.map((sid) => ({ plan: index, sid }))),
    cautions: reviewerCautions(told, rows),
    drift: told.flatMap((plan, index) => plan.drift.flatMap((change) => driftOf(change, index))),
    replacements: ordered.filter(({ action }) => action.kind === "replace"),
    moves: ordered.filter(({ change }) => change.previousAddress !== null),
    imports: ordered.filter(({ change }) => change.imports !== null),
    forgets: ordered.filter(({ action }) => action.kind === "forget"),
    outputs: outputsOf(plans, rows),
    dataReads: told.flatMap((plan, index) => plan.dataReads.map((address) => ({ plan: index, address }))),
    exempted: exemptedBy(gates),
    unmatched,
    foreign: foreignOf(told.map(({ foreign }) => foreign)),
    commands,
    strangers,
  };
}

function sandboxOf(endpoints: readonly Endpoint[]): Verdict["sandbox"] {
  const local = endpoints.filter(({ standing }) => standing === "sandbox").length;
  if (local === 0) return "no";
  return local === endpoints.length ? "wholly" : "partly";
}

function wholenessOf(gates: readonly Gate[]): Verdict["whole"] {
  const gate = gates.find((each) => each.kind === "whole");
  if (gate === undefined) return "not told";
  if (gate.errored.length > 0) return "errored";
  if (gate.incomplete.length > 0) return "incomplete";
  return gate.withheld.length > 0 || gate.notTold.length > 0 ? "not told" : "whole";
}

/** What each gate let pass, every row once. */
function exemptedBy(gates: readonly Gate[]): Exempted[] {
  const exempt = gates.flatMap((gate) => ("exempt" in gate ? gate.exempt : []));
  return [...new Map(exempt.map((each) => [each.row, each])).values()];
}

function driftOf(change: ResourceChange, plan: number): Drift[] {
  const { before, after } = change;
  const type = judgedType(change);
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
    ...(type === SETTINGS_TYPE ? [] : declaredChanges(type, before, after)),
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
