import { isRecord } from "../../domain/is-record";
import { printable } from "../../domain/printable";
import { type Exemption, FAIL_ON, type FailOn, type Policy } from "./rules";

export type ReadPolicy =
  { readonly kind: "policy"; readonly policy: Policy } | { readonly kind: "refused"; readonly why: string };

const KEYS = ["max_charges", "fail_on", "allow_incomplete", "mask", "exempt"] as const;

/**
 * What a policy file holds. A rule that is misspelt would silently not hold, so everything that is not understood
 * is refused, in one sentence.
 */
export function readPolicy(value: unknown): ReadPolicy {
  if (!isRecord(value)) return refused(`must hold rules; write one of ${KEYS.join(", ")}`);
  const stranger = Object.keys(value).find((key) => !(KEYS as readonly string[]).includes(key));
  if (stranger !== undefined) return refused(`has an unknown key ${quoted(stranger)}; the keys are ${KEYS.join(", ")}`);
  const { max_charges, fail_on, allow_incomplete, mask, exempt } = value;
  if (max_charges !== undefined && !isLimit(max_charges))
    return refused("max_charges must be a whole number, 0 or more");
  const failOn = fail_on === undefined ? undefined : failOnOf(fail_on);
  if (failOn === null) return refused(`fail_on must be a list of ${FAIL_ON.join(", ")}`);
  if (allow_incomplete !== undefined && typeof allow_incomplete !== "boolean")
    return refused("allow_incomplete must be true or false");
  if (mask !== undefined && typeof mask !== "boolean") return refused("mask must be true or false");
  const exemptions = exempt === undefined ? undefined : exemptionsOf(exempt);
  if (typeof exemptions === "string") return refused(exemptions);
  return {
    kind: "policy",
    policy: {
      ...(max_charges === undefined ? {} : { maxCharges: max_charges }),
      ...(failOn === undefined ? {} : { failOn }),
      ...(allow_incomplete === undefined ? {} : { allowIncomplete: allow_incomplete }),
      ...(mask === undefined ? {} : { mask }),
      ...(exemptions === undefined ? {} : { exempt: exemptions }),
    },
  };
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

function exemptionsOf(value: unknown): readonly Exemption[] | string {
  if (!Array.isArray(value)) return "exempt must be a list of { address, reason }";
  const exemptions: Exemption[] = [];
  for (const entry of value as readonly unknown[]) {
    if (!isRecord(entry) || !isText(entry["address"])) return "every entry of exempt must have an address";
    if (!isText(entry["reason"])) return `the exemption of ${quoted(entry["address"])} must have a reason`;
    const stranger = Object.keys(entry).find((key) => key !== "address" && key !== "reason");
    if (stranger !== undefined)
      return (
        `the exemption of ${quoted(entry["address"])} has an unknown key ${quoted(stranger)}; ` +
        "the keys are address, reason"
      );
    exemptions.push({ address: entry["address"], reason: entry["reason"].trim() });
  }
  return exemptions;
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
