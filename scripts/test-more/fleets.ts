import path from "node:path";
import { synthesis } from "../bench/synthesis";
import type { Check } from "./check";
import { REAL, runJest } from "./jest";

const APPLIED = path.join("test", "e2e", "constructs", "fleet.test.ts");
const ROWS = 1_000;
const SYNTHESIZED = 10_000;
/** Twice as much as in proportion to the rows: what grows with their square takes ten times as much. */
const MOST_TIMES = 2 * 10;
const LONGEST_MS = 15 * 60_000;

/** `npm test` applies a hundred rows: these are more, and synthesis alone takes ten times as many. */
export const fleets: Check = {
  name: "fleets",
  what: `a fleet of ${ROWS} rows is applied, shuffled and added to; one of ${SYNTHESIZED} is synthesized in proportion`,
  async run(say) {
    const few = await synthesisMs(SYNTHESIZED / 10);
    const many = await synthesisMs(SYNTHESIZED);
    say(`${SYNTHESIZED / 10} rows: ${few.toFixed()} ms; ${SYNTHESIZED} rows: ${many.toFixed()} ms`);
    if (many > MOST_TIMES * few) throw new Error("the time of a synthesis grows faster than the rows");
    const env = { ...process.env, GREENVN_FLEET_ROWS: String(ROWS) };
    await runJest({ projects: REAL, files: [APPLIED], env, timeoutMs: LONGEST_MS, say });
  },
};

/** The CPU that a program takes to read a fleet and to synthesize it, beyond what it takes to start. */
async function synthesisMs(count: number): Promise<number> {
  return (await synthesis({ kind: "fleet", count, outputs: false })).cpuMs;
}
