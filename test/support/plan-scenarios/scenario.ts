import type { Flags, Policy } from "../../../src/report/judge/rules";
import { send, type TestSandbox } from "../api/sandbox";
import type { TerraformFolder } from "../terraform/terraform";

export type Files = Readonly<Record<string, string>>;

/** Files that stand in the scenario, or that are made for its sandbox. */
export type Declared = Files | ((sandbox: TestSandbox) => Promise<Files>);

/** What a scenario's steps may use. */
export interface Bench {
  readonly terraform: TerraformFolder;
  readonly sandbox: TestSandbox;
}

/** A plan that real Terraform makes against the sandbox, and what its report should conclude. */
export interface Scenario {
  /** Names the golden files. */
  readonly name: string;
  /** Applied before anything else; absent: nothing exists yet. */
  readonly before?: Declared;
  /** What happens then, by hand or elsewhere. */
  readonly between?: (bench: Bench) => Promise<void>;
  /** Put in place of `before`, as far as the names are equal; absent: nothing is declared otherwise. */
  readonly now?: Declared;
  /** Further arguments of `terraform plan`. */
  readonly planArgs?: readonly string[];
  /** Whether modules or other providers need the real `terraform init`. */
  readonly init?: true;
  /** A second provider of the same name, from another namespace. */
  readonly stranger?: true;
  /** Absent: the plan can be applied. */
  readonly applies?: false;
  /** The rules of the golden report. */
  readonly flags?: Flags;
  readonly policy?: Policy;
  /** The whole verdict. */
  readonly passed: boolean;
  /** What has to be taken out of the failed plan to let it pass: the offence itself, as `without PLACE`. Absent: nothing. */
  readonly offences?: readonly string[];
  /** Charged calls, worst case, and whether that is exact. */
  readonly charged: readonly [calls: number, "exact" | "at most"];
}

/** The strictest rules that a pipeline would set. */
export const STRICT: Flags = { failOn: ["replace", "delete", "id-change"] };

/** An allocation with one A- and one B-party; `more` goes into its block. */
export function allocation(name: string, more = "", connectionId = `"${name}"`): string {
  return `resource "greenvn_allocation" "${name}" {
  connection_id  = ${connectionId}
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+919000000101"]
  ${more}
}
`;
}

export function main(...blocks: readonly string[]): { readonly "main.tf": string } {
  return { "main.tf": blocks.join("\n") };
}

/** The id of the allocation with that connection id, which is alive. */
export function idOf(sandbox: TestSandbox, connectionId: string): string {
  const found = sandbox.allocations().find((one) => one.connectionId === connectionId && one.deallocatedAtMs === null);
  if (found === undefined) throw new Error(`the sandbox has no live allocation ${connectionId}`);
  return found.greenvnId;
}

/** An allocation that Terraform knows nothing of. */
export async function createElsewhere(sandbox: TestSandbox, connectionId: string): Promise<void> {
  const body = {
    connection_id: connectionId,
    aparty_numbers: ["+919000000001"],
    bparty_numbers: ["+919000000101"],
    usage: "twoway",
  };
  const answer = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", body);
  if (answer.status !== 200) throw new Error(`the sandbox refused it: ${answer.text}`);
}

/** A free landline number of KA: the same in every run, since the sandbox's numbers come of its seed. */
export function freeNumber(sandbox: TestSandbox): string {
  const [number] = sandbox.freeNumbers({ region: "KA", type: "landline" }, 1);
  if (number === undefined) throw new Error("the sandbox has no free number");
  return number;
}

/** Text of a scenario with its placeholders filled in: `NUMBER`, and `ID_OF(connection_id)`. */
export function filledIn(text: string, sandbox: TestSandbox, number: string): string {
  return text
    .replaceAll("NUMBER", number)
    .replace(/ID_OF\(([\w-]+)\)/g, (_match, connectionId: string) => idOf(sandbox, connectionId));
}
