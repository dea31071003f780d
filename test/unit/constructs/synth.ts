import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { GreenvnProvider } from "../../../src";

// CDKTF's helpers for tests make folders that they never remove.
const temporary = mkdtempSync(path.join(os.tmpdir(), "greenvn-constructs-"));
process.env["TMPDIR"] = temporary;
afterAll(() => rmSync(temporary, { recursive: true }));

export type Json = Readonly<Record<string, unknown>>;

/** What a stack's JSON holds, as far as these tests read it by name. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown; readonly description?: string }>>;
  readonly provider?: Readonly<Record<string, readonly Json[]>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
  readonly moved?: readonly Json[];
  readonly import?: readonly Json[];
}

/** Parties that are right, where a test is about something else. */
export const PARTIES = { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] };

/** A stack `test` with a provider that is not vendored. */
export function newStack(id = "test", context: Json = {}): TerraformStack {
  const stack = new TerraformStack(Testing.app({ context }), id);
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  return stack;
}

/** The stack's JSON, checks included. */
export function synth(stack: TerraformStack): StackJson {
  return JSON.parse(Testing.synth(stack, true)) as StackJson;
}

/** The JSON of what `declare` puts into a stack. */
export function synthOf(declare: (stack: TerraformStack) => void): StackJson {
  const stack = newStack();
  declare(stack);
  return synth(stack);
}

/** The only resource of a type. */
export function only(json: StackJson, type: string): Json {
  const all = Object.values(json.resource?.[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0] ?? {};
}

/** The sentences that synthesis fails with, each with the path of its construct. */
export function problemsOf(declare: (stack: TerraformStack) => void): string[] {
  const stack = newStack();
  declare(stack);
  try {
    Testing.synth(stack, true);
  } catch (error) {
    const [, ...lines] = (error as Error).message.replace(/\n\nIf you wish to ignore[^]*$/, "").split(/\n {2}(?=\[)/);
    return lines.map((line) => line.trim());
  }
  return [];
}
