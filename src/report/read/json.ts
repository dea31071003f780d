export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of an object, or undefined; never one that every JavaScript object inherits. */
export function member(object: JsonObject | null, name: string): Json | undefined {
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
}
