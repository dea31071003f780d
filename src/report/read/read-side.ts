import { isRecord } from "../../domain/is-record";
import type { ResourceType } from "../../domain/resource-type";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { PREFERENCE_NAMES, type Preferences, type RotationTriggers } from "../../rules/attributes";
import type { Side } from "./plan";
import { isList, type Json, type JsonObject, member, type Shape } from "./shape";

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
export function readSide(raw: RawSide, shape: Shape): Side {
  const text = (...path: string[]) => readText(raw, path, shape);
  const preferences = readNested(raw, ["preferences"], shape);
  const policy = readNested(raw, ["deallocation_policy"], shape);
  return {
    id: text("id"),
    green_vn: text("green_vn"),
    greenvn_id: text("greenvn_id"),
    connection_id: text("connection_id"),
    state: text("state"),
    usage: text("usage"),
    flow_id: text("flow_id"),
    strictness: readFlag(raw, ["strictness"], shape),
    deletion_policy: text("deletion_policy"),
    deletion_protection: readFlag(raw, ["deletion_protection"], shape),
    preferences: within<Preferences>(preferences, () => ({
      greenvn: text("preferences", "greenvn"),
      region: text("preferences", "region"),
      number_type: text("preferences", "number_type"),
    })),
    pin_code: within(preferences, () => text("preferences", "pin_code")),
    duration: within(policy, () => text("deallocation_policy", "duration")),
    rotation_triggers: readTriggers(raw, shape),
    aparty_numbers: readElements(raw, ["aparty_numbers"], "string", shape),
    bparty_numbers: readElements(raw, ["bparty_numbers"], "string", shape),
    aparty_pins: readElements(raw, ["aparty_pins"], "number", shape),
    bparty_pins: readElements(raw, ["bparty_pins"], "number", shape),
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
export function noteMissing(type: ResourceType, raw: RawSide, shape: Shape): void {
  const told = (values: Json | undefined, path: readonly string[]) =>
    (isRecord(values) && Object.hasOwn(values, path.at(-1) ?? "")) ||
    covers(raw.unknown, path) ||
    hasTrue(maskAt(raw.unknown, path));
  for (const name of DECIDING[type]) if (!told(raw.values, [name])) shape.note(placeOf(raw, [name]), null);
  const preferences = member(raw.values, "preferences");
  if (isRecord(preferences))
    for (const name of PREFERENCE_NAMES)
      if (!told(preferences, ["preferences", name])) shape.note(placeOf(raw, ["preferences", name]), null);
}

function readText(raw: RawSide, path: readonly string[], shape: Shape): Maybe<string> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  return typeof value === "string" ? value : shape.note(placeOf(raw, path), null);
}

function readFlag(raw: RawSide, path: readonly string[], shape: Shape): Maybe<boolean> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  return typeof value === "boolean" ? value : shape.note(placeOf(raw, path), null);
}

function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "string",
  shape: Shape,
): Maybe<readonly Maybe<string>[]> | null;
function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "number",
  shape: Shape,
): Maybe<readonly Maybe<number>[]> | null;
function readElements(
  raw: RawSide,
  path: readonly string[],
  type: "string" | "number",
  shape: Shape,
): Maybe<readonly Maybe<string | number>[]> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  if (!isList(value)) return shape.note(placeOf(raw, path), null);
  return value.map((element, index) => {
    // Terraform writes null in the place of an element that it does not know; a set's mask may have another order.
    if (covers(raw.unknown, [...path, String(index)]) || (element === null && hasTrue(maskAt(raw.unknown, path))))
      return UNKNOWN;
    if (typeof element === "string" || typeof element === "number") {
      if (typeof element === type) return element;
    }
    return shape.note(`${placeOf(raw, path)}[${index}]`, UNKNOWN);
  });
}

function readTriggers(raw: RawSide, shape: Shape): Maybe<RotationTriggers> | null {
  const value = readNested(raw, ["rotation_triggers"], shape);
  if (isUnknown(value) || value === null) return value;
  const mask = maskAt(raw.unknown, ["rotation_triggers"]);
  const names = new Set([...Object.keys(value), ...(isRecord(mask) ? Object.keys(mask) : [])]);
  return Object.fromEntries([...names].map((name) => [name, readText(raw, ["rotation_triggers", name], shape)]));
}

/** A nested object; one of whose members some are unknown may be left out of the known values altogether. */
function readNested(raw: RawSide, path: readonly string[], shape: Shape): Maybe<JsonObject> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value)) return value;
  if (value === null) return isRecord(maskAt(raw.unknown, path)) && hasTrue(maskAt(raw.unknown, path)) ? {} : null;
  return isRecord(value) ? value : shape.note(placeOf(raw, path), null);
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
