import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Sandbox, startSandbox } from "../src/sandbox";
import { build } from "./build";
import { findTerraform } from "./find-terraform";
import { ROOT } from "./project";
import { ledgerTable } from "./quickstart/ledger-table";
import { Interrupted, programs } from "./quickstart/program";
import { terraformEnvironment } from "./terraform-environment";

const EXAMPLE = path.join(ROOT, "examples", "quickstart");

/**
 * From nothing to a number that is changed in place, on a sandbox of the API: no account, no charge, nothing left
 * behind.
 */
async function quickstart(temporary: string, sandbox: Sandbox, stop: AbortSignal): Promise<void> {
  const search = await findTerraform(process.env, say);
  if (search.kind === "none") throw new Error(search.sentence);
  const { terraform } = search;
  await build();
  say(`Sandbox of the ExoBridge API on ${sandbox.url}, ${terraform.product} ${terraform.version}`);

  const env = environment(temporary, sandbox.url, terraform.path);
  const declaredFile = path.join(temporary, "declared.json");
  const app = programs({ cwd: temporary, env: { ...env, DECLARED: declaredFile } }, stop);
  const inStack = programs({ cwd: path.join(temporary, "cdktf.out", "stacks", "quickstart"), env }, stop);

  const synth = async (declared: object): Promise<void> => {
    writeFileSync(declaredFile, JSON.stringify(declared));
    heading(`Declared: ${JSON.stringify(declared)}`);
    await app.read(process.execPath, [
      "--import",
      pathToFileURL(require.resolve("tsx")).href,
      path.join(EXAMPLE, "main.ts"),
    ]);
  };
  const show = async (...args: readonly string[]): Promise<void> => {
    heading(`$ ${terraform.product} ${args.join(" ")}`);
    const code = await inStack.show(terraform.path, args);
    if (code !== 0) throw new Error(`${terraform.product} ${args[0] ?? ""} failed`);
  };
  const showInBrief = async (gist: RegExp, ...args: readonly string[]): Promise<void> => {
    heading(`$ ${terraform.product} ${args.join(" ")}`);
    const printed = await inStack.read(terraform.path, args);
    say(
      printed
        .split("\n")
        .filter((line) => gist.test(line))
        .join("\n"),
    );
  };

  const declared = JSON.parse(readFileSync(path.join(EXAMPLE, "declared.json"), "utf8")) as { region: string };
  await synth(declared);
  await showInBrief(/^- Install|initialized/, "init", "-no-color");
  await show("plan", "-out=created.tfplan");
  await show("apply", "created.tfplan");

  const [number] = sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1);
  await synth({ ...declared, region: "KA", number });
  await show("plan", "-out=changed.tfplan");
  expectChangeInPlace(await inStack.read(terraform.path, ["show", "-json", "changed.tfplan"]));
  await show("apply", "changed.tfplan");

  await show("output");
  heading("Charged calls, as the sandbox counted them:");
  say(ledgerTable(sandbox.ledger()));
  await showInBrief(/^(greenvn_|Warning:|Destroy complete)/, "destroy", "-no-color", "-auto-approve");
  heading("The same allocation all along, one charged call for the change, and nothing left behind.");
}

/** Throws where the plan is not what all this is about: an update that keeps the id, and whose number is known once it is granted. */
function expectChangeInPlace(planJson: string): void {
  interface Change {
    change: {
      actions: string[];
      before: Record<string, unknown>;
      after: Record<string, unknown>;
      after_unknown: Record<string, unknown>;
    };
  }
  const { resource_changes: changes } = JSON.parse(planJson) as { resource_changes: Change[] };
  const isInPlace = changes.every(({ change: { actions, before, after, after_unknown: unknown } }) => {
    return actions.join() === "update" && before["id"] === after["id"] && unknown["green_vn"] === true;
  });
  if (changes.length !== 1 || !isInPlace) throw new Error("the plan is not a change of the number in place");
}

/** Nothing of the person's own Terraform settings, and nothing written outside the temporary folder. */
function environment(temporary: string, baseUrl: string, terraform: string): NodeJS.ProcessEnv {
  const home = path.join(temporary, "home");
  mkdirSync(home);
  return {
    ...terraformEnvironment(temporary, baseUrl),
    TERRAFORM_BINARY_NAME: terraform,
    HOME: home,
    ...(process.stdout.isTTY ? {} : { TF_CLI_ARGS: "-no-color" }),
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function heading(line: string): void {
  say(process.stdout.isTTY ? `\n\x1b[1m${line}\x1b[0m` : `\n${line}`);
}

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  // Whoever read it has gone away.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stop.abort());
  const temporary = mkdtempSync(path.join(os.tmpdir(), "greenvn-"));
  const sandbox = await startSandbox();
  try {
    await quickstart(temporary, sandbox, stop.signal);
  } catch (error) {
    process.exitCode = error instanceof Interrupted ? 130 : 1;
    process.stderr.write(
      error instanceof Interrupted
        ? "\nStopped; nothing is left behind.\n"
        : `\nThe quickstart failed: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  } finally {
    await sandbox.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

void main();
