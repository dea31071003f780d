import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isRecord } from "../domain/is-record";
import { couldNotRead, notJson, type Subject, wrongInput } from "./messages";

/**
 * The bytes of a JSON: given as text, or as the path of a file (or of a folder, where `inFolder` is its name in there).
 * Throws a sentence where they can't be had.
 */
export function readBytes(matcher: string, subject: Subject, given: unknown, inFolder?: string): Uint8Array {
  if (given instanceof Uint8Array) return given;
  if (typeof given === "string") {
    if (/^\s*[[{]/.test(given)) return Buffer.from(given);
    return readPath(matcher, subject, given, inFolder);
  }
  if (isRecord(given) && !Array.isArray(given)) return Buffer.from(JSON.stringify(given));
  throw wrongInput(matcher, subject, given);
}

/** The same as a value. */
export function readJson(matcher: string, subject: Subject, given: unknown, inFolder?: string): unknown {
  if (isRecord(given) && !Array.isArray(given) && !(given instanceof Uint8Array)) return given;
  const bytes = readBytes(matcher, subject, given, inFolder);
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw notJson(matcher, subject);
  }
}

function readPath(matcher: string, subject: Subject, given: string, inFolder: string | undefined): Uint8Array {
  try {
    const isFolder = inFolder !== undefined && statSync(given).isDirectory();
    return readFileSync(isFolder ? path.join(given, inFolder) : given);
  } catch (error) {
    throw couldNotRead(matcher, subject, given, error);
  }
}
