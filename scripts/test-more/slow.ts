import type { Check } from "./check";
import { runJest } from "./jest";

const LONGEST_MS = 15 * 60_000;

/** The project of that name in `jest.config.js`. */
export const slow: Check = {
  name: "slow",
  what: "e2e tests that take minutes: GitHub's pipeline, two runs at once, kills, each fault at each call, broken set-ups, same bytes",
  async run(say) {
    await runJest({ projects: ["slow"], timeoutMs: LONGEST_MS, say });
  },
};
