/**
 * A value of Terraform's type system: lists and sets are arrays, maps and objects are records. Numbers that a
 * JavaScript number can't hold exactly are bigints, or `Decimal` text.
 */
export type Value =
  null | boolean | string | number | bigint | Decimal | Unknown | readonly Value[] | { readonly [name: string]: Value };

/** Known only after apply. A registered symbol, so that code which does not import this file shares it. */
export const UNKNOWN: unique symbol = Symbol.for("terraform.value.unknown");
export type Unknown = typeof UNKNOWN;

/** A value that may still be unknown while planning. */
export type Maybe<T, U extends symbol = Unknown> = T | U;

/** A value with nothing unknown in it, as Terraform saves it. */
export type Known<T> = T extends symbol
  ? never
  : T extends readonly (infer E)[]
    ? readonly Known<E>[]
    : T extends object
      ? { readonly [name in keyof T]: Known<T[name]> }
      : T;

/** A number that neither a JavaScript number nor a bigint holds exactly, as its decimal text. */
export class Decimal {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type JsonValue =
  null | boolean | string | number | readonly JsonValue[] | { readonly [name: string]: JsonValue };
