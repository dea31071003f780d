import { randomInt } from "node:crypto";
import path from "node:path";
import type { Check } from "./check";
import { shown } from "./shown";

const JEST = path.join("node_modules", "jest", "bin", "jest.js");
const TEST = path.join("test", "unit", "model", "lives.test.ts");
/** About two minutes on 2 cores. */
const LIVES = 20_000;
const LONGEST_MS = 15 * 60_000;

/** `npm test` plays a few hundred lives, the same ones each time: these are more, and others. */
export const lives: Check = {
  name: "lives",
  what: `${LIVES} random lives against the built provider break no invariant`,
  async run(say) {
    const env = { ...process.env, GREENVN_LIVES: String(LIVES), GREENVN_LIVES_SEED: String(randomInt(2 ** 31)) };
    say(`the lives of seed ${env.GREENVN_LIVES_SEED}`);
    const printed = await shown(process.execPath, [JEST, TEST, "--selectProjects", "unit"], {
      env,
      timeoutMs: LONGEST_MS,
      say,
    });
    if (!printed.includes(`${LIVES} random lives break no invariant`))
      throw new Error(`the test did not say that it played ${LIVES} lives`);
  },
};
