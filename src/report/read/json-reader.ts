import { isRecord } from "../../domain/is-record";
import { isList, type Json, type JsonObject } from "./json";
import type { JsonScanner } from "./json-scanner";

/**
 * Reads members of untrusted JSON by the type they must have. A member of another type is noted as wrong and read as
 * absent, so that one pass tells whether all of it is well formed; nothing read may be used before nothing is known to
 * be wrong.
 */
export class JsonReader {
  #first: string | null = null;
  #count = 0;

  /** The first place that holds another type than it must, such as `resource_changes[3].address`; null where all is well. */
  get firstWrong(): string | null {
    return this.#first;
  }

  get wrongCount(): number {
    return this.#count;
  }

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

  /** Walks through the object that a scanner stands before; null is none. */
  eachMember(scanner: JsonScanner, at: string, onMember: (name: string) => void): void {
    if (scanner.isObject()) scanner.object(onMember);
    else if (!scanner.isNull()) this.note(at, null);
  }

  /** Walks through the list that a scanner stands before; null is none. */
  eachElement(scanner: JsonScanner, at: string, onElement: (index: number) => void): void {
    if (scanner.isList()) scanner.list(onElement);
    else if (!scanner.isNull()) this.note(at, null);
  }

  /** Text by text only where one is needed: there may be millions of wrong places. */
  note<T>(at: string | (() => string), instead: T): T {
    this.#first ??= typeof at === "string" ? at : at();
    this.#count += 1;
    return instead;
  }
}
