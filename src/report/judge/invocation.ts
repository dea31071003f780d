import { isUnknown, type Maybe } from "../../domain/unknown";
import type { ChargedCall } from "../../rules/charged-calls";
import type { ActionInvocation, Plan } from "../read/plan";
import type { Side } from "../read/side";
import type { Row } from "./row";
import { show, type Shown, shownValue } from "./shown";

/** The action that takes another number. */
export const ROTATE = "greenvn_rotate";

/** An action of this provider that a plan invokes, judged. */
export interface Invocation {
  readonly plan: number;
  readonly address: string;
  /** Terraform's name of the action, such as `greenvn_rotate`. */
  readonly type: string;
  readonly trigger: ActionInvocation["trigger"];
  /** The allocation whose number it changes. */
  readonly allocation: Shown;
  /** The number that it asks for. */
  readonly asksFor: Shown;
  readonly calls: readonly ChargedCall[];
  /** Whether whatever triggers it holds, or may hold, the very same allocation. */
  readonly byHolder: boolean;
  /** The number in force of its allocation, or null where no plan tells it. */
  readonly numberBefore: Shown | null;
  /** Why it can't be judged, or null. */
  readonly unproven: string | null;
}

/** `held`: what is known of allocations, by their ids. */
export function invocationsOf(
  plans: readonly Plan[],
  rows: readonly Row[],
  held: ReadonlyMap<string, Side>,
): Invocation[] {
  return plans.flatMap((plan, index) => {
    if (plan.invocations.length === 0) return [];
    const listed = indexed(
      rows.filter((row) => row.plan === index),
      plan.foreignTriggers,
    );
    return plan.invocations.map((invocation) => judged(invocation, index, listed, held));
  });
}

/** What a plan lists, to be looked up. */
interface Listed {
  readonly byAddress: ReadonlyMap<string, readonly Row[]>;
  readonly foreign: ReadonlySet<string>;
}

function indexed(rows: readonly Row[], foreign: readonly string[]): Listed {
  const byAddress = new Map<string, Row[]>();
  for (const row of rows) {
    const others = byAddress.get(row.change.address);
    if (others === undefined) byAddress.set(row.change.address, [row]);
    else others.push(row);
  }
  return { byAddress, foreign: new Set(foreign) };
}

function judged(
  invocation: ActionInvocation,
  plan: number,
  listed: Listed,
  held: ReadonlyMap<string, Side>,
): Invocation {
  const holder = typeof invocation.allocation === "string" ? held.get(invocation.allocation) : undefined;
  const { address, type, trigger, allocation, pinned, sensitive } = invocation;
  const shown = (name: string, value: typeof allocation): Shown =>
    sensitive.has(name) ? { kind: "sensitive" } : shownValue(value);
  return {
    plan,
    address,
    type,
    trigger,
    allocation: shown("greenvn_id", allocation),
    asksFor: shown("preferences.greenvn", pinned),
    // Whatever an unknown action of ours does, it is counted as the one that is known.
    calls: [{ operation: "vn", certainty: "exact" }],
    byHolder: isByHolder(invocation, listed),
    numberBefore: holder === undefined ? null : show(holder, "green_vn"),
    unproven: type === ROTATE ? null : "an action that this version does not know",
  };
}

/** A trigger that the plan does not list, or an allocation that it does not know yet, may be the very same. */
function isByHolder({ trigger, allocation }: ActionInvocation, { byAddress, foreign }: Listed): boolean {
  switch (trigger.kind) {
    case "invoked":
      return false;
    case "untold":
      return true;
    case "resource": {
      const triggering = byAddress.get(trigger.address);
      if (triggering === undefined) return !foreign.has(trigger.address);
      return triggering.some((row) => {
        const ids = idsOf(row);
        return typeof allocation !== "string" || ids.length === 0 || ids.some(isUnknown) || ids.includes(allocation);
      });
    }
  }
}

/** Every allocation that an object is about, before and after. */
function idsOf({ change: { before, after } }: Row): Maybe<string>[] {
  const ids: readonly (Maybe<string> | null | undefined)[] = [
    before?.id,
    before?.greenvn_id,
    after?.id,
    after?.greenvn_id,
  ];
  return ids.filter((id) => id !== null && id !== undefined);
}
