/**
 * The value that is known only after apply. A registered symbol, so that the plugin runtime, which
 * may not import this folder, decodes to the very same one.
 */
export const UNKNOWN: unique symbol = Symbol.for("terraform.value.unknown") as never;

export type Unknown = typeof UNKNOWN;

/** A value that may still be unknown while planning. */
export type Maybe<T> = T | Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}
