import { apiDocsFresh } from "./test-more/api-docs";
import { cdktnCli } from "./test-more/cdktn-cli";
import { runChecks } from "./test-more/check";
import { docsSite } from "./test-more/docs-site";
import { firstProjects } from "./test-more/first-projects";
import { fleets } from "./test-more/fleets";
import { gitlab } from "./test-more/gitlab";
import { installLines } from "./test-more/install-lines";
import { largePlans } from "./test-more/large-plans";
import { lives } from "./test-more/lives";
import { newestTerraform } from "./test-more/newest-terraform";
import { node22 } from "./test-more/node-22";
import { properties } from "./test-more/properties";
import { release } from "./test-more/release";
import { reportPages } from "./test-more/report-pages";
import { sandboxPage } from "./test-more/sandbox-page";
import { slow } from "./test-more/slow";
import { standalone } from "./test-more/standalone";

/** What `.ci/run` runs after `npm test`: at most 40 minutes on 2 cores, all together. */
const CHECKS = [
  slow,
  node22,
  newestTerraform,
  lives,
  properties,
  largePlans,
  fleets,
  cdktnCli,
  gitlab,
  installLines,
  firstProjects,
  reportPages,
  sandboxPage,
  apiDocsFresh,
  docsSite,
  release,
  standalone,
];

const USAGE = `usage: npm run test:more [-- CHECK...]

checks, all of them where none is named:
${CHECKS.map(({ name, what }) => `  ${name.padEnd(15)}${what}`).join("\n")}`;

async function main(asked: readonly string[]): Promise<void> {
  if (asked.some((name) => !CHECKS.some((check) => check.name === name))) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const { failed } = await runChecks(
    CHECKS.filter(({ name }) => asked.length === 0 || asked.includes(name)),
    console.log,
  );
  if (failed > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
