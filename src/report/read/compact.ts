import { isE164 } from "../../domain/phone-number";

/** Lists that are kept small; two equal ones, such as those before and after a change, are kept once. */
export type Keep = (list: readonly unknown[]) => (() => readonly string[]) | null;

/** Shorter lists take no more space as they are. */
const LONG = 8;

/**
 * Phone numbers as bare figures: their texts take five times the space, and a plan may hold millions. What a list holds
 * is made anew whenever it is asked for. Null for lists of anything else.
 */
export function keeper(): Keep {
  const kept: Float64Array[] = [];
  return (list) => {
    if (list.length <= LONG || !list.every((element) => typeof element === "string" && isE164(element))) return null;
    const made = Float64Array.from(list, (element) => Number(String(element).slice(1)));
    const known = kept.find((one) => sameFigures(one, made));
    if (known === undefined) kept.push(made);
    return numbersOf(known ?? made);
  };
}

function sameFigures(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((figure, at) => figure === other[at]);
}

/** The lists that were made last: a change is looked at from several sides, one after the other. */
const recent: { readonly figures: Float64Array; readonly list: readonly string[] }[] = [];
const RECENT = 4;

// Apart, so that what it holds on to is this one list.
function numbersOf(figures: Float64Array): () => readonly string[] {
  return () => {
    const made = recent.find((one) => one.figures === figures);
    if (made !== undefined) return made.list;
    const list = Array.from(figures, (figure) => `+${figure}`);
    recent.unshift({ figures, list });
    recent.splice(RECENT);
    return list;
  };
}
