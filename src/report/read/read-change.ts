import { isDeepStrictEqual } from "node:util";
import { isResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import { UNKNOWN } from "../../domain/unknown";
import { keeper } from "./compact";
import { isList, type Json, type JsonObject, member } from "./json";
import type { JsonReader } from "./json-reader";
import { type OutputChange, type OutputValue, type ResourceChange, SETTINGS_TYPE } from "./plan";
import { covers, hasTrue, noteMissing, readSide } from "./read-side";
import { type Side } from "./side";

export function readResourceChange(entry: JsonObject, at: string, reader: JsonReader): ResourceChange {
  const type = reader.text(member(entry, "type"), `${at}.type`);
  const change = reader.object(member(entry, "change"), `${at}.change`) ?? reader.note(`${at}.change`, {});
  const keep = keeper();
  const side = (name: "before" | "after"): Side | null => {
    const values = reader.object(member(change, name), `${at}.change.${name}`);
    // A side of which nothing is known yet stands as null beside a mask.
    const allUnknown = name === "after" && values === null && hasTrue(member(change, "after_unknown"));
    if (values === null && !allUnknown) return null;
    const unknown = name === "after" ? member(change, "after_unknown") : undefined;
    const raw = {
      values: values ?? {},
      unknown,
      sensitive: member(change, `${name}_sensitive`),
      at: `${at}.change.${name}`,
    };
    if (isResourceType(type)) noteMissing(type, raw, reader);
    // What an account's settings hold is none of what a report shows, and has its own types.
    return readSide(type === SETTINGS_TYPE ? { ...raw, values: {}, unknown: undefined } : raw, keep, reader);
  };
  return {
    address: reader.text(member(entry, "address"), `${at}.address`),
    previousAddress: reader.optionalText(member(entry, "previous_address"), `${at}.previous_address`),
    deposed: reader.optionalText(member(entry, "deposed"), `${at}.deposed`),
    type,
    actions: readActions(change, at, reader),
    reason: reader.optionalText(member(entry, "action_reason"), `${at}.action_reason`),
    replacePaths: reader
      .list(member(change, "replace_paths"), `${at}.change.replace_paths`)
      .map((path) => dotted(path)),
    imports: readImport(change, at, reader),
    before: side("before"),
    after: side("after"),
    accounts: [...new Set([accountIn(change, "before"), accountIn(change, "after")])].filter((sid) => sid !== null),
    identical:
      !hasTrue(member(change, "after_unknown")) &&
      isDeepStrictEqual(member(change, "before") ?? null, member(change, "after") ?? null),
  };
}

function accountIn(change: JsonObject, side: "before" | "after"): string | null {
  const values = member(change, side) ?? null;
  const sid = isRecord(values) ? member(values, "account_sid") : null;
  return typeof sid === "string" && !covers(member(change, `${side}_sensitive`), ["account_sid"]) ? sid : null;
}

export function readOutputChange(name: string, entry: Json, reader: JsonReader): OutputChange {
  const at = `output_changes.${name}`;
  const change = reader.object(entry, at);
  const value = (side: "before" | "after"): OutputValue => {
    if (side === "after" && hasTrue(member(change, "after_unknown"))) return { kind: "unknown" };
    const told = member(change, side) ?? null;
    if (told === null) return { kind: "none" };
    return typeof told === "string" ? { kind: "text", text: told } : { kind: "other" };
  };
  const sensitive = hasTrue(member(change, "before_sensitive")) || hasTrue(member(change, "after_sensitive"));
  return { name, actions: readActions(change, at, reader), before: value("before"), after: value("after"), sensitive };
}

function readActions(change: JsonObject | null, at: string, reader: JsonReader): readonly string[] {
  const actions = reader.texts(member(change, "actions"), `${at}.change.actions`);
  return actions.length > 0 ? actions : reader.note(`${at}.change.actions`, []);
}

function readImport(change: JsonObject, at: string, reader: JsonReader): ResourceChange["imports"] {
  const importing = reader.object(member(change, "importing"), `${at}.change.importing`);
  if (importing === null) return null;
  if (member(importing, "unknown") === true) return { id: UNKNOWN };
  return { id: reader.optionalText(member(importing, "id"), `${at}.change.importing.id`) };
}

function dotted(path: Json): string {
  return isList(path)
    ? path.map((step) => (typeof step === "string" || typeof step === "number" ? String(step) : "?")).join(".")
    : "?";
}
