/**
 * A length of time: a whole number above 0 and its unit, `d` for days, `h` hours, `m` minutes or `s` seconds. Checked
 * at synth; a token passes.
 *
 * @example "30d"
 * @example "600s"
 */
export type Duration = `${number}${"d" | "h" | "m" | "s"}` | (string & Record<never, never>);
