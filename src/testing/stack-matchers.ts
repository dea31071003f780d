import { type Declared, declaredIn, isAsExpected } from "../constructs/props/declared-props";
import { ALLOCATION_PROPS, ASSIGNMENT_PROPS, type PropTable } from "../constructs/props/prop-table";
import { nearest } from "../constructs/props/unknown-props";
import { isRecord } from "../domain/is-record";
import {
  countIsNoNumber,
  declares,
  declaresNot,
  declaresOtherCount,
  declaresThisCount,
  expectationIsNone,
  isNoProp,
  isNotCompared,
  protectsAll,
  severalAreUncounted,
  unprotected,
} from "./messages";
import { readStack } from "./read-stack";
import { type Result } from "./result";

/** One number of a stack, by the address that it will have. */
interface DeclaredNumber {
  readonly address: string;
  readonly declared: Declared;
  /** Whether `count` or `for_each` makes several of it. */
  readonly isSeveral: boolean;
}

/** What is compared: PINs are not, for a test's message would show them. */
const COMPARED = comparedIn(ALLOCATION_PROPS, ASSIGNMENT_PROPS);

function comparedIn(...tables: readonly PropTable[]): readonly string[] {
  const compared = tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, { attribute, secret }]) =>
      attribute === null || secret === true ? [] : [name],
    ),
  );
  return [...new Set(compared)];
}

/** Whether a stack has an allocation or an assignment that is as expected, or pins the number. */
export function toDeclareNumber(stack: unknown, ...given: readonly unknown[]): Result {
  const matcher = "toDeclareNumber";
  const expected = expectationOf(matcher, given);
  const found = numbersIn(matcher, stack);
  const pass = found.some(({ declared }) => isAsExpected(declared, expected));
  return {
    pass,
    message: () =>
      pass ? declares(expected, shown(found.filter(matches(expected)))) : declaresNot(expected, shown(found)),
  };
}

/** Whether a stack has exactly so many allocations and assignments, all together. */
export function toDeclareNumbers(stack: unknown, count: unknown): Result {
  const matcher = "toDeclareNumbers";
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) throw countIsNoNumber(matcher, count);
  const found = numbersIn(matcher, stack);
  const several = found.filter(({ isSeveral }) => isSeveral).map(({ address }) => address);
  if (several.length > 0) throw severalAreUncounted(matcher, several);
  const addresses = found.map(({ address }) => address);
  const pass = addresses.length === count;
  return { pass, message: () => (pass ? declaresThisCount(count) : declaresOtherCount(count, addresses)) };
}

/** Whether every allocation of a stack has `deletionProtection: true`, and there is one. */
export function toProtectEveryNumber(stack: unknown): Result {
  const allocations = numbersIn("toProtectEveryNumber", stack).filter(({ address }) =>
    address.startsWith("greenvn_allocation."),
  );
  const bare = allocations
    .filter(({ declared }) => declared["deletionProtection"] !== true)
    .map(({ address }) => address);
  const pass = bare.length === 0 && allocations.length > 0;
  return { pass, message: () => (pass ? protectsAll(allocations.length) : unprotected(bare)) };
}

function expectationOf(matcher: string, given: readonly unknown[]): object {
  if (given.length === 0) return {};
  const [expected] = given;
  if (typeof expected === "string") return { number: expected };
  if (!isRecord(expected) || Array.isArray(expected)) throw expectationIsNone(matcher, expected);
  for (const name of Object.keys(expected)) {
    if (name === "aPartyPins" || name === "bPartyPins") throw isNotCompared(matcher, name);
    if (!COMPARED.includes(name)) throw isNoProp(matcher, name, nearest(name, COMPARED), COMPARED);
  }
  return expected;
}

function numbersIn(matcher: string, stack: unknown): readonly DeclaredNumber[] {
  const json = readStack(matcher, stack);
  return (
    [
      ["greenvn_allocation", ALLOCATION_PROPS],
      ["greenvn_assignment", ASSIGNMENT_PROPS],
    ] as const
  ).flatMap(([type, table]) =>
    [...declaredIn(json, type, table)].map(([name, declared]): DeclaredNumber => {
      const written: unknown = ((json["resource"] as Record<string, Record<string, unknown>>)[type] ?? {})[name];
      const isSeveral = isRecord(written) && (written["count"] !== undefined || written["for_each"] !== undefined);
      return { address: `${type}.${name}`, declared, isSeveral };
    }),
  );
}

function matches(expected: object): (one: DeclaredNumber) => boolean {
  return ({ declared }) => isAsExpected(declared, expected);
}

function shown(found: readonly DeclaredNumber[]): readonly (readonly [address: string, declared: Declared])[] {
  return found.map(({ address, declared }) => [address, declared]);
}
