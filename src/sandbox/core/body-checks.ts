import { isRecord } from "../../domain/is-record";
import { isE164 } from "../../domain/phone-number";
import { type Refusal, refuse } from "./refusal";

/** A JSON object as it was received. */
export type Fields = Readonly<Record<string, unknown>>;

// Each check answers null where all is well, so that a body's checks read as one chain of `??` in the order of the
// API's.

export function unknownField(fields: Fields, known: readonly string[], where = ""): Refusal | null {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  return unknown === undefined ? null : refuse(5, `unknown parameter ${JSON.stringify(`${where}${unknown}`)}`);
}

export function missingField(fields: Fields, mandatory: readonly string[]): Refusal | null {
  const missing = mandatory.find(
    (name) => fields[name] === undefined || (Array.isArray(fields[name]) && fields[name].length === 0),
  );
  return missing === undefined ? null : refuse(3, `mandatory parameter ${missing} is missing`);
}

export function badText(fields: Fields, name: string, where = ""): Refusal | null {
  const value = fields[name];
  if (value === undefined || (typeof value === "string" && value.trim() !== "")) return null;
  return refuse(5, `parameter ${where}${name} must be a string that is not empty`);
}

export function badChoice(fields: Fields, name: string, choices: readonly string[], where = ""): Refusal | null {
  const value = fields[name];
  if (value === undefined || (typeof value === "string" && choices.includes(value))) return null;
  const quoted = choices.map((choice) => JSON.stringify(choice)).join(", ");
  return refuse(5, `parameter ${where}${name} must be one of the strings ${quoted}`);
}

export function badObject(fields: Fields, name: string): Refusal | null {
  return fields[name] === undefined || isRecord(fields[name]) ? null : refuse(5, `parameter ${name} must be an object`);
}

export function badNumber(fields: Fields, name: string, where = ""): Refusal | null {
  const value = fields[name];
  if (value === undefined) return null;
  if (typeof value !== "string") return refuse(5, `parameter ${where}${name} must be a string`);
  return isE164(value) ? null : refuse(16, `parameter ${where}${name} holds an invalid number`);
}

export function badNumbers(fields: Fields, name: string): Refusal | null {
  const value: unknown = fields[name];
  if (value === undefined) return null;
  if (!isListOf(value, (item): item is string => typeof item === "string"))
    return refuse(5, `parameter ${name} must be a list of strings`);
  if (!value.every(isE164)) return refuse(16, `parameter ${name} holds an invalid number`);
  const distinct = new Set(value).size;
  if (distinct === value.length) return null;
  return distinct === 1
    ? refuse(13, `all numbers of ${name} are duplicates`)
    : refuse(5, `parameter ${name} holds a number twice`);
}

// A PIN is secret: no message shows one.
export function badPins(fields: Fields, name: string): Refusal | null {
  const value: unknown = fields[name];
  if (value === undefined) return null;
  if (!isListOf(value, isPin)) return refuse(5, `parameter ${name} must be a list of positive integers`);
  return new Set(value).size === value.length ? null : refuse(19, `parameter ${name} holds a pin twice`);
}

/** 14 where one number stands on both sides, 19 where one pin does. */
export function clash(sides: {
  readonly apartyNumbers: readonly string[];
  readonly bpartyNumbers: readonly string[];
  readonly apartyPins: readonly number[];
  readonly bpartyPins: readonly number[];
}): Refusal | null {
  if (sides.apartyNumbers.some((number) => sides.bpartyNumbers.includes(number)))
    return refuse(14, "a number stands on both sides");
  if (sides.apartyPins.some((pin) => sides.bpartyPins.includes(pin)))
    return refuse(19, "a number is already registered with another pin");
  return null;
}

function isListOf<T>(value: unknown, fits: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(fits);
}

function isPin(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
