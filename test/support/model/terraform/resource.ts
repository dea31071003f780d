import { type ObjectValue } from "../../../../src/plugin/values/same-value";
import { type Diagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Declared } from "../../terraform/core-rules";
import { type Address } from "../lives/life";
import { type Kept, type Plugin, type Said, type TypeName } from "./plugin";

/** A resource as state has it. */
export interface Held {
  readonly value: ObjectValue;
  readonly private: Uint8Array;
  readonly tainted: boolean;
}

export type State = ReadonlyMap<Address, Held>;

export type Action = "create" | "update" | "replace" | "delete" | "no-op";

/** What a plan makes of one resource, as people see it before they say yes. */
export interface Change {
  readonly address: Address;
  readonly action: Action;
  readonly before: ObjectValue | null;
  readonly after: ObjectValue | null;
  /** The planned private data. */
  readonly private: Uint8Array;
  readonly warnings: readonly Diagnostic[];
}

export interface Plan {
  readonly changes: readonly Change[];
  /** State as the refresh left it. */
  readonly state: State;
  readonly errors: readonly Diagnostic[];
}

/** What is declared at an address, by what is known of the others. Null: nothing. */
export type Configuration = (address: Address, idOf: (address: Address) => string | undefined) => Declared | null;

export interface PlanOptions {
  /** False: `-refresh=false`. */
  readonly refreshes: boolean;
  /** False: `-refresh-only`. */
  readonly plans: boolean;
  readonly replace: Address | null;
  /** Of the others nothing is looked at. */
  readonly target: Address | null;
}

/** The providers of one walk: each is started when it is first needed. */
export type Plugins = (address: Address) => Promise<Plugin>;

/** Told of each answer that a state follows from. */
export interface Observer {
  readonly refreshed: (address: Address, plugin: Plugin, before: Held, after: Kept & Said) => void;
  readonly applying: (address: Address, plugin: Plugin) => void;
  /** `state`: of all resources, before it follows from the answer. */
  readonly applied: (change: Change, plugin: Plugin, before: Held | null, after: Kept & Said, state: State) => void;
}

/** Terraform would refuse what the provider answered. */
export class Complaint extends Error {}

export const typeOf = (address: Address): TypeName =>
  address === "task" ? "greenvn_assignment" : "greenvn_allocation";

export const NOTHING: Kept = { value: null, private: new Uint8Array(0) };

/** Holds an answer against one of Terraform's rules. */
export function complain(check: () => void, summary = "Provider produced invalid object"): void {
  try {
    check();
  } catch (thrown) {
    throw new Complaint(`${summary}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

/** The id of what an address holds. */
export function idOf(held: Pick<Kept, "value"> | undefined): string | undefined {
  const id = held?.value?.["id"];
  return typeof id === "string" ? id : undefined;
}
