import { isRecord } from "../../domain/is-record";
import type { ResourceType } from "../../domain/resource-type";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { PREFERENCE_NAMES, type Preferences, type RotationTriggers } from "../../rules/attributes";
import { isList, type Json, type JsonObject, type JsonReader, member } from "./json-reader";
import type { Side } from "./plan";

/** One side of a change in the JSON: known values, and masks that tell what is unknown and what is sensitive. */
export interface RawSide {
  readonly values: JsonObject;
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
  /** Where in the plan it stands, for complaints. */
  readonly at: string;
}

const PRINTED = [
  ["id"],
  ["green_vn"],
  ["greenvn_id"],
  ["connection_id"],
  ["state"],
  ["usage"],
  ["flow_id"],
  ["strictness"],
  ["deletion_policy"],
  ["deletion_protection"],
  ["preferences", "greenvn"],
  ["preferences", "region"],
  ["preferences", "number_type"],
  ["preferences", "pin_code"],
  ["deallocation_policy", "duration"],
] as const;

/** The attributes that a report needs, typed, with `UNKNOWN` where the plan does not know them yet. */
export function readSide(raw: RawSide, reader: JsonReader): Side {
  const text = (...path: string[]) => readText(raw, path, reader);
  const preferences = readNested(raw, ["preferences"], reader);
  const policy = readNested(raw, ["deallocation_policy"], reader);
  return {
    id: text("id"),
    green_vn: text("green_vn"),
    greenvn_id: text("greenvn_id"),
    connection_id: text("connection_id"),
    state: text("state"),
    usage: text("usage"),
    flow_id: text("flow_id"),
    strictness: readFlag(raw, ["strictness"], reader),
    deletion_policy: text("deletion_policy"),
    deletion_protection: readFlag(raw, ["deletion_protection"], reader),
    preferences: within<Preferences>(preferences, () => ({
      greenvn: text("preferences", "greenvn"),
      region: text("preferences", "region"),
      number_type: text("preferences", "number_type"),
    })),
    pin_code: within(preferences, () => text("preferences", "pin_code")),
    duration: within(policy, () => text("deallocation_policy", "duration")),
    rotation_triggers: readTriggers(raw, reader),
    aparty_numbers: readElements(raw, ["aparty_numbers"], "string", reader),
    bparty_numbers: readElements(raw, ["bparty_numbers"], "string", reader),
    aparty_pins: readElements(raw, ["aparty_pins"], "number", reader),
    bparty_pins: readElements(raw, ["bparty_pins"], "number", reader),
    sensitive: new Set(PRINTED.filter((path) => covers(raw.sensitive, path)).map((path) => path.join("."))),
  };
}

/**
 * What charges and fates are judged by. Terraform writes every attribute, known or masked as unknown: one that is
 * absent was cut away.
 */
const DECIDING: Readonly<Record<ResourceType, readonly string[]>> = {
  greenvn_allocation: [
    "id",
    "green_vn",
    "preferences",
    "strictness",
    "rotation_triggers",
    "aparty_numbers",
    "bparty_numbers",
    "aparty_pins",
    "bparty_pins",
    "usage",
    "deletion_policy",
  ],
  greenvn_assignment: ["id", "green_vn", "preferences", "strictness", "rotation_triggers"],
};

/** Notes what a side of a change must tell and does not. */
export function noteMissing(type: ResourceType, raw: RawSide, reader: JsonReader): void {
  const told = (values: Json | undefined, path: readonly string[]) =>
    (isRecord(values) && Object.hasOwn(values, path.at(-1) ?? "")) ||
    covers(raw.unknown, path) ||
    hasTrue(maskAt(raw.unknown, path));
  for (const name of DECIDING[type]) if (!told(raw.values, [name])) reader.note(placeOf(raw, [name]), null);
  const preferences = member(raw.values, "preferences");
  if (isRecord(preferences))
    for (const name of PREFERENCE_NAMES)
      if (!told(preferences, ["preferences", name])) reader.note(placeOf(raw, ["preferences", name]), null);
}

function readText(raw: RawSide, path: readonly string[], reader: JsonReader): Maybe<string> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  return typeof value === "string" ? value : reader.note(placeOf(raw, path), null);
}

function readFlag(raw: RawSide, path: readonly string[], reader: JsonReader): Maybe<boolean> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  return typeof value === "boolean" ? value : reader.note(placeOf(raw, path), null);
}

function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "string",
  reader: JsonReader,
): Maybe<readonly Maybe<string>[]> | null;
function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "number",
  reader: JsonReader,
): Maybe<readonly Maybe<number>[]> | null;
function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "string" | "number",
  reader: JsonReader,
): Maybe<readonly Maybe<string | number>[]> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  if (!isList(value)) return reader.note(placeOf(raw, path), null);
  return value.map((element, index) => {
    // Terraform writes null in the place of an element that it does not know; a set's mask may have another order.
    if (covers(raw.unknown, [...path, String(index)]) || (element === null && hasTrue(maskAt(raw.unknown, path))))
      return UNKNOWN;
    if (typeof element === "string" || typeof element === "number") {
      if (typeof element === type) return element;
    }
    return reader.note(`${placeOf(raw, path)}[${index}]`, UNKNOWN);
  });
}

function readTriggers(raw: RawSide, reader: JsonReader): Maybe<RotationTriggers> | null {
  const value = readNested(raw, ["rotation_triggers"], reader);
  if (isUnknown(value) || value === null) return value;
  const mask = maskAt(raw.unknown, ["rotation_triggers"]);
  const names = new Set([...Object.keys(value), ...(isRecord(mask) ? Object.keys(mask) : [])]);
  return Object.fromEntries([...names].map((name) => [name, readText(raw, ["rotation_triggers", name], reader)]));
}

/** A nested object; one of whose members some are unknown may be left out of the known values altogether. */
function readNested(raw: RawSide, path: readonly string[], reader: JsonReader): Maybe<JsonObject> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value)) return value;
  if (value === null) return isRecord(maskAt(raw.unknown, path)) && hasTrue(maskAt(raw.unknown, path)) ? {} : null;
  return isRecord(value) ? value : reader.note(placeOf(raw, path), null);
}

function within<T>(nested: Maybe<JsonObject> | null, read: () => T): Maybe<T> | null {
  if (isUnknown(nested) || nested === null) return nested;
  return read();
}

function lookUp(raw: RawSide, path: readonly string[]): Maybe<Json> {
  if (covers(raw.unknown, path)) return UNKNOWN;
  let value: Json | undefined = raw.values;
  for (const name of path) value = isRecord(value) ? member(value, name) : undefined;
  return value ?? null;
}

/** Whether a mask says `true` at the path or at any ancestor of it. */
export function covers(mask: Json | undefined, path: readonly string[]): boolean {
  let here = mask;
  for (const name of path) {
    if (here === true) return true;
    here = step(here, name);
  }
  return here === true;
}

function maskAt(mask: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(step, mask);
}

function step(mask: Json | undefined, name: string): Json | undefined {
  if (mask === undefined || mask === null || typeof mask !== "object") return undefined;
  return isList(mask) ? mask[Number(name)] : member(mask, name);
}

/** Whether anything in a mask is `true`. */
export function hasTrue(mask: Json | undefined): boolean {
  if (mask === undefined || mask === null || typeof mask !== "object") return mask === true;
  return Object.values(mask).some(hasTrue);
}

function placeOf(raw: RawSide, path: readonly string[]): string {
  return `${raw.at}.${path.join(".")}`;
}
