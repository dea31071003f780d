import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../project";
import type { Check } from "./check";
import { runJest } from "./jest";

const TESTS = path.join("test", "unit");
/** How many times as often as in `npm test`. */
const TIMES = 10;
const LONGEST_MS = 15 * 60_000;
const LONGEST_TEST_MS = 5 * 60_000;

/** `npm test` tries each costly property a few times: these are more tries, and others each time. */
export const properties: Check = {
  name: "properties",
  what: `the costly properties of the unit tests, each ${TIMES} times as often as in npm test`,
  async run(say) {
    const files = (await readdir(path.join(ROOT, TESTS), { recursive: true })).filter((file) =>
      file.endsWith(".test.ts"),
    );
    const costly: string[] = [];
    for (const file of files.sort())
      if (/\/random\/runs"/.test(await readFile(path.join(ROOT, TESTS, file), "utf8")))
        costly.push(path.join(TESTS, file));
    if (costly.length === 0) throw new Error("no unit test has a costly property");
    await runJest({
      projects: ["unit", "sockets"],
      files: costly,
      options: [`--testTimeout=${LONGEST_TEST_MS}`],
      env: { ...process.env, GREENVN_RUNS: String(TIMES) },
      timeoutMs: LONGEST_MS,
      say,
    });
  },
};
