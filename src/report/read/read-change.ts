import { isDeepStrictEqual } from "node:util";
import { isResourceType } from "../../domain/resource-type";
import { UNKNOWN } from "../../domain/unknown";
import { type OutputChange, type OutputValue, type ResourceChange, type Side } from "./plan";
import { hasTrue, noteMissing, readSide } from "./read-side";
import { isList, type Json, type JsonObject, member, type Shape } from "./shape";

export function readResourceChange(entry: JsonObject, at: string, shape: Shape): ResourceChange {
  const type = shape.text(member(entry, "type"), `${at}.type`);
  const change = shape.object(member(entry, "change"), `${at}.change`) ?? shape.note(`${at}.change`, {});
  const side = (name: "before" | "after"): Side | null => {
    const values = shape.object(member(change, name), `${at}.change.${name}`);
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
    if (isResourceType(type)) noteMissing(type, raw, shape);
    return readSide(raw, shape);
  };
  return {
    address: shape.text(member(entry, "address"), `${at}.address`),
    previousAddress: shape.optionalText(member(entry, "previous_address"), `${at}.previous_address`),
    deposed: shape.optionalText(member(entry, "deposed"), `${at}.deposed`),
    type,
    actions: readActions(change, at, shape),
    reason: shape.optionalText(member(entry, "action_reason"), `${at}.action_reason`),
    replacePaths: shape.list(member(change, "replace_paths"), `${at}.change.replace_paths`).map((path) => dotted(path)),
    imports: readImport(change, at, shape),
    before: side("before"),
    after: side("after"),
    identical:
      !hasTrue(member(change, "after_unknown")) &&
      isDeepStrictEqual(member(change, "before") ?? null, member(change, "after") ?? null),
  };
}

export function readOutputChange(name: string, entry: Json, shape: Shape): OutputChange {
  const at = `output_changes.${name}`;
  const change = shape.object(entry, at);
  const value = (side: "before" | "after"): OutputValue => {
    if (side === "after" && hasTrue(member(change, "after_unknown"))) return { kind: "unknown" };
    const told = member(change, side) ?? null;
    if (told === null) return { kind: "none" };
    return typeof told === "string" ? { kind: "text", text: told } : { kind: "other" };
  };
  const sensitive = hasTrue(member(change, "before_sensitive")) || hasTrue(member(change, "after_sensitive"));
  return { name, actions: readActions(change, at, shape), before: value("before"), after: value("after"), sensitive };
}

function readActions(change: JsonObject | null, at: string, shape: Shape): readonly string[] {
  const actions = shape.texts(member(change, "actions"), `${at}.change.actions`);
  return actions.length > 0 ? actions : shape.note(`${at}.change.actions`, []);
}

function readImport(change: JsonObject, at: string, shape: Shape): ResourceChange["imports"] {
  const importing = shape.object(member(change, "importing"), `${at}.change.importing`);
  if (importing === null) return null;
  if (member(importing, "unknown") === true) return { id: UNKNOWN };
  return { id: shape.optionalText(member(importing, "id"), `${at}.change.importing.id`) };
}

function dotted(path: Json): string {
  return isList(path)
    ? path.map((step) => (typeof step === "string" || typeof step === "number" ? String(step) : "?")).join(".")
    : "?";
}
