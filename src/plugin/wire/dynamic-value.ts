import type { Attributes, ValueType } from "../sdk/schema";
import type { JsonValue, Value } from "../sdk/value";
import { MisfitError, objectFromJson, valueFromJson } from "../values/json-value";
import { type ObjectValue, sameObject } from "../values/same-value";
import type { DynamicValue, Init, RawState } from "./generated/terraform-plugin";
import { parseJson } from "./json";
import { decodeObject, decodeValue, encodeObject } from "./msgpack-value";
import { WireError } from "./wire-error";

/** Reads an object in either of its forms; what is not there is null. */
export function readDynamic(value: DynamicValue | undefined, attributes: Attributes): ObjectValue | null {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) return decodeObject(value.msgpack, attributes);
  if (value?.json === undefined || value.json.length === 0) return null;
  const json = parseJson(value.json);
  if (json === null) return null;
  return asWireError(() => objectFromJson(json, attributes));
}

/** Whether two values were sent as the same MessagePack, and so are the same. Not known of JSON, which is never large. */
export function sameBytes(one: DynamicValue | undefined, other: DynamicValue | undefined): boolean {
  const [first, second] = [one?.msgpack, other?.msgpack];
  return first !== undefined && second !== undefined && first.length > 0 && Buffer.compare(first, second) === 0;
}

/** A configuration is always there: a missing one has every attribute null. */
export function readConfig(value: DynamicValue | undefined, attributes: Attributes): ObjectValue {
  return readDynamic(value, attributes) ?? objectFromJson({}, attributes);
}

/** A value of one type, in either of its forms; what is not there is null. */
export function readValue(value: DynamicValue | undefined, type: ValueType): Value {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) return decodeValue(value.msgpack, type);
  if (value?.json === undefined || value.json.length === 0) return null;
  const json = parseJson(value.json);
  return asWireError(() => valueFromJson(json, type, ""));
}

/** What does not fit the schema is a mistake of who sent it. */
function asWireError<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof MisfitError) throw new WireError(thrown.message, { cause: thrown });
    throw thrown;
  }
}

export function writeDynamic(value: ObjectValue | null, attributes: Attributes): Init<DynamicValue> {
  return { msgpack: encodeObject(value, attributes) };
}

/** Writes what became of a value that was given: where it is the same still, which most of a plan's are, as it came. */
export function rewriteDynamic(
  value: ObjectValue | null,
  given: { readonly sent: DynamicValue | undefined; readonly read: ObjectValue | null },
  attributes: Attributes,
): Init<DynamicValue> {
  const { sent, read } = given;
  if (value === null || read === null || sent?.msgpack === undefined || sent.msgpack.length === 0)
    return writeDynamic(value, attributes);
  return sameObject(value, read, attributes) ? sent : writeDynamic(value, attributes);
}

/** The JSON of a stored state; undefined where it is in the form of Terraform before 0.12. */
export function readRawState(state: RawState | undefined): JsonValue | undefined {
  return state?.json === undefined || state.json.length === 0 ? undefined : parseJson(state.json);
}
