import { decode, encode, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import type { DynamicValue, SchemaAttribute } from "../../../src/plugin/wire/generated/terraform-plugin";

// Written without the provider's own coding of values: what it gets wrong must not be undone here.

export type Plain = null | boolean | string | number | ExtData | readonly Plain[] | Values;
export interface Values {
  readonly [name: string]: Plain;
}

/** Known only after apply. */
export const UNKNOWN = new ExtData(0, new Uint8Array(1));

export type Attributes = readonly SchemaAttribute[];

/** An object as Terraform sends it: what is left out is null. */
export function completed(values: Values | null, attributes: Attributes): Values | null {
  if (values === null) return null;
  const all = attributes.map(({ name, nestedType }): [string, Plain] => {
    const value = values[name] ?? null;
    return [name, nestedType !== undefined && isValues(value) ? completed(value, nestedType.attributes) : value];
  });
  const strange = Object.entries(values).filter(([name]) => !attributes.some((attribute) => attribute.name === name));
  return Object.fromEntries([...all, ...strange]);
}

/** Terraform's own proposal: the configuration, with what is computed kept from the prior state where it is silent. */
export function proposed(prior: Values | null, config: Values | null, attributes: Attributes): Values | null {
  if (config === null) return config;
  const hidden = attributes.filter(({ writeOnly }) => writeOnly).map(({ name }): [string, Plain] => [name, null]);
  if (prior === null) return { ...config, ...Object.fromEntries(hidden) };
  const kept = attributes
    .filter(({ name, computed }) => computed && (config[name] ?? null) === null)
    .map(({ name }): [string, Plain] => [name, prior[name] ?? null]);
  return { ...config, ...Object.fromEntries([...kept, ...hidden]) };
}

export function packed(values: Values | null): { readonly msgpack: Uint8Array } {
  return { msgpack: encode(values) };
}

/** The object in a value; whatever is unknown in it stays so. */
export function unpacked(value: DynamicValue | undefined): Values | null {
  if (value?.msgpack === undefined || value.msgpack.length === 0) return null;
  return decode(value.msgpack) as Values | null;
}

/** A message or a value as JSON that a person reads: values and JSON bytes decoded, paths as their steps. */
export function readable(value: unknown): unknown {
  if (value instanceof ExtData) return "(unknown)";
  if (value instanceof Uint8Array) return readableBytes(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if ("msgpack" in value && "json" in value) return readableDynamic(value as DynamicValue);
  if ("selector" in value)
    return typeof value.selector === "string"
      ? { [value.selector]: (value as Record<string, unknown>)[value.selector] }
      : {};
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]));
}

/** Whatever the extension: 0 is plainly unknown, others say a little of what it will be. */
const codec: ExtensionCodecType<undefined> = { tryToEncode: () => null, decode: () => "(unknown)" };

function readableDynamic({ msgpack, json }: DynamicValue): unknown {
  if (json !== undefined && json.length > 0) return { json: readableBytes(json) };
  if (msgpack === undefined || msgpack.length === 0) return "(empty)";
  try {
    return decode(msgpack, { extensionCodec: codec });
  } catch {
    return { hex: hexOf(msgpack) };
  }
}

function readableBytes(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return "(empty)";
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return { hex: hexOf(bytes) };
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function isValues(value: Plain): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExtData);
}
