import { type AttributeRow, type Effect, isDeclarable } from "../../domain/attributes/attribute-row";
import type { ResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { PREFERENCE_NAMES } from "../../rules/attributes";
import type { Keep } from "./compact";
import { isList, type Json, type JsonObject, member } from "./json";
import type { JsonReader } from "./json-reader";
import { PLACE_OF, type Side, SIDE_LEAVES, SIDE_ROWS } from "./side";

/** One side of a change in the JSON: known values, and masks that tell what is unknown and what is sensitive. */
export interface RawSide {
  readonly values: JsonObject;
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
  /** Where in the plan it stands, for complaints. */
  readonly at: string;
}

/** The attributes that a report needs, typed, with `UNKNOWN` where the plan does not know them yet. */
export function readSide(raw: RawSide, keep: Keep, reader: JsonReader): Side {
  const values: Record<string, unknown> = {};
  for (const [name, { kind }] of SIDE_ROWS) define(values, name, readValue(raw, [name], kind, reader), keep);
  values["sensitive"] = hasTrue(raw.sensitive)
    ? new Set(SIDE_LEAVES.filter(({ path }) => covers(raw.sensitive, path.split("."))).map(({ path }) => path))
    : NOT_SENSITIVE;
  // The rows make the type, too; that each value is of its row's kind is what `readValue` is for.
  return values as unknown as Side;
}

const NOT_SENSITIVE: ReadonlySet<string> = new Set();

function define(values: Record<string, unknown>, name: string, value: unknown, keep: Keep): void {
  const get = Array.isArray(value) ? keep(value) : null;
  if (get === null) values[name] = value;
  else Object.defineProperty(values, name, { enumerable: true, get });
}

function readValue(raw: RawSide, path: readonly string[], kind: AttributeRow["kind"], reader: JsonReader): unknown {
  switch (kind) {
    case "text":
    case "number":
    case "duration":
      return readText(raw, path, reader);
    case "flag":
      return readFlag(raw, path, reader);
    case "numbers":
      return readElements(raw, path, "string", reader);
    case "pins":
      return readElements(raw, path, "number", reader);
    case "texts by key":
      return readTextsByKey(raw, path, reader);
  }
  const nested = readNested(raw, path, reader);
  if (isUnknown(nested) || nested === null) return nested;
  return Object.fromEntries(
    Object.entries(kind).map(([name, row]) => [name, readValue(raw, [...path, name], row.kind, reader)]),
  );
}

/**
 * What charges and fates are judged by. Terraform writes every attribute, known or masked as unknown: one that is
 * absent was cut away.
 */
function decidingOf(type: ResourceType): readonly string[] {
  const place = PLACE_OF[type];
  const declared = SIDE_ROWS.filter(([, row]) => isDeclarable(row, place));
  const withEffect = (effect: Effect) => declared.flatMap(([name, row]) => (row.effect === effect ? [name] : []));
  const policy = declared.flatMap(([name]) => (name === "deletion_policy" ? [name] : []));
  return ["id", "green_vn", ...withEffect("vn"), ...withEffect("parties"), ...policy];
}

const DECIDING = {
  greenvn_allocation: decidingOf("greenvn_allocation"),
  greenvn_assignment: decidingOf("greenvn_assignment"),
} as const satisfies Readonly<Record<ResourceType, readonly string[]>>;

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
  type: "string" | "number",
  reader: JsonReader,
): Maybe<readonly Maybe<string | number>[]> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value) || value === null) return value;
  if (!isList(value)) return reader.note(placeOf(raw, path), null);
  const mask = maskAt(raw.unknown, path);
  const [masked, someUnknown] = [mask !== undefined && isList(mask) ? mask : [], hasTrue(mask)];
  return value.map((element, index) => {
    // Terraform writes null in the place of an element that it does not know; a set's mask may have another order.
    if (masked[index] === true || (element === null && someUnknown)) return UNKNOWN;
    if (typeof element === "string" || typeof element === "number") {
      if (typeof element === type) return element;
    }
    return reader.note(`${placeOf(raw, path)}[${index}]`, UNKNOWN);
  });
}

function readTextsByKey(
  raw: RawSide,
  path: readonly string[],
  reader: JsonReader,
): Maybe<Readonly<Record<string, Maybe<string> | null>>> | null {
  const value = readNested(raw, path, reader);
  if (isUnknown(value) || value === null) return value;
  const mask = maskAt(raw.unknown, path);
  const names = new Set([...Object.keys(value), ...(isRecord(mask) ? Object.keys(mask) : [])]);
  return Object.fromEntries([...names].map((name) => [name, readText(raw, [...path, name], reader)]));
}

/** A nested object; one of whose members some are unknown may be left out of the known values altogether. */
function readNested(raw: RawSide, path: readonly string[], reader: JsonReader): Maybe<JsonObject> | null {
  const value = lookUp(raw, path);
  if (isUnknown(value)) return value;
  if (value === null) return isRecord(maskAt(raw.unknown, path)) && hasTrue(maskAt(raw.unknown, path)) ? {} : null;
  return isRecord(value) ? value : reader.note(placeOf(raw, path), null);
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
