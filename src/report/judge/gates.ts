import type { Plan } from "../read/plan";
import type { Charges } from "./charges";
import { type Endpoint, isAllowed } from "./endpoint";
import type { Command, Stranger } from "./foreign";
import type { Invocation } from "./invocation";
import { judgedType, owns } from "./judged-type";
import type { Row } from "./row";
import { type Exemption, FAIL_ON, type RowRule, type Rules, type Source } from "./rules";

/** One rule, what the plans hold against it, and what breaks it. */
export type Gate =
  | {
      readonly kind: "whole";
      readonly passed: boolean;
      /** Indexes of plans. */
      readonly errored: readonly number[];
      readonly incomplete: readonly number[];
      /** Plans that do not tell whether they are complete, though their version of Terraform would: these fail. */
      readonly withheld: readonly number[];
      /** Plans of versions that never tell: nobody can say whether they were targeted. They pass, and it is said. */
      readonly notTold: readonly number[];
      readonly allowed: Source | null;
    }
  | {
      readonly kind: "understood";
      readonly passed: boolean;
      readonly rows: readonly Row[];
      readonly invocations: readonly Invocation[];
    }
  | { readonly kind: "ids"; readonly passed: boolean; readonly rows: readonly Row[] }
  | { readonly kind: "strangers"; readonly passed: boolean; readonly strangers: readonly Stranger[] }
  /** `endpoints`: those that break it. */
  | { readonly kind: "endpoint"; readonly passed: boolean; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: "trigger"; readonly passed: boolean; readonly invocations: readonly Invocation[] }
  | {
      readonly kind: "charges";
      readonly passed: boolean;
      readonly charges: Charges;
      readonly limit: Rules["maxCharges"];
    }
  | {
      readonly kind: RowRule;
      readonly passed: boolean;
      readonly rows: readonly Row[];
      /** Actions that give a number up: by `number-change` alone. */
      readonly invocations: readonly Invocation[];
      readonly exempt: readonly Exempted[];
      readonly source: Source;
    }
  | {
      readonly kind: "commands";
      readonly passed: boolean;
      readonly commands: readonly Command[];
      readonly source: Source;
    };

/** A row that a gate would stop but for the policy. */
export interface Exempted {
  readonly row: Row;
  readonly reason: string;
}

/** What the gates judge. */
export interface Judged {
  readonly plans: readonly Plan[];
  readonly rows: readonly Row[];
  readonly charges: Charges;
  readonly endpoints: readonly Endpoint[];
  readonly invocations: readonly Invocation[];
  readonly strangers: readonly Stranger[];
  readonly commands: readonly Command[];
  /** Why the policy lets a row pass, or null. */
  readonly exemptionOf: (row: Row, rule: RowRule) => Exemption | null;
}

/**
 * Every gate that runs, in the order of the report. Without rules only those run that protect from plans which prove
 * nothing, and from what no rule could allow.
 */
export function gatesOf(judged: Judged, rules: Rules): Gate[] {
  const { plans, rows, charges, invocations, strangers } = judged;
  const notUnderstood = {
    rows: rows.filter((row) => row.action.kind === "unknown"),
    invocations: invocations.filter(({ unproven }) => unproven !== null),
  };
  const unproven = rows.filter((row) => row.action.kind === "update" && row.fate.kind === "UNPROVEN");
  const astray = judged.endpoints.filter((endpoint) => !isAllowed(endpoint));
  const byHolder = invocations.filter((invocation) => invocation.byHolder);
  return [
    wholeGate(plans, rules),
    {
      kind: "understood",
      passed: notUnderstood.rows.length === 0 && notUnderstood.invocations.length === 0,
      ...notUnderstood,
    },
    { kind: "ids", passed: unproven.length === 0, rows: unproven },
    { kind: "strangers", passed: strangers.length === 0, strangers },
    { kind: "endpoint", passed: astray.length === 0, endpoints: astray },
    { kind: "trigger", passed: byHolder.length === 0, invocations: byHolder },
    {
      kind: "charges",
      passed: rules.maxCharges === null || charges.total.calls <= rules.maxCharges.limit,
      charges,
      limit: rules.maxCharges,
    },
    ...(rules.failOn === null ? [] : forbidden(rules.failOn, judged)),
  ];
}

function wholeGate(plans: readonly Plan[], rules: Rules): Gate {
  const errored = indexes(plans, (plan) => plan.errored);
  const incomplete = indexes(plans, (plan) => plan.complete === false || plan.deferred > 0 || plan.omits);
  const withheld = indexes(plans, (plan) => plan.withheld.length > 0);
  const failed =
    errored.length > 0 ||
    plans.some((plan) => plan.withheld.includes("errored")) ||
    (rules.allowIncomplete === null && (incomplete.length > 0 || withheld.length > 0));
  return {
    kind: "whole",
    passed: !failed,
    errored,
    incomplete,
    withheld,
    notTold: indexes(plans, (plan) => plan.complete === null && plan.withheld.length === 0),
    allowed: rules.allowIncomplete,
  };
}

function forbidden({ kinds, source }: NonNullable<Rules["failOn"]>, judged: Judged): Gate[] {
  return FAIL_ON.flatMap((kind): Gate[] => {
    if (!kinds.includes(kind)) return [];
    if (kind !== "commands") return [rowGate(kind, judged, source)];
    const commands = judged.commands.filter(({ runs }) => runs);
    return [{ kind, passed: commands.length === 0, commands, source }];
  });
}

function rowGate(kind: RowRule, { rows, invocations, exemptionOf }: Judged, source: Source): Gate {
  const caught = rows.filter((row) => isCaught(kind, row)).map((row) => ({ row, exemption: exemptionOf(row, kind) }));
  const stopped = caught.flatMap(({ row, exemption }) => (exemption === null ? [row] : []));
  const exempt = caught.flatMap(({ row, exemption }) =>
    exemption === null ? [] : [{ row, reason: exemption.reason }],
  );
  const rotating = kind === "number-change" ? invocations : [];
  return {
    kind,
    passed: stopped.length === 0 && rotating.length === 0,
    rows: stopped,
    invocations: rotating,
    exempt,
    source,
  };
}

/** Whether a rule forbids a row. What only manages the number of an allocation that lives elsewhere releases none. */
export function isCaught(kind: RowRule, row: Row): boolean {
  const owned = owns(judgedType(row.change)) || row.handedOver;
  switch (kind) {
    case "replace":
      return row.action.kind === "replace" && owned;
    // Terraform's care ends by each: a forgotten allocation lives on and bills, with nobody to delete it.
    case "delete":
      return (owned && (row.action.kind === "delete" || row.action.kind === "forget")) || row.handedOver;
    case "id-change":
      return (
        row.change.before !== null &&
        row.change.after !== null &&
        (row.fate.kind === "NEW" || row.fate.kind === "UNPROVEN") &&
        (owned || row.action.kind !== "replace")
      );
    case "number-change":
      return row.losses.some((loss) => loss.kind === "number");
  }
}

function indexes<T>(values: readonly T[], wanted: (value: T) => boolean): number[] {
  return values.flatMap((value, index) => (wanted(value) ? [index] : []));
}
