import { sameObject } from "../../../../src/plugin/values/same-value";
import { type Diagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Declared, noUnknown } from "../../terraform/core-rules";
import { type Address, ADDRESSES } from "../lives/life";
import { ask } from "./ask";
import { ATTRIBUTES, type Plugin } from "./plugin";
import {
  type Change,
  complain,
  type Configuration,
  type Held,
  NOTHING,
  type Observer,
  type Plan,
  type PlanOptions,
  type Plugins,
  type State,
  typeOf,
} from "./resource";

/** Terraform's walk of a plan. */
export async function plan(
  plugins: Plugins,
  saved: State,
  configuration: Configuration,
  { refreshes, plans, replace, target }: PlanOptions,
  observer: Observer,
): Promise<Plan> {
  const state = new Map(saved);
  const changes: Change[] = [];
  const errors: Diagnostic[] = [];
  const plannedId = (address: Address): string | undefined => {
    const id = changes.find((change) => change.address === address)?.after?.["id"];
    return typeof id === "string" ? id : undefined;
  };
  for (const address of ADDRESSES) {
    const declared = configuration(address, plannedId);
    if (declared === null && !saved.has(address)) continue;
    if (target !== null && address !== target && !(target === "task" && address === "line")) continue;
    const walk = { address, plugin: await plugins(address), state, errors, observer };
    if (!plans) await refreshed(walk);
    else {
      const change = await (declared === null
        ? planRemoval(walk, refreshes)
        : planResource(walk, declared, refreshes, replace === address));
      if (change !== null) changes.push(change);
    }
  }
  return { changes, state, errors };
}

interface Walk {
  readonly address: Address;
  readonly plugin: Plugin;
  readonly state: Map<Address, Held>;
  readonly errors: Diagnostic[];
  readonly observer: Observer;
}

/** False where the read failed. What is gone leaves the state. */
async function refreshed({ address, plugin, state, errors, observer }: Walk): Promise<readonly Diagnostic[] | null> {
  const held = state.get(address);
  if (held === undefined) return [];
  const read = await plugin.read(typeOf(address), held);
  observer.refreshed(address, plugin, held, read);
  errors.push(...read.errors);
  if (read.errors.length > 0) return null;
  if (read.value === null) state.delete(address);
  else {
    complain(() => noUnknown(read.value ?? {}, "a read"));
    state.set(address, { ...held, value: read.value, private: read.private });
  }
  return read.warnings;
}

/** A block that is gone is asked about before it is read, and needs no destroying where the read finds nothing. */
async function planRemoval(walk: Walk, refreshes: boolean): Promise<Change | null> {
  const { address, plugin, state, errors } = walk;
  const held = state.get(address);
  if (held === undefined) return null;
  const asked = await plugin.plan(typeOf(address), held, { proposed: null, config: null });
  errors.push(...asked.errors);
  if (asked.errors.length > 0 || (refreshes && (await refreshed(walk)) === null)) return null;
  const before = state.get(address)?.value;
  if (before === undefined) return null;
  return { address, action: "delete", before, after: null, private: asked.private, warnings: asked.warnings };
}

async function planResource(
  walk: Walk,
  declared: Declared,
  refreshes: boolean,
  isReplaceAsked: boolean,
): Promise<Change | null> {
  const { address, plugin, state, errors } = walk;
  const read = refreshes ? await refreshed(walk) : [];
  if (read === null) return null;
  const held = state.get(address);
  const before = held?.value ?? null;
  if (held === undefined || before === null || held.tainted) {
    const made = await ask(plugin, address, NOTHING, declared, errors);
    if (made === null) return null;
    return {
      address,
      action: held?.tainted ? "replace" : "create",
      before,
      ...made,
      warnings: [...read, ...made.warnings],
    };
  }
  const first = await ask(plugin, address, held, declared, errors);
  if (first === null) return null;
  const warnings = [...read, ...first.warnings];
  if (first.replaces || isReplaceAsked) {
    // Its prior private data is what the first one planned, and what it warns of is dropped.
    const second = await ask(plugin, address, { value: null, private: first.private }, declared, errors);
    return second && { address, action: "replace", before, ...second, warnings };
  }
  const isSame = first.after !== null && sameObject(before, first.after, ATTRIBUTES[typeOf(address)]);
  return { address, action: isSame ? "no-op" : "update", before, ...first, warnings };
}
