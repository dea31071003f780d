import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { findTerraform, type Terraform } from "../find-terraform";
import { REAL, runJest } from "../test-more/jest";
import { PROMISES } from "./promises";

const LONGEST_MS = 40 * 60_000;

/** What the promises came to under one Terraform or OpenTofu. */
export interface Outcome {
  readonly terraform: Pick<Terraform, "product" | "version">;
  readonly passed: number;
  /** Tests of what this version does not know. */
  readonly skipped: readonly string[];
  readonly failed: readonly string[];
}

/** Jest's own report, as far as it is read here. */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Reads what Jest reported. A file in which no test was run failed as a whole. */
export function outcomeOf(terraform: Outcome["terraform"], { testResults }: JestReport): Outcome {
  const all = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.length === 0
      ? [{ fullName: path.basename(name), status: "failed" }]
      : assertionResults.map(({ fullName, status }) => ({ fullName, status })),
  );
  const named = (is: (status: string) => boolean): string[] =>
    all.filter(({ status }) => is(status)).map(({ fullName }) => fullName);
  const skips = ["pending", "skipped", "todo"];
  return {
    terraform,
    passed: named((status) => status === "passed").length,
    skipped: named((status) => skips.includes(status)),
    failed: named((status) => status !== "passed" && !skips.includes(status)),
  };
}

/** One line, and the names of what did not pass. */
export function said({ terraform: { product, version }, passed, skipped, failed }: Outcome): readonly string[] {
  return [
    `${product} ${version}: ${passed} passed, ${skipped.length} skipped, ${failed.length} failed`,
    ...skipped.map((name) => `  skipped: ${name}`),
    ...failed.map((name) => `  failed: ${name}`),
  ];
}

/** Runs the promises with the program at a path. Rejects where it is none, or where the tests could not be run at all. */
export async function runPromises(file: string, say: (line: string) => void): Promise<Outcome> {
  const env = { ...process.env, GREENVN_TERRAFORM: file };
  const search = await findTerraform(env, say);
  if (search.kind === "none") throw new Error(search.sentence);
  const folder = await mkdtemp(path.join(os.tmpdir(), "gvn-promises-"));
  const report = path.join(folder, "report.json");
  try {
    const files = PROMISES.map((name) => path.join("test", "e2e", `${name}.test.ts`));
    const options = ["--json", `--outputFile=${report}`];
    // Failing tests are told by the report; without one nothing was run.
    const ended = await runJest({ projects: REAL, files, options, env, timeoutMs: LONGEST_MS, say }).catch(
      (error: unknown) => error,
    );
    const text = await readFile(report, "utf8").catch(() => null);
    if (text === null) throw ended instanceof Error ? ended : new Error("the tests left no report");
    const outcome = outcomeOf(search.terraform, JSON.parse(text) as JestReport);
    for (const line of said(outcome)) say(line);
    if (ended instanceof Error && outcome.failed.length === 0) throw ended;
    return outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
