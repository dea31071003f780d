import path from "node:path";
import { shown } from "../shown";
import type { Check } from "./check";

const LONGEST_MS = 15 * 60_000;
const JEST = path.join("node_modules", "jest", "bin", "jest.js");

/** The project of that name in `jest.config.js`. */
export const slow: Check = {
  name: "slow",
  what: "e2e tests that take minutes: GitHub's pipeline, two runs at once, kills, each fault at each call, broken set-ups, same bytes",
  async run(say) {
    await shown(process.execPath, [JEST, "--selectProjects", "slow"], { env: process.env, timeoutMs: LONGEST_MS, say });
  },
};
