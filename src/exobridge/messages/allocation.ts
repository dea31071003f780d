import type { Told } from "../types";
import { isJsonObject, type JsonObject, kindOf, member } from "./json";

export type ParsedTold =
  | { readonly kind: "told"; readonly told: Told; readonly oddities: readonly string[] }
  | { readonly kind: "flawed"; readonly why: string };

/**
 * What a success tells of the allocation that was asked for. A wrong type, another allocation's id, or a missing id is
 * a flaw that
 * says which field: nothing is guessed.
 */
export function parseTold(envelope: JsonObject, greenvnId: string): ParsedTold {
  const flaw = envelopeFlaw(envelope);
  if (flaw !== null) return { kind: "flawed", why: flaw };
  const data = member(envelope, "data");
  if (!isJsonObject(data)) return { kind: "flawed", why: `data is ${kindOf(data)}, expected an object` };
  const id = readId(data);
  if (id === null)
    return {
      kind: "flawed",
      why:
        member(data, "greenvn_id") === ""
          ? "data.greenvn_id is empty"
          : `data.greenvn_id is ${kindOf(member(data, "greenvn_id"))}, expected a string`,
    };
  if (id !== greenvnId) return { kind: "flawed", why: "data.greenvn_id is the id of another allocation" };
  const { told, oddities } = readFields(data, id);
  return oddities.length === 0 ? { kind: "told", told, oddities } : { kind: "flawed", why: oddities.join("; ") };
}

/**
 * A delete is done with the allocation in `vault`, or with no data at all. Null where it is; otherwise what is wrong.
 */
export function deleteFlaw(envelope: JsonObject, greenvnId: string): string | null {
  const flaw = envelopeFlaw(envelope);
  if (flaw !== null) return flaw;
  if (member(envelope, "data") === undefined) return null;
  const parsed = parseTold(envelope, greenvnId);
  if (parsed.kind === "flawed") return parsed.why;
  return parsed.told.state === "active" ? "data.state is still active after a delete" : null;
}

/**
 * What the answer to a create tells. Once it holds an id, a number may be live and billed: from there on nothing is an
 * error, and what
 * is wrong becomes a sentence of `oddities`. Null where it holds no id.
 */
export function parseCreated(envelope: JsonObject, connectionId: string): Extract<ParsedTold, { kind: "told" }> | null {
  const data = member(envelope, "data");
  const id = isJsonObject(data) ? readId(data) : null;
  if (!isJsonObject(data) || id === null) return null;
  const flaw = envelopeFlaw(envelope);
  const { told, oddities } = readFields(data, id);
  const renamed =
    told.connectionId !== undefined && told.connectionId !== connectionId
      ? ["data.connection_id is another than the one that was sent"]
      : [];
  return { kind: "told", told, oddities: [...(flaw === null ? [] : [flaw]), ...oddities, ...renamed] };
}

function envelopeFlaw(envelope: JsonObject): string | null {
  const success = member(envelope, "success");
  if (success !== true) return `success is ${kindOf(success)}, expected true`;
  const status = member(envelope, "status");
  if (status === undefined) return null;
  if (typeof status !== "number") return `status is ${kindOf(status)}, expected a number`;
  return status >= 200 && status < 300 ? null : "success is true, but status is that of a failure";
}

function readId(data: JsonObject): string | null {
  const id = member(data, "greenvn_id");
  if (typeof id === "string" && id !== "") return id;
  return typeof id === "number" && Number.isSafeInteger(id) ? String(id) : null;
}

function readFields(data: JsonObject, greenvnId: string): { told: Told; oddities: string[] } {
  const oddities: string[] = [];
  const wrong = (name: string, value: unknown, expected: string): undefined => {
    oddities.push(`data.${name} is ${kindOf(value)}, expected ${expected}`);
    return undefined;
  };
  const text = (name: string): string | undefined => {
    const value = member(data, name);
    return value === undefined || typeof value === "string" ? value : wrong(name, value, "a string");
  };
  // An empty text tells of no number, flow or usage.
  const filled = (name: string): string | undefined => text(name) || undefined;
  const texts = (name: string): string[] | undefined => {
    const value = member(data, name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return wrong(name, value, "a list of strings");
    const index = value.findIndex((element) => typeof element !== "string");
    return index < 0 ? (value as string[]) : wrong(`${name}[${index}]`, value[index], "a string");
  };
  const pins = (name: string): number[] | undefined => {
    const value = member(data, name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return wrong(name, value, "a list of numbers");
    const told = value.filter((element) => element !== null);
    const index = value.findIndex((element) => element !== null && !Number.isSafeInteger(element));
    if (index >= 0) return wrong(`${name}[${index}]`, value[index], "a whole number");
    return told.length === 0 ? undefined : (told as number[]);
  };
  const fields = {
    connectionId: text("connection_id"),
    apartyNumbers: texts("aparty_numbers"),
    bpartyNumbers: texts("bparty_numbers"),
    apartyPins: pins("aparty_pins"),
    bpartyPins: pins("bparty_pins"),
    usage: filled("usage"),
    state: filled("state"),
    flowId: filled("flow_id"),
    greenVn: filled("greenvn") ?? filled("green_vn"),
  };
  return { told: { greenvnId, ...definedOnly(fields) }, oddities };
}

/** What is not told is absent, rather than there and undefined. */
function definedOnly<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
