import { isRecord } from "../../domain/is-record";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * Reads members of untrusted JSON by the type they must have. A member of another type is noted in `wrong` and read
 * as absent, so that one pass tells whether all of it is well formed; nothing read may be used before `wrong` is
 * seen to be empty.
 */
export class JsonReader {
  /** Places that hold another type than they must: `resource_changes[3].address`. */
  readonly wrong: string[] = [];

  object(value: Json | undefined, at: string): JsonObject | null {
    if (value === undefined || value === null) return null;
    return isRecord(value) ? value : this.note(at, null);
  }

  list(value: Json | undefined, at: string): readonly Json[] {
    if (value === undefined || value === null) return [];
    return isList(value) ? value : this.note(at, []);
  }

  /** A text that must be there. */
  text(value: Json | undefined, at: string): string {
    return typeof value === "string" ? value : this.note(at, "");
  }

  optionalText(value: Json | undefined, at: string): string | null {
    if (value === undefined || value === null) return null;
    return typeof value === "string" ? value : this.note(at, null);
  }

  optionalFlag(value: Json | undefined, at: string): boolean | null {
    if (value === undefined || value === null) return null;
    return typeof value === "boolean" ? value : this.note(at, null);
  }

  texts(value: Json | undefined, at: string): readonly string[] {
    return this.list(value, at).map((element, index) => this.text(element, `${at}[${index}]`));
  }

  note<T>(at: string, instead: T): T {
    this.wrong.push(at);
    return instead;
  }
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of an object, or undefined; never one that every JavaScript object inherits. */
export function member(object: JsonObject | null, name: string): Json | undefined {
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
}
