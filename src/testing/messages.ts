import { maskText } from "../domain/mask-text";
import { maskNumber } from "../domain/phone-number";
import { printable, shortened } from "../domain/printable";
import { type ChargedCall } from "../rules/charged-calls";

/** What a matcher is about. */
export type Subject = "stack" | "plan";

/** What tests of users' stacks and plans say. Numbers of a plan are masked: they are live, and logs are kept. */

// What a matcher was handed.

const TAKES: Readonly<Record<Subject, string>> = {
  stack: "a stack, what Testing.synth(stack) gives, the JSON as an object, or the path of a synthesized stack's folder",
  plan: "what terraform show -json PLAN prints: as text, as an object, or as the path of its file",
};

export function wrongInput(matcher: string, subject: Subject, given: unknown): Error {
  return new Error(`${matcher} takes ${TAKES[subject]}; it was handed ${kindOf(given)}`);
}

export function couldNotRead(matcher: string, subject: Subject, file: string, error: unknown): Error {
  const { message = String(error) } = error as Partial<Error>;
  return new Error(`${matcher} takes ${TAKES[subject]}; ${quoted(file)} could not be read: ${printable(message)}`);
}

export function notJson(matcher: string, subject: Subject): Error {
  return new Error(`${matcher} takes ${TAKES[subject]}; this is no JSON`);
}

export function noStack(matcher: string): Error {
  return new Error(`${matcher} takes ${TAKES.stack}; this is the JSON of none`);
}

export function isPlanAndNoStack(matcher: string): Error {
  return new Error(`${matcher} takes ${TAKES.stack}; this is a plan, which toChargeAtMost and toGiveUpNoNumber take`);
}

export function stackOffersNothing(matcher: string): Error {
  return new Error(
    `${matcher} was handed a construct that is no stack with a GreenvnProvider or a number in it; ` +
      "pass that stack, or what Testing.synth(stack) gives",
  );
}

export function expectationIsNone(matcher: string, given: unknown): Error {
  return new Error(
    `${matcher} expects a number such as "+917205827365", or properties such as { region: "MU" }; it was handed ${kindOf(given)}`,
  );
}

export function isNoProp(matcher: string, name: string, meant: string | null, all: readonly string[]): Error {
  const instead = meant === null ? `there are ${all.join(", ")}` : `write ${meant}`;
  return new Error(`${matcher}: ${quoted(name)} is no property that is compared; ${instead}`);
}

export function isNotCompared(matcher: string, name: string): Error {
  return new Error(`${matcher}: ${name} is secret, and not compared: the message of a failed test would show it`);
}

export function countIsNoNumber(matcher: string, given: unknown): Error {
  return new Error(`${matcher} expects how many there are, a whole number from 0; it was handed ${kindOf(given)}`);
}

export function isNoLimit(matcher: string, given: unknown): Error {
  return new Error(`${matcher} expects the most charged calls, a whole number from 0; it was handed ${kindOf(given)}`);
}

export function severalAreUncounted(matcher: string, addresses: readonly string[]): Error {
  return new Error(`${matcher} can't count what count or for_each makes: ${list(addresses)}`);
}

export function planRefused(matcher: string, why: string): Error {
  return new Error(`${matcher}: the plan ${printable(why)}`);
}

/** Why a plan proves nothing, and what of it is concerned. */
export interface Unproven {
  readonly why:
    "errored" | "incomplete" | "unknown action" | "unproven id" | "another provider" | "triggered by its holder";
  readonly addresses: readonly string[];
}

const UNPROVEN: Readonly<Record<Unproven["why"], string>> = {
  errored: "it ended with an error",
  incomplete: "it is incomplete, such as a targeted one",
  "unknown action": "what it does can't be told of",
  "unproven id": "whether the allocation stays can't be told of",
  "another provider": "another provider manages",
  "triggered by its holder": "the holder of the same allocation triggers",
};

export function planProvesNothing(matcher: string, unproven: readonly Unproven[]): Error {
  const reasons = unproven.map(({ why, addresses }) =>
    addresses.length === 0 ? UNPROVEN[why] : `${UNPROVEN[why]} ${list(addresses)}`,
  );
  return new Error(maskText(`${matcher}: the plan proves nothing: ${reasons.join("; ")}`));
}

// A stack.

type Shown = readonly (readonly [address: string, declared: object])[];

export function declares(expected: object, found: Shown): string {
  return lines(`The stack was expected to declare no number with ${json(expected)}. It has:`, declaredLines(found));
}

export function declaresNot(expected: object, found: Shown): string {
  const has = found.length === 0 ? "It has none." : "It has:";
  return lines(`The stack declares no number with ${json(expected)}. ${has}`, declaredLines(found));
}

export function declaresThisCount(count: number): string {
  return `The stack was expected not to declare ${numbers(count)}, and does.`;
}

export function declaresOtherCount(count: number, addresses: readonly string[]): string {
  return lines(
    `The stack was expected to declare ${numbers(count)}, and declares ${addresses.length}:`,
    limited(addresses),
  );
}

export function protectsAll(count: number): string {
  return `The stack was expected to leave a number unprotected; all ${count} have deletionProtection: true.`;
}

export function unprotected(addresses: readonly string[]): string {
  if (addresses.length === 0) return "The stack declares no allocation that could be protected.";
  return lines("Without deletionProtection: true:", limited(addresses));
}

// A plan.

/** What people are told of one row of a plan. */
export interface Told {
  readonly address: string;
  readonly action: string;
  /** The number in force, where there is one that may be shown. */
  readonly number: string | null;
  readonly calls: readonly ChargedCall[];
  readonly loss: "released" | "given up" | "may be given up" | null;
}

export function chargesMore(limit: number, calls: number, exact: boolean, charged: readonly Told[]): string {
  const makes = `${exact ? "" : "up to "}${calls}`;
  return lines(`The plan was expected to make at most ${count(limit)}, and makes ${makes}:`, toldLines(charged));
}

export function chargesNoMore(limit: number, calls: number, charged: readonly Told[]): string {
  return lines(`The plan was expected to make more than ${count(limit)}, and makes ${calls}:`, toldLines(charged));
}

export function givesUp(lost: readonly Told[]): string {
  return lines("The plan gives up numbers that can not be had back:", toldLines(lost));
}

export function givesUpNone(): string {
  return "The plan was expected to give up a number, and gives up none.";
}

export function changesSomething(changed: readonly Told[]): string {
  return lines("The plan was expected to change nothing of GreenVN, and changes:", toldLines(changed));
}

export function changesNothing(): string {
  return "The plan was expected to change something of GreenVN, and changes nothing.";
}

const MOST_LINES = 50;

function lines(first: string, others: readonly string[]): string {
  return [first, ...others.map((line) => `  ${line}`)].join("\n");
}

function limited(all: readonly string[]): readonly string[] {
  return all.length <= MOST_LINES ? all : [...all.slice(0, MOST_LINES), `and ${all.length - MOST_LINES} more`];
}

function toldLines(told: readonly Told[]): readonly string[] {
  return limited(
    told.map(({ address, action, number, calls, loss }) => {
      const charged = calls.map(
        ({ operation, certainty }) => `${operation}${certainty === "exact" ? "" : " (perhaps)"}`,
      );
      const held = number === null ? "" : maskNumber(number);
      const lost = loss === null ? held : `${held === "" ? "a number" : held} is ${loss}`;
      const parts = [
        action,
        ...(lost === "" ? [] : [loss === "may be given up" ? lost.replace(" is may", " may") : lost]),
        ...(charged.length === 0 ? [] : [`charged: ${charged.join(", ")}`]),
      ];
      return `${maskText(printable(address))}: ${parts.join("; ")}`;
    }),
  );
}

function declaredLines(found: Shown): readonly string[] {
  return limited(found.map(([address, declared]) => `${printable(address)}: ${json(declared)}`));
}

function list(addresses: readonly string[]): string {
  return printable(limited(addresses).join(", "));
}

function numbers(many: number): string {
  return many === 1 ? "1 number" : `${many} numbers`;
}

function count(calls: number): string {
  return calls === 1 ? "1 charged call" : `${calls} charged calls`;
}

function json(value: object): string {
  return printable(JSON.stringify(value));
}

function quoted(text: string): string {
  return JSON.stringify(shortened(printable(text), 200));
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `the text ${quoted(value)}`;
  return typeof value === "number" || typeof value === "boolean"
    ? `the ${typeof value} ${value}`
    : typeof value === "object"
      ? "an object"
      : `a ${typeof value}`;
}
