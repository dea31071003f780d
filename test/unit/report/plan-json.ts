import { judge, type Judgement } from "../../../src/report/judge/judge";
import { type Flags, NO_SUBJECT, type Policy, rulesOf } from "../../../src/report/judge/rules";
import { type Format, type PlanReport, planReport } from "../../../src/report/plan-report";
import { readPlan } from "../../../src/report/read/read-plan";
import { stepsOf } from "../../../src/report/read/resource-address";

export const PROVIDER_NAME = "registry.terraform.io/cdktf-greenvn/greenvn";
export const A = "+917205827365";
export const B = "+917205827366";

type Values = Record<string, unknown>;

/** What state holds of an allocation; `more` takes the place of what it names. */
export function held(more: Values = {}): Values {
  return {
    id: "gvn-1",
    account_sid: "sandbox",
    connection_id: "support",
    aparty_numbers: ["+919000000001"],
    bparty_numbers: ["+919000000101"],
    aparty_pins: null,
    bparty_pins: null,
    usage: "twoway",
    preferences: null,
    strictness: false,
    rotation_triggers: null,
    deallocation_policy: null,
    flow_id: null,
    deletion_policy: "deallocate",
    deletion_protection: false,
    green_vn: A,
    state: "active",
    ...more,
  };
}

/** What is planned for an allocation that does not exist yet. */
export function wanted(more: Values = {}): Values {
  const { id: _id, account_sid: _sid, green_vn: _number, state: _state, ...declared } = held(more);
  return declared;
}

export const UNKNOWN_AT_CREATION = { id: true, account_sid: true, green_vn: true, state: true };

export interface ChangeParts {
  readonly address?: string;
  readonly type?: string;
  readonly provider?: string;
  readonly mode?: string;
  readonly actions: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly unknown?: unknown;
  readonly masks?: { readonly before?: unknown; readonly after?: unknown };
  /** Further members of the entry, and of its `change`. */
  readonly entry?: Values;
  readonly change?: Values;
}

/** One entry of `resource_changes`. */
export function change(parts: ChangeParts): Values {
  const { type = "greenvn_allocation", address = `${type}.support` } = parts;
  return {
    address,
    mode: parts.mode ?? "managed",
    type,
    name: "support",
    provider_name: parts.provider ?? PROVIDER_NAME,
    ...parts.entry,
    change: {
      actions: parts.actions,
      before: parts.before ?? null,
      after: parts.after ?? null,
      after_unknown: parts.unknown ?? {},
      before_sensitive: parts.masks?.before ?? {},
      after_sensitive: parts.masks?.after ?? {},
      ...parts.change,
    },
  };
}

export const creation = (more: Partial<ChangeParts> & { readonly declared?: Values } = {}) =>
  change({ actions: ["create"], after: wanted(more.declared), unknown: UNKNOWN_AT_CREATION, ...more });
export const deletion = (more: Partial<ChangeParts> & { readonly was?: Values } = {}) =>
  change({ actions: ["delete"], before: held(more.was), ...more });
export const update = (after: Values, more: Partial<ChangeParts> & { readonly was?: Values } = {}) =>
  change({ actions: ["update"], before: held(more.was), after: held(after), ...more });

/** The configuration of what is not given up, as far as a report asks for it. */
function configured(changes: readonly Values[]): Values {
  const root: Values = {};
  for (const { address, type, mode, change: told } of changes) {
    const { actions } = (told ?? {}) as { readonly actions?: unknown };
    if (typeof address !== "string" || !Array.isArray(actions)) continue;
    if (actions.every((action) => action === "delete" || action === "forget")) continue;
    let module = root;
    const steps = [...(stepsOf(address) ?? [])];
    while (steps[0] === "module" && steps.length > 2) {
      const calls = (module["module_calls"] ??= {}) as Record<string, { module: Values }>;
      module = (calls[steps[1] ?? ""] ??= { module: {} }).module;
      steps.splice(0, 2);
    }
    ((module["resources"] ??= []) as Values[]).push({ address: steps.join("."), type, mode });
  }
  return root;
}

/** The object of a whole plan with these changes. */
export function planOf(changes: readonly Values[], more: Values = {}): Values {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    prior_state: {},
    resource_changes: changes,
    configuration: { root_module: configured(changes) },
    complete: true,
    errored: false,
    ...more,
  };
}

export function bytes(value: unknown): Uint8Array {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}

/** The report over plans given as objects. */
export function reportOf(
  plans: readonly unknown[],
  flags: Flags = {},
  format: Format = "markdown",
  policy: Policy = {},
): PlanReport {
  return planReport(
    plans.map((plan, index) => ({ name: `plan-${index + 1}.json`, json: bytes(plan), planFile: null })),
    rulesOf(flags, policy),
    format,
  );
}

/** The text of a report that is one. */
export function textOf(
  plans: readonly unknown[],
  flags: Flags = {},
  format: Format = "markdown",
  policy: Policy = {},
): string {
  const report = reportOf(plans, flags, format, policy);
  if (report.kind === "refused") throw new Error(report.sentence);
  return report.text;
}

/** The judgement over plans given as objects. */
export function judgementOf(
  plans: readonly unknown[],
  flags: Flags = {},
  policy: Policy = {},
  stack: string | null = null,
): Judgement {
  const named = plans.map((plan, index) => {
    const read = readPlan(bytes(plan));
    if (read.kind === "refused") throw new Error(read.why);
    return {
      name: `plan-${index + 1}.json`,
      plan: read.plan,
      jsonSha256: "",
      planFileSha256: null,
      planFileCompared: false,
    };
  });
  return judge(named, rulesOf(flags, policy), { ...NO_SUBJECT, stack });
}

/** The names of the gates that fail. */
export function failedGates(plans: readonly unknown[], flags: Flags = {}, policy: Policy = {}): string[] {
  return judgementOf(plans, flags, policy).gates.flatMap((gate) => (gate.passed ? [] : [gate.kind]));
}
