import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { screenOf } from "../src/cli/screen";
import { NO_SUBJECT, rulesOf } from "../src/report/judge/rules";
import { planReport } from "../src/report/plan-report";
import { type LedgerView, startSandbox } from "../src/sandbox";
import { build } from "./build";
import { findTerraform } from "./find-terraform";
import { ROOT } from "./project";
import {
  detachedSandbox,
  endKept,
  environmentFile,
  expectNoneKept,
  KEPT,
  type ServedSandbox,
  tryNext,
} from "./quickstart/kept";
import { ledgerTable } from "./quickstart/ledger-table";
import { Interrupted, programs } from "./quickstart/program";
import { progress } from "./quickstart/progress";
import { terraformEnvironment } from "./terraform-environment";

const EXAMPLE = path.join(ROOT, "examples", "quickstart");
/** The same numbers each time, so that README can show them. */
const SEED = "1";
const USAGE = `usage: npm run quickstart [-- --keep | --end]

  --keep  leave the sandbox and the stack to try things on
  --end   end what --keep has left, and remove it`;

const { say, heading, step } = progress((text) => void process.stdout.write(text), {
  colour: screenOf(process.stdout, process.env)?.colour ?? false,
});

interface Run {
  readonly keeps: boolean;
  /** For what goes when it ends. */
  readonly temporary: string;
  /** For declaration, stack and state. */
  readonly work: string;
  readonly stop: AbortSignal;
  /** Hands over what has to be closed where this ends early. */
  readonly opened: (sandbox: ServedSandbox) => void;
}

/**
 * From nothing to a number that is changed in place, on a sandbox of the API: no account, no charge, and nothing left
 * behind unless it is asked for.
 */
async function quickstart({ keeps, temporary, work, stop, opened }: Run): Promise<void> {
  const search = await findTerraform(process.env, say);
  if (search.kind === "none") throw new Error(search.sentence);
  const { terraform } = search;
  const { product } = terraform;
  heading("Building what is not up to date: up to a minute the first time");
  await step("built the provider, the constructs and the command line", () => build());
  const startedMs = performance.now();
  if (stop.aborted) throw new Interrupted();
  const { url } = await step(`started a sandbox of the ExoBridge API for ${product} ${terraform.version}`, async () => {
    const sandbox = keeps ? await detachedSandbox(SEED) : await startSandbox({ seed: SEED });
    opened(sandbox);
    return sandbox;
  });

  const env = environment(temporary, url, terraform.path);
  const declaredFile = path.join(work, "declared.json");
  const app = programs({ cwd: work, env: { ...env, DECLARED: declaredFile } }, stop);
  const inStack = programs({ cwd: path.join(work, "cdktf.out", "stacks", "quickstart"), env }, stop);

  const synth = async (declared: object): Promise<void> => {
    writeFileSync(declaredFile, `${JSON.stringify(declared)}\n`);
    heading(`Declared: ${JSON.stringify(declared)}`);
    await step("synthesized examples/quickstart", () =>
      app.read(process.execPath, [
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        path.join(EXAMPLE, "main.ts"),
      ]),
    );
  };
  const show = async (...args: readonly string[]): Promise<void> => {
    heading(`$ ${product} ${args.join(" ")}`);
    await step(`${product} ${args[0] ?? ""}`, async () => {
      const code = await inStack.show(terraform.path, args);
      if (code !== 0) throw new Error(`${product} ${args[0] ?? ""} failed`);
    });
  };
  const showInBrief = async (gist: RegExp, ...args: readonly string[]): Promise<void> => {
    heading(`$ ${product} ${args.join(" ")}`);
    await step(`${product} ${args[0] ?? ""}`, async () => {
      const printed = await inStack.read(terraform.path, args);
      say(
        printed
          .split("\n")
          .filter((line) => gist.test(line))
          .join("\n"),
      );
    });
  };

  const declared = JSON.parse(readFileSync(path.join(EXAMPLE, "declared.json"), "utf8")) as { region: string };
  await synth(declared);
  await showInBrief(/^- Install|initialized/, "init", "-no-color");
  await show("plan", "-out=created.tfplan");
  await show("apply", "created.tfplan");

  const { numbers } = await asked<{ numbers: readonly { number: string }[] }>(
    url,
    "numbers?region=KA&type=mobile&count=1",
  );
  await synth({ ...declared, region: "KA", number: numbers[0]?.number });
  await show("plan", "-out=changed.tfplan");
  const planJson = await inStack.read(terraform.path, ["show", "-json", "changed.tfplan"]);
  expectChangeInPlace(planJson);
  heading("$ greenvn plan-report");
  say(reportOf(planJson));
  await show("apply", "changed.tfplan");

  await show("output");
  heading("Charged calls, as the sandbox counted them:");
  say(ledgerTable(await asked<LedgerView>(url, "ledger")));
  if (keeps) {
    const isOnPath = (process.env["PATH"] ?? "").split(path.delimiter).includes(path.dirname(terraform.path));
    writeFileSync(path.join(KEPT, "environment"), environmentFile(url, terraform.path, isOnPath));
  } else await showInBrief(/^(greenvn_|Warning:|Destroy complete)/, "destroy", "-no-color", "-auto-approve");
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  heading(
    `The same allocation all along, and one charged call for the change: ${seconds} s after the build.` +
      (keeps ? "" : " Nothing is left behind."),
  );
  say(
    keeps
      ? tryNext(url, product)
      : "Try next: npm run quickstart -- --keep leaves the sandbox and the stack, and says what to do with them.",
  );
}

/** What the sandbox tells of itself. */
async function asked<T>(url: string, what: string): Promise<T> {
  const answer = await fetch(`${url}/_sandbox/${what}`);
  if (!answer.ok) throw new Error(`the sandbox answered HTTP ${answer.status} when asked for ${what}`);
  return (await answer.json()) as T;
}

/** What a reviewer reads in place of the plan. */
function reportOf(planJson: string): string {
  const report = planReport(
    [{ name: "changed.tfplan", json: Buffer.from(planJson), planFile: null }],
    rulesOf({}, {}),
    "terminal",
    NO_SUBJECT,
    screenOf(process.stdout, process.env),
  );
  if (report.kind === "refused") throw new Error(report.sentence);
  return report.text.trimEnd();
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

/** What a person asked for; null where it is nothing that there is. */
function askedFor(args: readonly string[]): "run" | "keep" | "end" | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { keep: { type: "boolean" }, end: { type: "boolean" } },
    });
    if (values.end === true) return values.keep === true ? null : "end";
    return values.keep === true ? "keep" : "run";
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const request = askedFor(process.argv.slice(2));
  if (request === null) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
  } else if (request === "end") say(await endKept());
  else await run(request === "keep");
}

async function run(keeps: boolean): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  // Whoever read it has gone away.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stop.abort());
  if (keeps) {
    expectNoneKept();
    mkdirSync(KEPT);
  }
  const temporary = mkdtempSync(path.join(os.tmpdir(), "greenvn-"));
  let sandbox: ServedSandbox | null = null;
  let isKept = false;
  try {
    await quickstart({
      keeps,
      temporary,
      work: keeps ? KEPT : temporary,
      stop: stop.signal,
      opened: (one) => (sandbox = one),
    });
    isKept = keeps;
  } catch (error) {
    process.exitCode = error instanceof Interrupted ? 130 : 1;
    process.stderr.write(
      error instanceof Interrupted
        ? "\nStopped; nothing is left behind.\n"
        : `\nThe quickstart failed: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  } finally {
    if (!isKept) {
      await (sandbox as ServedSandbox | null)?.close();
      if (keeps) rmSync(KEPT, { recursive: true, force: true, maxRetries: 5 });
    }
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: Error) => {
  process.stderr.write(`The quickstart failed: ${error.message}\n`);
  process.exitCode = 1;
});
