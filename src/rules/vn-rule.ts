import { samePhoneNumber } from "../domain/phone-number";
import { isUnknown, type Maybe, UNKNOWN } from "../domain/unknown";
import { PREFERENCE_NAMES, type Preferences, type RotationTriggers, type VnAttributes } from "./attributes";

/** The number in force and the declaration that it is held under. */
export interface Held extends VnAttributes {
  readonly green_vn: string | null;
}

/** The very request that obtained a number: it excuses a call as long as that number is in force. */
export interface Obtained {
  readonly green_vn: string;
  readonly preferences: { readonly [name in (typeof PREFERENCE_NAMES)[number]]: string | null };
  readonly strictness: boolean;
}

/** A request for a number of which nobody knows whether it was carried out: what it asked for, and the number before it. */
export interface OpenRequest extends VnAttributes {
  readonly before: string | null;
}

/** Whether one of the VN rule's clauses holds; `maybe` while a value it depends on is unknown. */
type Truth = "yes" | "maybe" | "no";

export type VnDecision =
  /** No call: the number in force stays. */
  | { readonly kind: "keep"; readonly greenVn: string | null }
  /**
   * One call, whose number is known once it is granted; not `certain` where unknown values may turn out to ask for
   * nothing, or for what rule 6 refuses.
   */
  | { readonly kind: "call"; readonly certain: boolean }
  /** Rule 6: a rotation would have to give up the very number that is strictly pinned. */
  | { readonly kind: "contradiction"; readonly pinned: string };

/** The VN rule: what becomes of the number in an update. See docs/guides/vn-rule.md. */
export function decideVn(
  prior: Held,
  declared: VnAttributes,
  obtained: Obtained | null,
  open: OpenRequest | null = null,
): VnDecision {
  const rotating = rotation(prior.rotation_triggers, declared.rotation_triggers);
  const pinned = pinnedNumber(declared);
  const strict = same(declared.strictness ?? false, true);
  const inForce = pinnedIsInForce(prior, declared);
  const contradicts = all([rotating, strict, inForce]);
  if (contradicts === "yes" && pinned !== null) return { kind: "contradiction", pinned };

  const asked = any([
    rotating,
    ...PREFERENCE_NAMES.map((name) => changedToSet(prior, declared, name)),
    tightened(prior, declared),
    drifted(prior, declared),
    leftOpen(prior, declared, open),
  ]);
  const met = all([not(rotating), any([inForce, equalsObtained(prior, declared, obtained)])]);
  const call = all([asked, not(met)]);
  if (call === "no") return { kind: "keep", greenVn: prior.green_vn };
  return { kind: "call", certain: call === "yes" && contradicts === "no" };
}

/** Whether a declaration whose values are known takes another number by its triggers. */
export function rotates(prior: VnAttributes, declared: VnAttributes): boolean {
  return rotation(prior.rotation_triggers, declared.rotation_triggers) === "yes";
}

/** Whether the triggers changed to a non-empty map; removing them rotates nothing. */
function rotation(prior: VnAttributes["rotation_triggers"], declared: VnAttributes["rotation_triggers"]): Truth {
  if (isUnknown(prior)) return "no"; // taken over from the declaration before it was known
  if (isUnknown(declared)) return "maybe";
  const before = known(prior);
  const after = declared ?? {};
  const names = Object.keys(after);
  if (names.length === 0) return "no";
  if (names.length !== Object.keys(before).length || !names.every((name) => Object.hasOwn(before, name))) return "yes";
  const told = names.filter((name) => !isUnknown(before[name])); // as above, one by one
  return any(told.map((name) => not(same(after[name] ?? null, before[name] ?? null))));
}

/** Whether anything is preferred: `{}` and a lone `pin_code` count as no preferences. */
export function prefers(declared: Pick<VnAttributes, "preferences">): Truth {
  return any(PREFERENCE_NAMES.map((name) => isSet(preference(declared, name))));
}

/** The number that a declaration pins, where it is known; null where none is. */
export function pinnedNumber(declared: Pick<VnAttributes, "preferences">): string | null {
  const pinned = preference(declared, "greenvn");
  return isUnknown(pinned) ? null : pinned;
}

/** Whether a number is pinned and is the one in force. */
function pinnedIsInForce(prior: Held, declared: VnAttributes): Truth {
  const pinned = preference(declared, "greenvn");
  if (pinned === null || prior.green_vn === null) return "no";
  if (isUnknown(pinned)) return "maybe";
  return samePhoneNumber(pinned, prior.green_vn) ? "yes" : "no";
}

/** Whether what is declared equals the request that obtained the number in force. */
function equalsObtained(prior: Held, declared: VnAttributes, obtained: Obtained | null): Truth {
  if (obtained === null || prior.green_vn === null || !samePhoneNumber(obtained.green_vn, prior.green_vn)) return "no";
  return all([
    same(declared.strictness ?? false, obtained.strictness),
    ...PREFERENCE_NAMES.map((name) => same(preference(declared, name), obtained.preferences[name])),
  ]);
}

function changedToSet(prior: Held, declared: VnAttributes, name: (typeof PREFERENCE_NAMES)[number]): Truth {
  const value = preference(declared, name);
  const before = known(prior.preferences)[name] ?? null;
  if (value === null || isUnknown(before)) return "no"; // an unknown prior one was taken over from the declaration
  return not(same(value, before));
}

function tightened(prior: Held, declared: VnAttributes): Truth {
  if (prior.strictness === true || isUnknown(prior.strictness)) return "no";
  return all([same(declared.strictness ?? false, true), prefers(declared)]);
}

function drifted(prior: Held, declared: VnAttributes): Truth {
  if (prior.green_vn === null) return "no";
  return all([
    same(declared.strictness ?? false, true),
    isSet(preference(declared, "greenvn")),
    not(pinnedIsInForce(prior, declared)),
  ]);
}

/** Whether state already records what an open request asked for, it is still declared, and the number is as before it. */
function leftOpen(prior: Held, declared: VnAttributes, open: OpenRequest | null): Truth {
  if (open === null || open.before === null || prior.green_vn === null) return "no";
  if (!samePhoneNumber(open.before, prior.green_vn)) return "no";
  return all([recorded(prior, open), ...sameRequest(declared, open)]);
}

/** A prior value that is unknown was taken over from the declaration: no request recorded it. */
function recorded(prior: Held, open: OpenRequest): Truth {
  return all(sameRequest(prior, open)) === "yes" ? "yes" : "no";
}

function sameRequest(one: VnAttributes, other: VnAttributes): Truth[] {
  return [
    same(one.strictness ?? false, other.strictness ?? false),
    ...PREFERENCE_NAMES.map((name) => same(preference(one, name), preference(other, name))),
    sameTriggers(one.rotation_triggers, other.rotation_triggers),
  ];
}

function sameTriggers(one: VnAttributes["rotation_triggers"], other: VnAttributes["rotation_triggers"]): Truth {
  if (isUnknown(one) || isUnknown(other)) return "maybe";
  const [before, after] = [one ?? {}, other ?? {}];
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length || !names.every((name) => Object.hasOwn(after, name))) return "no";
  return all(names.map((name) => same(before[name] ?? null, after[name] ?? null)));
}

function preference(
  declared: Pick<VnAttributes, "preferences">,
  name: (typeof PREFERENCE_NAMES)[number],
): Maybe<string> | null {
  if (isUnknown(declared.preferences)) return UNKNOWN;
  return declared.preferences?.[name] ?? null;
}

function isSet(value: Maybe<string> | null): Truth {
  if (isUnknown(value)) return "maybe";
  return value === null ? "no" : "yes";
}

function same(one: Maybe<string | boolean> | null, other: Maybe<string | boolean> | null): Truth {
  if (isUnknown(one) || isUnknown(other)) return "maybe";
  return one === other ? "yes" : "no";
}

function known(value: Maybe<Preferences> | null): Partial<Preferences>;
function known(value: Maybe<RotationTriggers> | null): RotationTriggers;
function known<T extends object>(value: Maybe<T> | null): Partial<T> {
  return value === null || isUnknown(value) ? {} : value;
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("maybe") ? "maybe" : "no";
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("maybe") ? "maybe" : "yes";
}

function not(truth: Truth): Truth {
  switch (truth) {
    case "yes":
      return "no";
    case "no":
      return "yes";
    case "maybe":
      return "maybe";
  }
}
