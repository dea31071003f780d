import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { findTerraform } from "../../../scripts/find-terraform";
import { makeStandalone } from "../../../scripts/standalone";
import { currentPlatform } from "../../../src/install/platform";
import { terraformEnvironment } from "../run/environment";
import { handOver, temporaryFolder } from "../run/prepared";
import { run } from "../run/run";
import makeTemporary from "../run/run-temporary";
import { standaloneUnderTest } from "../run/standalone";
import { vendorProvider } from "../terraform/provider-folder";
import { REQUIRED_PROVIDERS } from "../terraform/workspace";

/** Before the first e2e test: builds what is not up to date, finds Terraform, and runs one `terraform init` for all. */
export default async function prepare(): Promise<void> {
  makeTemporary();
  await build(["provider", "cli"]);
  if (standaloneUnderTest() !== null) await makeStandalone([currentPlatform()], console.log);
  const search = await findTerraform(process.env, console.log);
  if (search.kind === "none") throw new Error(search.sentence);
  const { terraform } = search;

  const folder = await temporaryFolder("gvn-init-");
  await writeFile(path.join(folder, "main.tf"), REQUIRED_PROVIDERS);
  vendorProvider(folder);
  const home = path.join(folder, "home");
  await mkdir(home);
  const env = terraformEnvironment({ home, temporary: home });
  const standalone = standaloneUnderTest();
  if (standalone === null) await sameNode(folder, env);
  const provider = standalone === null ? " and the provider" : ", and a standalone executable is the provider";
  console.log(`Node ${process.version} runs the tests${provider}, under ${terraform.product} ${terraform.version}.`);
  const init = await run(terraform.path, ["init", "-no-color", "-input=false"], {
    cwd: folder,
    env,
    timeoutMs: 60_000,
  });
  if (init.exitCode !== 0) throw new Error(`terraform init failed\n${init.stdout}\n${init.stderr}`);
  handOver({ terraform, folder });
}

/** Throws where Terraform would start the provider with another Node than the one whose tests these are. */
async function sameNode(cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { stdout } = await run("/usr/bin/env", ["node", "--version"], { cwd, env, timeoutMs: 10_000 });
  if (stdout.trim() !== process.version)
    throw new Error(`the tests run on Node ${process.version}, and the provider would on ${stdout.trim()}`);
}
