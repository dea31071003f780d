import path from "node:path";
import { currentPlatform } from "../../src/install/platform";
import { makeStandalone } from "../standalone";
import type { Check } from "./check";
import { REAL, reportOfJest } from "./jest";

const LONGEST_STEP_MS = 40 * 60_000;

/**
 * The promises that the built provider is held to, by its runtime's own client, server and process. Left out is what
 * asks Node for something that a standalone executable refuses on purpose: a program that is loaded before it
 * (`configuration/odd-world`, the recorded wire with its own clock, and `SKIPPED` tests of these files), Node's
 * debugger (`runtime/node-debugger`) and the parts that lie beside the script (`runtime/newer-parts`); what is about
 * constructs, reports and pipelines meets the same program as ever.
 */
const TESTS = [
  ...["main-job", "import", "protection", "drift", "odd-answers", "hostile-other-api", "write-only-pins"].map(
    (name) => `allocation/${name}`,
  ),
  ...["assignment", "assignment-faults", "replacement"].map((name) => `assignment/${name}`),
  ...["api-origin", "api-tls-and-proxies", "credentials", "hostile-environment", "provider-config"].map(
    (name) => `configuration/${name}`,
  ),
  ...["chaos", "closing-connections", "fault-matrix", "interrupted-apply", "journal", "journal-adoption"].map(
    (name) => `money-safety/${name}`,
  ),
  ...["journal-two-runs", "lost-untold", "packed-answers", "stale-plan"].map((name) => `money-safety/${name}`),
  ...["plugin-process", "plugin-runtime"].map((name) => `runtime/${name}`),
  ...["data-source/data-source", "diagnostics/secrets", "functions/functions", "settings/account-settings"],
];

/** Those that have Node load a file: see `testOnNodeAlone`. */
const SKIPPED = 2;

/** The e2e tests once more, with the provider that has its runtime inside. */
export const standalone: Check = {
  name: "standalone",
  what: "the e2e promises, with the standalone executable of this platform",
  async run(say) {
    await makeStandalone([currentPlatform()], say);
    const files = TESTS.map((name) => path.join("test", "e2e", `${name}.test.ts`));
    const { printed, report } = await reportOfJest({
      projects: REAL,
      files,
      env: { ...process.env, GREENVN_PROVIDER: "standalone" },
      timeoutMs: LONGEST_STEP_MS,
      say,
    });
    if (!printed.includes("and a standalone executable is the provider"))
      throw new Error("the tests did not say that a standalone executable is the provider");
    if (report.numPassedTestSuites !== TESTS.length || report.numPendingTests !== SKIPPED)
      throw new Error(`not each of these files was run and passed: ${files.join(", ")}`);
  },
};
