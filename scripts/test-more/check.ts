/** A check that is too slow for each `npm test`. */
export interface Check {
  /** What a person types to run it alone. */
  readonly name: string;
  /** One line: what holds where it passes. */
  readonly what: string;
  /** Rejects where it fails, also where it could not be made: nothing is skipped. */
  readonly run: (say: (line: string) => void) => Promise<void>;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Runs all checks, one after the other, whatever the earlier ones come to. The last line said is the count. */
export async function runChecks(checks: readonly Check[], say: (line: string) => void): Promise<Count> {
  let passed = 0;
  for (const { name, what, run } of checks) {
    const startedMs = performance.now();
    const verdict = (word: string): void =>
      say(`${word}: ${name}, in ${Math.round((performance.now() - startedMs) / 1000)} s`);
    say(`== ${name}: ${what}`);
    try {
      await run(say);
      passed += 1;
      verdict("passed");
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      verdict("failed");
    }
  }
  const failed = checks.length - passed;
  say(`${passed} passed, ${failed} failed`);
  return { passed, failed };
}
