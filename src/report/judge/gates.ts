import type { Plan } from "../read/plan";
import type { Charges } from "./charges";
import type { Row } from "./row";
import { type Exemption, FAIL_ON, type FailOn, type Rules, type Source } from "./rules";

/** One rule, what the plans hold against it, and the rows or plans that break it. */
export type Gate =
  | {
      readonly kind: "whole";
      readonly passed: boolean;
      readonly errored: readonly number[];
      readonly incomplete: readonly number[];
      readonly allowed: Source | null;
    }
  | { readonly kind: "understood"; readonly passed: boolean; readonly rows: readonly Row[] }
  | { readonly kind: "ids"; readonly passed: boolean; readonly rows: readonly Row[] }
  | {
      readonly kind: "charges";
      readonly passed: boolean;
      readonly charges: Charges;
      readonly limit: Rules["maxCharges"];
    }
  | {
      readonly kind: FailOn;
      readonly passed: boolean;
      readonly rows: readonly Row[];
      readonly exempt: readonly Exempted[];
      readonly source: Source;
    };

/** A row that a deletion gate would stop but for the policy. */
export interface Exempted {
  readonly row: Row;
  readonly reason: string;
}

/**
 * Every gate that runs, in the order of the report. Without rules only those run that protect from plans which prove
 * nothing.
 */
export function gatesOf(plans: readonly Plan[], rows: readonly Row[], charges: Charges, rules: Rules): Gate[] {
  const incomplete = indexes(plans, isIncomplete);
  const errored = indexes(plans, (plan) => plan.errored);
  const notUnderstood = rows.filter((row) => row.action.kind === "unknown");
  const unproven = rows.filter((row) => row.action.kind === "update" && row.fate.kind === "UNPROVEN");
  return [
    {
      kind: "whole",
      passed: errored.length === 0 && (incomplete.length === 0 || rules.allowIncomplete !== null),
      errored,
      incomplete,
      allowed: rules.allowIncomplete,
    },
    { kind: "understood", passed: notUnderstood.length === 0, rows: notUnderstood },
    { kind: "ids", passed: unproven.length === 0, rows: unproven },
    {
      kind: "charges",
      passed: rules.maxCharges === null || charges.total.calls <= rules.maxCharges.limit,
      charges,
      limit: rules.maxCharges,
    },
    ...FAIL_ON.flatMap((kind) =>
      rules.failOn?.kinds.includes(kind) === true ? [deletionGate(kind, rows, rules.exempt, rules.failOn.source)] : [],
    ),
  ];
}

function deletionGate(kind: FailOn, rows: readonly Row[], exemptions: readonly Exemption[], source: Source): Gate {
  const reasons = new Map(exemptions.map((exemption) => [exemption.address, exemption.reason]));
  const caught = rows.filter((row) => isCaught(kind, row));
  const stopped = caught.filter((row) => !reasons.has(row.change.address));
  const exempt = caught.flatMap((row) => {
    const reason = reasons.get(row.change.address);
    return reason === undefined ? [] : [{ row, reason }];
  });
  return { kind, passed: stopped.length === 0, rows: stopped, exempt, source };
}

function isCaught(kind: FailOn, row: Row): boolean {
  switch (kind) {
    case "replace":
      return row.action.kind === "replace";
    // Terraform's care ends by either: a forgotten allocation lives on and bills, with nobody to delete it.
    case "delete":
      return row.action.kind === "delete" || row.action.kind === "forget";
    case "id-change":
      return (
        row.change.before !== null &&
        row.change.after !== null &&
        (row.fate.kind === "NEW" || row.fate.kind === "UNPROVEN")
      );
  }
}

function isIncomplete(plan: Plan): boolean {
  return plan.complete === false || plan.deferred > 0;
}

function indexes<T>(values: readonly T[], wanted: (value: T) => boolean): number[] {
  return values.flatMap((value, index) => (wanted(value) ? [index] : []));
}
