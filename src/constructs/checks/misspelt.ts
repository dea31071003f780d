import { misspelt } from "../messages";

/** The meta-arguments of every resource, which stand beside the props of a construct. */
const META_ARGUMENTS = ["count", "forEach", "provider", "lifecycle", "dependsOn", "provisioners", "connection"];

/**
 * Props that are none, but so close to one that it must be meant: from a file no compiler names them, and a misspelt
 * `deletionProtection` would protect nothing. Any other stranger passes, since programs hand on wider objects of their
 * own.
 */
export function misspeltProps(known: readonly string[], props: object): string[] {
  const names = [...known, ...META_ARGUMENTS];
  const given = Object.entries(props).filter(([, value]) => value !== undefined);
  const free = names.filter((name) => !given.some(([prop]) => prop === name));
  return given.flatMap(([prop]) => {
    if (names.includes(prop)) return [];
    const meant = free.find((name) => isNear(prop.toLowerCase(), name.toLowerCase()));
    return meant === undefined ? [] : [misspelt(prop, meant)];
  });
}

/** Whether one letter, or two of a long word, were left out, added, changed or swapped. */
function isNear(one: string, other: string): boolean {
  const most = other.length < 8 ? 1 : 2;
  return Math.abs(one.length - other.length) <= most && distance(one, other) <= most;
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
