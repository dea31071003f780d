/**
 * Snippets that the test of all snippets does not run, by page and first line, and why. What is in this list and on no
 * page fails that test, and so does what could be run after all and is not named by another test.
 */
export const NOT_RUN: Readonly<Record<string, string>> = {
  ...group("test/e2e/packaging/readme-commands.test.ts types them, in their order, in a fresh clone", [
    "README.md: npm ci && npm run quickstart",
    "README.md: npm run quickstart -- --keep",
    "README.md: . .quickstart/environment",
    "README.md: npm run quickstart -- --end",
    "README.md: npx greenvn sandbox",
    "README.md: export GREENVN_BASE_URL=http://127.0.0.1:8787 GREENVN_ACCOUNT_SID=sandbox GREENVN_API_TOKEN=sandbox-token",
  ]),
  ...group("it is how this very test is begun; scripts/fresh-clone.sh types it", [
    "README.md: npm ci && npm test",
    "CONTRIBUTING.md: npm ci",
  ]),
  ...group("it runs tests within a test, or for longer than one may take", [
    "CONTRIBUTING.md: npx jest test/unit/rules --selectProjects unit                                  # a folder: seconds",
    "CONTRIBUTING.md: GREENVN_LIVES=20000 GREENVN_LIVES_SEED=7 npx jest test/model/lives.test.ts --selectProjects model",
    "CONTRIBUTING.md: npm run mutate -- rules                # a room; several, or none for all of them",
    "docs/performance.md: npm run bench                                # all cases, about twenty minutes",
  ]),
  ...group("it changes this working tree", [
    "CONTRIBUTING.md: npm run format   # ESLint's fixes and Prettier, at 120 columns",
    "CONTRIBUTING.md: npx tsx scripts/generate-docs.ts        # docs/index.md, docs/resources, docs/data-sources",
  ]),
  ...group("it holds /path/to/…, in whose place a reader writes a folder, or stands on one that does", [
    "CONTRIBUTING.md: npm run build && node dist/cli.js sandbox --port 8787 &   # in this repository",
    "CONTRIBUTING.md: provider_installation {",
    "CONTRIBUTING.md: TF_CLI_CONFIG_FILE=dev.tfrc TF_LOG_PROVIDER=debug terraform plan",
    "CONTRIBUTING.md: node --inspect /path/to/cdktf-greenvn/dist/provider/terraform-provider-greenvn_v0.1.0 --debug",
  ]),
  ...group("it stands on a whole release; npm run test:more -- release makes one and does the same", [
    "RELEASING.md: npm run release",
    "docs/guides/install.md: npx greenvn provider install --from release --dir . --platform linux_amd64",
    "docs/guides/install.md: provider_installation {",
    "docs/guides/install.md: terraform providers lock -fs-mirror=/srv/terraform/mirror -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64",
  ]),
  ...group("it asks a registry; npm run test:more -- install-lines tries it in a clean folder", [
    "docs/guides/constructs.md: npm install cdktf-greenvn cdktf constructs cdktf-cli",
    "docs/guides/constructs.md: npm install cdktf-greenvn cdktn constructs cdktn-cli",
  ]),
  ...group("it names an allocation that has to exist; test/e2e/packaging/docs-examples.test.ts runs it with one", [
    "docs/guides/import-and-move.md: terraform import greenvn_allocation.support 7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "docs/resources/allocation.md: # By the allocation's greenvn_id. Declare the resource first; the next plan names what is only recorded.",
    "docs/resources/assignment.md: # By the allocation's greenvn_id. The number in force is adopted: no call is charged.",
  ]),
  ...group("test/e2e/packaging/examples.test.ts plays the program, with a sandbox, hooks and allocations of its own", [
    "examples/assignment/README.md: export GREENVN_BASE_URL=http://127.0.0.1:8787 GREENVN_ACCOUNT_SID=sandbox GREENVN_API_TOKEN=sandbox-token",
    "examples/fleet/README.md: export GREENVN_BASE_URL=http://127.0.0.1:8787 GREENVN_ACCOUNT_SID=sandbox GREENVN_API_TOKEN=sandbox-token",
    "examples/hcl/README.md: cd examples/hcl",
    "examples/quickstart/README.md: export GREENVN_BASE_URL=http://127.0.0.1:8787 GREENVN_ACCOUNT_SID=sandbox GREENVN_API_TOKEN=sandbox-token",
    "examples/webhook/README.md: export GREENVN_BASE_URL=http://127.0.0.1:8787 GREENVN_ACCOUNT_SID=sandbox GREENVN_API_TOKEN=sandbox-token",
  ]),
  ...group("test/e2e/pipelines/github.test.ts plays such a pipeline, and test/e2e/plan-report/size.test.ts reports", [
    "docs/guides/gitops.md: npx cdktf synth",
    "docs/guides/gitops.md: terraform plan -out=plan.tfplan",
  ]),
  ...group("test/e2e/command-line/command-line.test.ts starts one and asks it", [
    "docs/guides/sandbox.md: npx greenvn sandbox",
    "docs/guides/sandbox.md: export GREENVN_BASE_URL=http://127.0.0.1:8787",
    "docs/guides/sandbox.md: curl -s http://127.0.0.1:8787/_sandbox/ledger",
    "docs/guides/sandbox.md: curl -s -X POST http://127.0.0.1:8787/_sandbox/faults \\",
  ]),
  ...group("test/e2e/init/first-project.test.ts types what init prints, in a clean folder", [
    "docs/guides/first-project.md: npx greenvn init numbers",
    "docs/guides/first-project.md: cd numbers",
  ]),
  ...group("test/e2e/doctor/break-and-mend.test.ts runs it in set-ups of all kinds", [
    "docs/guides/first-project.md: npx greenvn doctor",
  ]),
  ...group("it reads allocations that have to exist; test/e2e/command-line/import-config.test.ts runs it with 500", [
    "docs/guides/import-and-move.md: npx greenvn import-config ids.csv --out numbers.tf",
  ]),
  ...group("it asks a plan that has to exist; test/unit/testing/matchers.test.ts asks such", [
    'docs/guides/testing.md: import { execFileSync } from "node:child_process";',
  ]),
  ...group("it stands on a package that not every project has; test/e2e/packaging/package.test.ts compiles such", [
    'docs/guides/testing.md: import { expect, test } from "@jest/globals";',
    'docs/guides/testing.md: import { greenVnMatchers, type GreenVnMatchers } from "cdktf-greenvn/testing";',
  ]),
  ...group("it takes Terraform 1.14; test/e2e/actions/rotate.test.ts types it under one", [
    "docs/actions/rotate.md: terraform apply -invoke=action.greenvn_rotate.leaked",
  ]),
  ...group("it names an account that has to exist; test/e2e/packaging/docs-examples.test.ts runs it with one", [
    "docs/resources/account_settings.md: terraform import greenvn_account_settings.this exotel1",
  ]),
  ...group("it names programs by /path/to/…, in whose place a reader writes one", [
    "docs/versions.md: npm run test:terraform -- /path/to/terraform /path/to/tofu",
  ]),
};

function group(why: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, why]));
}
