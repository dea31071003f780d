import type { RemoteAllocation } from "../types";
import { isJsonObject, type JsonObject, kindOf, member, type Parsed } from "./json";

/** What a create was answered. `oddities`: sentences about what is wrong in an answer that did hold an id. */
export interface CreatedAllocation {
  readonly allocation: RemoteAllocation;
  readonly oddities: readonly string[];
}

/**
 * What a success tells of the allocation that was asked for. A wrong type, another allocation's id, or a missing id is
 * a flaw that says which field: nothing is guessed.
 */
export function parseAllocation(envelope: JsonObject, greenvnId: string): Parsed<RemoteAllocation> {
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
  const { allocation, oddities } = readFields(data, id);
  return oddities.length === 0 ? { kind: "parsed", value: allocation } : { kind: "flawed", why: oddities.join("; ") };
}

/** A delete is done with the allocation in `vault`, or with no data at all. Null where it is; else what is wrong. */
export function deleteFlaw(envelope: JsonObject, greenvnId: string): string | null {
  const flaw = envelopeFlaw(envelope);
  if (flaw !== null) return flaw;
  if (member(envelope, "data") === undefined) return null;
  const parsed = parseAllocation(envelope, greenvnId);
  if (parsed.kind === "flawed") return parsed.why;
  return parsed.value.state === "active" ? "data.state is still active after a delete" : null;
}

/**
 * What the answer to a create tells. Once it holds an id, a number may be live and billed: from there on nothing is an
 * error, and what is wrong becomes a sentence of `oddities`. Null where it holds no id.
 */
export function parseCreated(envelope: JsonObject, connectionId: string): CreatedAllocation | null {
  const data = member(envelope, "data");
  const id = isJsonObject(data) ? readId(data) : null;
  if (!isJsonObject(data) || id === null) return null;
  const flaw = envelopeFlaw(envelope);
  const { allocation, oddities } = readFields(data, id);
  const renamed =
    allocation.connectionId !== undefined && allocation.connectionId !== connectionId
      ? ["data.connection_id is another than the one that was sent"]
      : [];
  return { allocation, oddities: [...(flaw === null ? [] : [flaw]), ...oddities, ...renamed] };
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

function readFields(data: JsonObject, greenvnId: string): { allocation: RemoteAllocation; oddities: string[] } {
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
    // Parties and PINs are sets, however often an answer names one.
    if (value.every(isText)) return [...new Set(value)];
    const index = value.findIndex((element) => !isText(element));
    return wrong(`${name}[${index}]`, value[index], "a string");
  };
  const pins = (name: string): number[] | undefined => {
    const value = member(data, name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return wrong(name, value, "a list of numbers");
    const index = value.findIndex((element) => element !== null && !isWhole(element));
    if (index >= 0) return wrong(`${name}[${index}]`, value[index], "a whole number");
    const told = new Set(value.filter(isWhole));
    return told.size === 0 ? undefined : [...told];
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
  return { allocation: { greenvnId, ...definedOnly(fields) }, oddities };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** What is not told is absent, rather than there and undefined. */
function definedOnly<T extends object>(fields: T): Defined<T> {
  // A cast, since the names are lost on the way through entries.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
