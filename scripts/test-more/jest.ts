import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { shown } from "../shown";

const JEST = path.join("node_modules", "jest", "bin", "jest.js");

/** The tests against the real thing, also those that `npm test` leaves out for the time that they take. */
export const REAL = ["e2e", "slow"];

export interface JestRun {
  /** Of `jest.config.js`. */
  readonly projects: readonly string[];
  /** Paths of test files; all of the projects where there are none. */
  readonly files?: readonly string[];
  readonly options?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Default: the one that runs this. */
  readonly node?: string;
  readonly timeoutMs: number;
  readonly say: (line: string) => void;
}

/** Jest's own report, as far as checks read it. */
export interface JestReport {
  readonly numPassedTestSuites: number;
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly JestTest[];
  }[];
}

export interface JestTest {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly fullName: string;
  readonly status: string;
}

/** Runs tests and returns what was printed. Rejects where one fails. */
export function runJest({
  projects,
  files = [],
  options = [],
  env = process.env,
  node,
  ...how
}: JestRun): Promise<string> {
  const args = [JEST, ...files, ...options, "--selectProjects", ...projects];
  return shown(node ?? process.execPath, args, { env, timeoutMs: how.timeoutMs, say: how.say });
}

/** The same, with the report. */
export async function reportOfJest(run: JestRun): Promise<{ readonly printed: string; readonly report: JestReport }> {
  const { ended, report } = await reportInAnyCase(run);
  if (typeof ended !== "string") throw ended;
  return { printed: ended, report };
}

/**
 * The report also of tests that fail, beside what running them came to: what was printed, or why it was rejected.
 * Rejects where they left none: then nothing was run.
 */
export async function reportInAnyCase(
  run: JestRun,
): Promise<{ readonly ended: string | Error; readonly report: JestReport }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gvn-jest-"));
  const file = path.join(folder, "report.json");
  const options = [...(run.options ?? []), "--json", `--outputFile=${file}`];
  try {
    const ended = await runJest({ ...run, options }).catch((error: Error) => error);
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) throw typeof ended === "string" ? new Error("the tests left no report") : ended;
    return { ended, report: JSON.parse(text) as JestReport };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All tests of a report, whatever file they stand in. */
export function testsOf({ testResults }: JestReport): readonly JestTest[] {
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}
