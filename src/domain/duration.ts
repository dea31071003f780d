const SECONDS = { d: 86_400n, h: 3_600n, m: 60n, s: 1n } as const;
const GRAMMAR = /^([1-9]\d{0,17})([dhms])$/;

/** Length of `600s`, `10m`, `12h` or `30d` in seconds, or null where the text is no duration. */
export function durationSeconds(text: string): bigint | null {
  const match = GRAMMAR.exec(text);
  if (!match) return null;
  return BigInt(match[1] as string) * SECONDS[match[2] as keyof typeof SECONDS];
}

/** Whether two durations are equally long, however written: `600s` and `10m` are. */
export function sameDuration(one: string, other: string): boolean {
  if (one === other) return true;
  const seconds = durationSeconds(one);
  return seconds !== null && seconds === durationSeconds(other);
}
