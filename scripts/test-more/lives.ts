import path from "node:path";
import type { Check } from "./check";
import { runJest } from "./jest";

const TEST = path.join("test", "model", "lives.test.ts");
/** About two minutes on 2 cores. */
const LIVES = 20_000;
const SEED = process.env["GREENVN_LIVES_SEED"] ?? "2";
const LONGEST_MS = 15 * 60_000;

/** `npm test` plays two thousand: these are more, and others. The same ones each time, so that a failure stays. */
export const lives: Check = {
  name: "lives",
  what: `${LIVES} random lives against the built provider break no invariant`,
  async run(say) {
    const env = { ...process.env, GREENVN_LIVES: String(LIVES), GREENVN_LIVES_SEED: SEED };
    say(`the lives of seed ${SEED}`);
    const printed = await runJest({ projects: ["model"], files: [TEST], env, timeoutMs: LONGEST_MS, say });
    if (!printed.includes(`${LIVES} random lives break no invariant`))
      throw new Error(`the test did not say that it played ${LIVES} lives`);
  },
};
