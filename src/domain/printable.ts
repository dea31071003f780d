// Control characters (C0 but for line feed, DEL, C1), zero-width and bidirectional marks, line and paragraph separators: what could forge or hide text on a terminal.
const UNPRINTABLE = new RegExp("[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff]", "gu");

/** Text as it may be shown to a person: nothing in it steers a terminal or reorders what is read. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "");
}
