/** The longest text out of a plan that is shown whole, in characters. */
const LONGEST = 300;

/** What nobody sees: control and format characters, every blank but the space, the blank cell of braille. */
export const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Marks that lie over whatever stands before them: Terraform composes those that make a letter with it. */
const LAID_OVER = /[\p{Script=Inherited}\p{Me}](?<=\p{M})/gu;
/** More marks in a row than any script writes. */
const STACKED = /(?<=\p{M}{3})\p{M}/gu;

/** Letters of Latin that pass for plain ones, and signs that pass for a hyphen, a dot, a quote or a bar. */
const PASSES_FOR_ASCII =
  /[\u00b4\u00b7\u0131\u01c0-\u01c3\u0237\u0250-\u02ff\u1d00-\u1dbf\u2010-\u2013\u2015\u2018-\u201f\u2022-\u2027\u2032-\u203f\u2043-\u2044\u2053\u2212\u2215-\u2219\u2223\u2236\u223c\u2758\u2795-\u2796\ua4f8-\ua4ff\ua720-\ua7ff\uab30-\uab6f]/u;

const WORD = /[\p{L}\p{N}]+/gu;
/** Letters of scripts that share shapes with Latin. */
const LIKE_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Deseret}\p{Script=Tifinagh}]/gu;
/** A word of these alone reads as a Latin one. */
const ONLY_LOOKALIKES =
  /^[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχωϲϳϹЅІЈАВЕЗКМНОРСТУХЬагекмопрсухѕіјѵґҮүһӀӏԁԛԝ\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Tifinagh}\p{N}]+$/u;

/**
 * Untrusted text as a person may read it, the same in each format: whatever nobody sees, or takes for something else,
 * is written as an escape such as `\u200b`. Other scripts stay as they are.
 */
export function visible(text: string): string {
  const whole = spelledOut(text.slice(0, 2 * LONGEST));
  const cut = (characters: number): string =>
    `${spelledOut(
      Array.from(text.slice(0, 2 * LONGEST))
        .slice(0, characters)
        .join(""),
    )}…`;
  // Of escapes alone, it would be many times as long.
  if (whole.length > 2 * LONGEST) return cut(LONGEST / 10);
  return Array.from(text.slice(0, 2 * LONGEST + 1)).length > LONGEST ? cut(LONGEST) : whole;
}

/** A character as an escape. */
export function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Whether a reader may meet letters that run from right to left, and pull what stands beside them along. */
export function runsBackwards(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text);
}

function spelledOut(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(WORD, lookalikesOf)
    .replace(STACKED, escaped)
    .replace(LAID_OVER, escaped)
    .replace(UNSEEN, escaped)
    .replace(/[^\p{ASCII}]/gu, (character) => (passesForAscii(character) ? escaped(character) : character));
}

// A whole word of another script is that script's; letters of it among Latin ones, or all of Latin's shapes, are not.
function lookalikesOf(word: string): string {
  return /[a-z]/i.test(word) || ONLY_LOOKALIKES.test(word) ? word.replace(LIKE_LATIN, escaped) : word;
}

function passesForAscii(character: string): boolean {
  const plain = character.normalize("NFKC");
  return PASSES_FOR_ASCII.test(character) || (plain !== character && /\p{ASCII}/u.test(plain));
}
