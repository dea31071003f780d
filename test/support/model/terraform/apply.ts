import { hasUnknown, sameObject } from "../../../../src/plugin/values/same-value";
import { type Diagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";
import { asPlanned, type Declared, noUnknown, whole } from "../../terraform/core-rules";
import { type Address, ADDRESSES } from "../lives/life";
import { ask } from "./ask";
import { ATTRIBUTES } from "./plugin";
import {
  type Change,
  complain,
  Complaint,
  type Configuration,
  type Held,
  NOTHING,
  type Observer,
  type Plan,
  type Plugins,
  typeOf,
} from "./resource";

/** What stands on what: an assignment of `line` is made after it and ends before it. */
const LAST_FIRST = [...ADDRESSES].reverse();

/** What an apply has done so far. Filled as it goes: a killed one ends in between. */
export interface Progress {
  state: Map<Address, Held>;
  /** How many resources are done with. */
  done: number;
  readonly errors: Diagnostic[];
}

/** Terraform's walk of an apply. */
export async function apply(
  plugins: Plugins,
  { changes }: Plan,
  configuration: Configuration,
  createsFirst: boolean,
  progress: Progress,
  observer: Observer,
): Promise<void> {
  const failed = new Set<Address>();
  const deposed = new Map<Address, Held>();
  const changeOf = (address: Address) => changes.find((change) => change.address === address);

  for (const address of LAST_FIRST) {
    const change = changeOf(address);
    const held = progress.state.get(address);
    if (change === undefined || held === undefined) continue;
    if (change.action === "replace" && createsFirst) {
      deposed.set(address, held);
      progress.state.delete(address);
    } else if (change.action === "replace" || change.action === "delete") {
      if (address === "line" && failed.has("task")) failed.add(address);
      else if (!(await destroy(plugins, change, held, progress, observer))) failed.add(address);
    }
  }
  for (const address of ADDRESSES) {
    const change = changeOf(address);
    if (change === undefined || change.action === "delete" || change.action === "no-op" || failed.has(address))
      continue;
    const attributes = ATTRIBUTES[typeOf(address)];
    let refersToLine = false;
    const declared = configuration(address, (other) => {
      refersToLine ||= other === "line";
      const id = progress.state.get(other)?.value["id"];
      return typeof id === "string" ? id : undefined;
    });
    // What stands on something that failed is left alone.
    const waits = declared === null || (refersToLine && failed.has("line")) || hasUnknown(whole(declared, attributes));
    const isMade = !waits && (await carryOut(plugins, change, declared, progress, observer));
    if (!isMade) failed.add(address);
    const former = deposed.get(address);
    if (!isMade && former !== undefined && !progress.state.has(address)) progress.state.set(address, former);
    if (!isMade) deposed.delete(address);
  }
  for (const [address, former] of deposed) {
    const change = changeOf(address);
    const successor = progress.state.get(address);
    if (change === undefined || successor === undefined) continue;
    progress.state.set(address, former);
    await destroy(plugins, change, former, progress, observer);
    progress.state.set(address, successor);
  }
}

async function destroy(
  plugins: Plugins,
  change: Change,
  held: Held,
  progress: Progress,
  observer: Observer,
): Promise<boolean> {
  const { address } = change;
  const plugin = await plugins(address);
  observer.applying(address, plugin);
  const planned = { value: null, private: held.tainted ? NOTHING.private : change.private };
  const answer = await plugin.apply(typeOf(address), held.value, planned);
  observer.applied({ ...change, action: "delete", after: null }, plugin, held, answer, progress.state);
  progress.errors.push(...answer.errors);
  progress.done += 1;
  if (answer.value !== null) progress.state.set(address, { ...held, value: answer.value, private: answer.private });
  else progress.state.delete(address);
  return answer.errors.length === 0;
}

/** Creates or updates: planned once more by what is known now, and then applied. */
async function carryOut(
  plugins: Plugins,
  change: Change,
  declared: Declared,
  progress: Progress,
  observer: Observer,
): Promise<boolean> {
  const { address } = change;
  const attributes = ATTRIBUTES[typeOf(address)];
  const plugin = await plugins(address);
  const held = progress.state.get(address);
  observer.applying(address, plugin);
  const again = await ask(plugin, address, held ?? NOTHING, declared, progress.errors);
  if (again === null) return false;
  const planned = again.after ?? {};
  if (again.replaces) throw new Complaint(`${address}: the plan at apply would replace it`);
  complain(() => asPlanned(change.after, planned, attributes), "Provider produced inconsistent final plan");
  if (held !== undefined && sameObject(held.value, planned, attributes)) return true;

  const answer = await plugin.apply(typeOf(address), held?.value ?? null, { value: planned, private: again.private });
  const { value } = answer;
  const hasFailed = answer.errors.length > 0;
  observer.applied({ ...change, after: planned }, plugin, held ?? null, answer, progress.state);
  progress.errors.push(...answer.errors);
  progress.done += 1;
  if (value === null) {
    if (!hasFailed) throw new Complaint(`${address}: an apply without an error returned no state`);
    if (held === undefined) progress.state.delete(address);
    return false;
  }
  complain(() => noUnknown(value, "an apply"));
  if (!hasFailed) complain(() => asPlanned(planned, value, attributes), "Provider produced inconsistent result");
  progress.state.set(address, { value, private: answer.private, tainted: held === undefined && hasFailed });
  return !hasFailed;
}
