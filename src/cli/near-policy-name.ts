/** How many letters another name may differ in and still be meant for this one. */
const SLIPS = 2;

/** Whether a name is another one than the right one, but so near that it was surely meant to be it. */
export function isNearName(name: string, right: string): boolean {
  if (name === right) return false;
  const [one, other] = [lettersOf(name), lettersOf(right)];
  return one.startsWith(other) || distance(one, other) <= SLIPS;
}

/** What is left of a name without its ending, its case, its signs and its plural. */
function lettersOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/(?<=[^.])\.(?:ya?ml|json5?|toml|txt)$/, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/ies$/, "y");
}

/** The least number of letters that are added, left out, changed or swapped with the next. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > SLIPS) return SLIPS + 1;
  const [from, to] = [Array.from(one), Array.from(other)];
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  from.forEach((letter, index) => {
    const next = [index + 1];
    to.forEach((wanted, place) => {
      const isSwap = place > 0 && index > 0 && letter === to[place - 1] && from[index - 1] === wanted;
      next.push(
        Math.min(
          (row[place + 1] ?? 0) + 1,
          (next[place] ?? 0) + 1,
          (row[place] ?? 0) + (letter === wanted ? 0 : 1),
          ...(isSwap ? [(before[place - 1] ?? 0) + 1] : []),
        ),
      );
    });
    [before, row] = [row, next];
  });
  return row.at(-1) ?? 0;
}
