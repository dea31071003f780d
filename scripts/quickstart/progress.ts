export interface Progress {
  readonly say: (line: string) => void;
  readonly heading: (line: string) => void;
  /** Runs a step, and says what it was and how long it took once it is done. */
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

const COLUMN = 72;

/** What a person follows: headings, and a line with its time for each step that is done. */
export function progress(
  write: (text: string) => void,
  { colour, nowMs = () => performance.now() }: { readonly colour: boolean; readonly nowMs?: () => number },
): Progress {
  const painted = (code: string, text: string): string => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const say = (line: string): void => write(`${line}\n`);
  return {
    say,
    heading: (line) => say(`\n${painted("1", line)}`),
    async step(what, work) {
      const startedMs = nowMs();
      const result = await work();
      say(painted("32", doneLine(what, nowMs() - startedMs)));
      return result;
    },
  };
}

/** A step and its time: `✓ terraform plan   0.9 s`. */
export function doneLine(what: string, tookMs: number): string {
  const seconds = `${(tookMs / 1000).toFixed(1)} s`;
  return `✓ ${what.padEnd(COLUMN - seconds.length)} ${seconds}`;
}
