import { isResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { type Json, type JsonObject, JsonReader, member } from "./json-reader";
import { literalTokens } from "./literal-token";
import { findOmittedChange } from "./omitted-change";
import { type Plan } from "./plan";
import { readOutputChange, readResourceChange } from "./read-change";

/** The largest JSON that is read, in bytes: some 50,000 allocations. */
export const MAX_PLAN_BYTES = 256 * 1024 * 1024;
/** The deepest nesting that is read: Terraform adds three levels for each module within a module. */
export const MAX_PLAN_DEPTH = 512;

export type ReadPlan =
  { readonly kind: "plan"; readonly plan: Plan } | { readonly kind: "refused"; readonly why: string };

const MAKE_IT = "make it with `terraform show -json PLAN`";

/**
 * The JSON of `terraform show -json PLAN`, typed. Whatever is cut, foreign or of another major format is refused in one
 * sentence.
 */
export function readPlan(json: Uint8Array): ReadPlan {
  const parsed = parse(json);
  if ("why" in parsed) return refused(parsed.why);
  const foreign = foreignness(parsed.value);
  if (foreign !== null) return refused(foreign);
  const reader = new JsonReader();
  const plan = toPlan(parsed.value as JsonObject, reader);
  const [first, ...others] = reader.wrong;
  if (first !== undefined) {
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    return refused(
      `is not well formed: ${JSON.stringify(first.slice(0, 200))} has not the type that a plan has there${more}; ` +
        MAKE_IT,
    );
  }
  const missing = findOmittedChange(parsed.value as JsonObject, plan);
  if (missing !== null)
    return refused(
      `holds ${JSON.stringify(missing.slice(0, 200))} but does not list what becomes of it, so it is cut; ${MAKE_IT}`,
    );
  return { kind: "plan", plan };
}

function refused(why: string): ReadPlan {
  return { kind: "refused", why };
}

function parse(json: Uint8Array): { readonly value: Json } | { readonly why: string } {
  if (json.length === 0) return { why: `is empty; ${MAKE_IT}` };
  if (json.length > MAX_PLAN_BYTES)
    return { why: `is larger than ${MAX_PLAN_BYTES / 1024 / 1024} MiB, the most that is read` };
  if (json[0] === 0x50 && json[1] === 0x4b) return { why: `is a saved plan and not its JSON; ${MAKE_IT}` };
  if (isTooDeep(json)) return { why: `is nested more than ${MAX_PLAN_DEPTH} levels deep, the most that is read` };
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json)) as Json };
  } catch {
    // The parser's own message quotes the text, which may hold secrets.
    return { why: `is no JSON, or is cut off; ${MAKE_IT}` };
  }
}

/** Counted before parsing, so that hostile nesting costs nothing. */
function isTooDeep(json: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > MAX_PLAN_DEPTH) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}

/** Why this is not the JSON of a plan, or null where it is. */
function foreignness(value: Json): string | null {
  if (!isRecord(value)) return `is not the JSON of a plan; ${MAKE_IT}`;
  const plan = value;
  const version = member(plan, "format_version");
  if (typeof version !== "string" || !/^\d+\.\d+$/.test(version))
    return `is not the JSON of a plan: it has no format_version; ${MAKE_IT}`;
  if (!version.startsWith("1.")) return `has format_version ${version}; this version of greenvn reads 1.x`;
  if (
    !isRecord(member(plan, "configuration")) ||
    !isRecord(member(plan, "planned_values")) ||
    typeof member(plan, "terraform_version") !== "string"
  ) {
    return `is not the JSON of a whole plan${Object.hasOwn(plan, "values") ? " but of a state" : ""}; ${MAKE_IT}`;
  }
  return null;
}

function toPlan(plan: JsonObject, reader: JsonReader): Plan {
  const changes = entries(plan, "resource_changes", reader);
  const ours = changes.filter(({ entry }) => isManaged(entry) && member(entry, "provider_name") === PROVIDER_ADDRESS);
  const dataReads = changes.filter(
    ({ entry }) => member(entry, "mode") === "data" && member(entry, "provider_name") === PROVIDER_ADDRESS,
  );
  const outputs = reader.object(member(plan, "output_changes"), "output_changes") ?? {};
  return {
    terraformVersion: reader.text(member(plan, "terraform_version"), "terraform_version"),
    formatVersion: reader.text(member(plan, "format_version"), "format_version"),
    errored: reader.optionalFlag(member(plan, "errored"), "errored") ?? false,
    complete: reader.optionalFlag(member(plan, "complete"), "complete"),
    tellsComplete: false,
    deferred: reader.list(member(plan, "deferred_changes"), "deferred_changes").length,
    changes: ours.map(({ entry, at }) => readResourceChange(entry, at, reader)),
    drift: entries(plan, "resource_drift", reader)
      .filter(({ entry }) => isManaged(entry) && member(entry, "provider_name") === PROVIDER_ADDRESS)
      .map(({ entry, at }) => readResourceChange(entry, at, reader)),
    dataReads: dataReads.map(({ entry, at }) => readDataAddress(entry, at, reader)),
    strangers: changes
      .filter(
        ({ entry }) =>
          isManaged(entry) && member(entry, "provider_name") !== PROVIDER_ADDRESS && isOurType(member(entry, "type")),
      )
      .map(({ entry, at }) => ({
        address: reader.text(member(entry, "address"), `${at}.address`),
        provider: reader.text(member(entry, "provider_name"), `${at}.provider_name`),
      })),
    outputs: Object.keys(outputs).map((name) => readOutputChange(name, outputs[name] ?? null, reader)),
    providers: [],
    literalTokens: literalTokens(plan, reader).map((where) => ({ where, variable: null })),
    invocations: [],
    foreignTriggers: [],
    commands: [],
    foreign: { created: 0, updated: 0, replaced: 0, deleted: 0, forgotten: 0, other: 0 },
    accounts: [],
    unknownPreferences: [],
    timeOutputs: [],
  };
}

function entries(
  plan: JsonObject,
  name: string,
  reader: JsonReader,
): { readonly entry: JsonObject; readonly at: string }[] {
  return reader.list(member(plan, name), name).map((value, index) => {
    const at = `${name}[${index}]`;
    const entry = reader.object(value, at) ?? reader.note(at, {});
    // Whose resource it is decides whether it is judged at all, so these three may not be left out, nor be anything.
    const type = reader.text(member(entry, "type"), `${at}.type`);
    const provider = reader.text(member(entry, "provider_name"), `${at}.provider_name`);
    const mode = reader.text(member(entry, "mode"), `${at}.mode`);
    if (isResourceType(type) && !/^[^/\s]+\/[^/\s]+\/[^/\s]+$/.test(provider)) reader.note(`${at}.provider_name`, null);
    if (provider === PROVIDER_ADDRESS && mode !== "managed" && mode !== "data") reader.note(`${at}.mode`, null);
    return { entry, at };
  });
}

/** A data source can only be read: any other action means that it is none. */
function readDataAddress(entry: JsonObject, at: string, reader: JsonReader): string {
  const actions = reader.texts(
    member(reader.object(member(entry, "change"), `${at}.change`), "actions"),
    `${at}.change.actions`,
  );
  if (actions.join() !== "read" && actions.join() !== "no-op") reader.note(`${at}.change.actions`, null);
  return reader.text(member(entry, "address"), `${at}.address`);
}

function isManaged(entry: JsonObject): boolean {
  return member(entry, "mode") === "managed";
}

function isOurType(type: Json | undefined): boolean {
  return typeof type === "string" && isResourceType(type);
}
