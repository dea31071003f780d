import { createHash } from "node:crypto";
import { printable } from "../../domain/printable";
import { isExpression } from "../expressions/tokens";
import { keyIsToken, keyIsTooLong, keyIsUnclean } from "../messages";

const LONGEST_KEY = 200;
const LONGEST_PLAIN = 64;
const LONGEST_READABLE = 40;

/** Ids that CDKTF leaves out of names. */
const HIDDEN = ["Default", "Resource"];

/** What is wrong with a key, as a sentence that begins with its column; null where it names a row. */
export function problemOfKey(column: string, key: string): string | null {
  if (isExpression(key) || key.includes("%{")) return keyIsToken(column);
  if (key.length > LONGEST_KEY) return keyIsTooLong(column, LONGEST_KEY);
  return key.trim() !== key || printable(key) !== key || key.includes("\n") || key === ""
    ? keyIsUnclean(column, key)
    : null;
}

/** By what keys are one: however an accent is written, it looks the same. */
export function sameKey(key: string): string {
  return key.normalize("NFC");
}

/**
 * The id of a row's construct: the key itself where it can stand in every name; otherwise a readable form of it, and a
 * hash after `--`, which no plain id has. So different keys have different ids, outputs and addresses.
 */
export function constructIdOf(key: string): string {
  if (isPlain(key)) return key;
  const readable = key.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  const hash = createHash("sha256").update(sameKey(key)).digest("hex").slice(0, 10);
  return `${readable.slice(0, LONGEST_READABLE) || "row"}--${hash}`;
}

function isPlain(key: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(key) &&
    key.length <= LONGEST_PLAIN &&
    !key.includes("--") &&
    !HIDDEN.includes(key) &&
    // The tree holds children by their names in a plain object.
    !(key in Object.prototype)
  );
}
