import path from "node:path";
import { findTerraform, type Terraform } from "../find-terraform";
import { type JestReport, type JestTest, REAL, reportInAnyCase } from "../test-more/jest";
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

/** Of Jest's report what is read here. */
interface Results {
  readonly testResults: readonly (Omit<JestReport["testResults"][number], "assertionResults"> & {
    readonly assertionResults: readonly Pick<JestTest, "fullName" | "status">[];
  })[];
}

/** Reads what Jest reported. A file in which no test was run failed as a whole. */
export function outcomeOf(terraform: Outcome["terraform"], { testResults }: Results): Outcome {
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
  const files = PROMISES.map((name) => path.join("test", "e2e", `${name}.test.ts`));
  const { ended, report } = await reportInAnyCase({ projects: REAL, files, env, timeoutMs: LONGEST_MS, say });
  const outcome = outcomeOf(search.terraform, report);
  for (const line of said(outcome)) say(line);
  if (typeof ended !== "string" && outcome.failed.length === 0) throw ended;
  return outcome;
}
