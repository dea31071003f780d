import { apiOrigin } from "../../domain/api-origin";
import { checkBaseUrl } from "../../domain/declared/base-url";
import { isRecord } from "../../domain/is-record";
import { printable } from "../../domain/printable";
import { type Exemption, FAIL_ON, type FailOn, type Policy, type Price } from "./rules";

export type ReadPolicy =
  { readonly kind: "policy"; readonly policy: Policy } | { readonly kind: "refused"; readonly why: string };

/** What one rule says, or what is wrong with it, as the end of a sentence that starts with its name. */
type Read<T> = { readonly value: T } | { readonly wrong: string };

/** Each rule by its name in the file: where it goes, and how it is read. */
const RULES: { readonly [name: string]: (value: unknown) => Read<Policy> } = {
  max_charges: (value) => (isLimit(value) ? read({ maxCharges: value }) : wrong("must be a whole number, 0 or more")),
  fail_on: (value) => {
    const failOn = failOnOf(value);
    return failOn === null ? wrong(`must be a list of ${FAIL_ON.join(", ")}`) : read({ failOn });
  },
  allow_incomplete: (value) => asFlag(value, (allowIncomplete) => ({ allowIncomplete })),
  mask: (value) => asFlag(value, (mask) => ({ mask })),
  endpoints: (value) => into(endpointsOf(value), (endpoints) => ({ endpoints })),
  price: (value) => into(priceOf(value), (price) => ({ price })),
  exempt: (value) => into(exemptionsOf(value), (exempt) => ({ exempt })),
};

/** The names of all rules, in the order that the guide tells them. */
export const RULE_NAMES: readonly string[] = Object.keys(RULES);

/**
 * What a policy file holds. A rule that is misspelt would silently not hold, so everything that is not understood
 * is refused, in one sentence.
 */
export function readPolicy(value: unknown): ReadPolicy {
  if (!isRecord(value)) return refused(`must hold rules; write one of ${RULE_NAMES.join(", ")}`);
  let policy: Policy = {};
  for (const [name, rule] of Object.entries(value)) {
    const readRule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (readRule === undefined)
      return refused(`has an unknown key ${quoted(name)}; the keys are ${RULE_NAMES.join(", ")}`);
    const told = readRule(rule);
    if ("wrong" in told) return refused(`${name} ${told.wrong}`);
    policy = { ...policy, ...told.value };
  }
  return { kind: "policy", policy };
}

/** The kinds of a list such as `replace,delete`, or null where one is unknown. */
export function failOnOf(value: unknown): readonly FailOn[] | null {
  if (!Array.isArray(value)) return null;
  const kinds = value.filter((kind): kind is FailOn => (FAIL_ON as readonly unknown[]).includes(kind));
  return kinds.length === value.length ? [...new Set(kinds)] : null;
}

/** Whether this is a limit of charged calls. */
export function isLimit(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function asFlag(value: unknown, rule: (flag: boolean) => Policy): Read<Policy> {
  return typeof value === "boolean" ? read(rule(value)) : wrong("must be true or false");
}

function into<T>(told: Read<T>, rule: (value: T) => Policy): Read<Policy> {
  return "wrong" in told ? told : read(rule(told.value));
}

function endpointsOf(value: unknown): Read<readonly string[]> {
  if (!Array.isArray(value)) return wrong("must be a list of origins such as https://api.example.com");
  const origins: string[] = [];
  for (const entry of value as readonly unknown[]) {
    const origin = typeof entry === "string" && checkBaseUrl(entry) === null ? apiOrigin(entry) : null;
    // A path would look as if only that path were allowed, and a `*` as if it stood for any host.
    if (origin === null || origin.includes("*") || new URL(String(entry)).pathname !== "/")
      return wrong(`must be a list of origins such as https://api.example.com, and not ${shown(entry)}`);
    origins.push(origin);
  }
  return read(origins);
}

function priceOf(value: unknown): Read<Price> {
  const rule = "must be { per_call, currency }";
  if (!isRecord(value)) return wrong(rule);
  const stranger = strangerIn(value, ["per_call", "currency"]);
  if (stranger !== null) return wrong(`has an unknown key ${quoted(stranger)}; the keys are per_call, currency`);
  const { per_call, currency } = value;
  const perCall = typeof per_call === "number" || typeof per_call === "string" ? String(per_call) : "";
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(perCall))
    return wrong(`${rule}, with per_call a plain number such as 12 or 12.50, 0 or more`);
  if (typeof currency !== "string" || !/^[\p{L}\p{Sc}]{1,8}$/u.test(currency))
    return wrong(`${rule}, with currency a short name such as INR`);
  return read({ perCall, currency });
}

const EXEMPTION_KEYS = ["id", "address", "stack", "reason"] as const;

function exemptionsOf(value: unknown): Read<readonly Exemption[]> {
  if (!Array.isArray(value)) return wrong("must be a list of { id, reason }, where wanted with address and stack");
  const exemptions: Exemption[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const told = exemptionOf(entry, index + 1);
    if ("wrong" in told) return told;
    exemptions.push(told.value);
  }
  return read(exemptions);
}

function exemptionOf(entry: unknown, place: number): Read<Exemption> {
  if (!isRecord(entry)) return wrong(`entry ${place} must be { id, reason }, where wanted with address and stack`);
  const named = `entry ${place}`;
  const stranger = strangerIn(entry, EXEMPTION_KEYS);
  if (stranger !== null)
    return wrong(`${named} has an unknown key ${quoted(stranger)}; the keys are ${EXEMPTION_KEYS.join(", ")}`);
  const { address, stack, reason } = entry;
  // Without quotes YAML takes +91… for a number.
  const id = Number.isSafeInteger(entry["id"]) ? String(entry["id"]) : entry["id"];
  if (!isText(id))
    return wrong(`${named} must have an id: the allocation's, or its number. An address alone exempts nothing`);
  if (!isText(reason)) return wrong(`${named}, ${quoted(id)}, must have a reason`);
  if (address !== undefined && !isText(address)) return wrong(`${named}, ${quoted(id)}: address must be text`);
  if (stack !== undefined && !isText(stack)) return wrong(`${named}, ${quoted(id)}: stack must be text`);
  return read({
    id: id.trim(),
    ...(address === undefined ? {} : { address: address.trim() }),
    ...(stack === undefined ? {} : { stack: stack.trim() }),
    reason: reason.trim(),
  });
}

function strangerIn(value: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null {
  return Object.keys(value).find((key) => !keys.includes(key)) ?? null;
}

function read<T>(value: T): { readonly value: T } {
  return { value };
}

function wrong(why: string): { readonly wrong: string } {
  return { wrong: why };
}

function refused(why: string): ReadPolicy {
  return { kind: "refused", why: printable(why) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

function shown(value: unknown): string {
  return typeof value === "string" ? quoted(value) : "something else";
}
