import { pathInCode } from "../../domain/attributes/attributes";
import { formerProp, notAProp, ownWordFor } from "../messages";
import { attributesOf, type PropTable } from "./prop-table";

/** What a prop was called in an earlier version, and what is written now. */
const FORMER: Readonly<Record<string, { readonly now: string; readonly write: string }>> = {
  abandonOnDestroy: { now: "onDestroy", write: 'onDestroy: "abandon"' },
  greenvnId: { now: "allocationId", write: "allocationId" },
};

/**
 * Props that are none: from a file no compiler names them, and a misspelt `deletionProtection` would protect nothing.
 * What Terraform or the generated classes call an attribute is no prop either.
 */
export function unknownProps(table: PropTable, given: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(given).filter((prop) => given[prop] !== undefined && !Object.hasOwn(table, prop));
  if (unknown.length === 0) return [];
  const names = Object.keys(table);
  return unknown.map((prop) => {
    const former = Object.hasOwn(FORMER, prop) ? FORMER[prop] : undefined;
    if (former !== undefined && names.includes(former.now)) return formerProp(prop, former.write);
    const own = ownWordsFor(table, prop);
    if (own.length > 0) return ownWordFor(prop, own);
    const free = names.filter((name) => given[name] === undefined);
    return notAProp(prop, nearest(prop, free) ?? nearest(prop, names), names);
  });
}

/** The props that set what Terraform, or a generated class, calls by that name: several for a nested attribute. */
function ownWordsFor(table: PropTable, name: string): string[] {
  const exact = Object.keys(table).filter((prop) => attributeNames(table, prop).includes(name));
  if (exact.length > 0 || !name.includes("_")) return exact;
  return Object.keys(table).filter((prop) => snakeCase(prop) === snakeCase(name));
}

/** `preferences.number_type` is known as `preferences`, `number_type` and `numberType`. */
function attributeNames(table: PropTable, prop: string): string[] {
  const row = table[prop];
  return (row === undefined ? [] : attributesOf(row)).flatMap((attribute) => {
    const path = attribute.split(".");
    return [...path, ...pathInCode(path)];
  });
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[-_]+/g, "_");
}

/** The name that is meant by a misspelt one: the nearest of all that are near. */
export function nearest(word: string, names: readonly string[]): string | null {
  const near = names
    .map((name) => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= (name.length < 8 ? 1 : 2))
    .sort((one, other) => one.edits - other.edits);
  return near[0]?.name ?? null;
}

/** Edits between two words, a swap of neighbours counted as one (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = (last[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      const swapped =
        row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
          ? (before[at - 2] ?? 0) + 1
          : Infinity;
      next.push(Math.min(changed, swapped, (last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
