import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CASES } from "./bench/cases";
import type { Peer } from "./bench/configuration";
import { type Figure, isMet, type StoredRatios, tableOf } from "./bench/figure";
import { startBenchSandbox } from "./bench/sandbox";
import type { Surroundings } from "./bench/terraform-folder";
import { build } from "./build";
import { findTerraform } from "./find-terraform";
import { DIST, ROOT } from "./project";

const USAGE = `usage: npm run bench -- [--against NAME=PATH] [--rounds N] [--json FILE] [--store] [case ...]

cases, all of them where none is named:
${CASES.map(({ name, what }) => `  ${name.padEnd(12)}${what}`).join("\n")}

  --against NAME=PATH
                another provider's executable, for the case "peers"; may be repeated. Its resource is NAME_allocation,
                with the attributes of ours; the provider takes account_sid, api_token and base_url
  --rounds N    rounds of each case, instead of each one's own number of them
  --json FILE   where the figures go (dist/bench.json)
  --store       keeps the ratios as those that later runs on this kind of machine are compared with`;

const STORED = path.join(ROOT, "scripts", "bench", "stored");

/** Measures the provider against Terraform's own floor. Ends with 1 where a target is missed. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      against: { type: "string", multiple: true },
      rounds: { type: "string" },
      json: { type: "string" },
      store: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return console.log(USAGE);
  const unknown = positionals.filter((name) => !CASES.some((each) => each.name === name));
  const asked = values.rounds === undefined ? undefined : Number(values.rounds);
  if (unknown.length > 0 || (asked !== undefined && !(Number.isInteger(asked) && asked > 0))) throw new Error(USAGE);

  const peers = (values.against ?? []).map(peerOf);
  // It makes each Node here start slower, twice as slow for one that has nothing to do; no user sets it.
  delete process.env["NODE_EXTRA_CA_CERTS"];

  const search = await findTerraform(process.env, console.log);
  if (search.kind === "none") throw new Error(search.sentence);
  const { terraform } = search;
  await build(["provider", "cli", "library"]);
  const machine = `${process.platform}-${process.arch}-${os.availableParallelism()}cpu-node${process.versions.node.split(".")[0] ?? ""}`;
  console.log(`${machine}, Node ${process.versions.node}, ${terraform.product} ${terraform.version}`);

  const figures: Figure[] = [];
  try {
    for (const { name, run } of CASES) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      console.error(`${name} ...`);
      figures.push(
        ...(await inSurroundings(terraform.path, peers, (surroundings) =>
          run(surroundings, (usual) => asked ?? usual),
        )),
      );
    }
  } finally {
    // Also of what was measured before a case failed: it took its time.
    report(
      figures,
      { machine, node: process.versions.node, terraform: `${terraform.product} ${terraform.version}` },
      values,
    );
  }
  process.exitCode = figures.every(isMet) ? 0 : 1;
}

function report(
  figures: readonly Figure[],
  about: { readonly machine: string; readonly node: string; readonly terraform: string },
  { json, store }: { readonly json?: string; readonly store?: boolean },
): void {
  const storedFile = path.join(STORED, `${about.machine}.json`);
  const stored = storedRatios(storedFile);
  console.log(tableOf(figures, stored));
  writeJson(path.resolve(json ?? path.join(DIST, "bench.json")), { ...about, figures });
  if (store === true)
    writeJson(storedFile, {
      ...stored,
      ...Object.fromEntries(figures.map(({ name, ratio }) => [name, Number(ratio.toFixed(3))])),
    });
}

/** A sandbox and a folder of their own for each case: what one leaves behind must not weigh on the next. */
async function inSurroundings<T>(
  terraform: string,
  peers: readonly Peer[],
  use: (surroundings: Surroundings) => Promise<T>,
): Promise<T> {
  const temporary = mkdtempSync(path.join(realpathSync(os.tmpdir()), "greenvn-bench-"));
  const sandbox = await startBenchSandbox();
  try {
    return await use({ terraform, temporary, sandbox, peers });
  } finally {
    await sandbox.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

function peerOf(given: string): Peer {
  const [, name, executable] = /^([a-z][a-z0-9]*)=(.+)$/.exec(given) ?? [];
  if (name === undefined || executable === undefined) throw new Error(USAGE);
  return { name, executable: path.resolve(executable) };
}

function storedRatios(file: string): StoredRatios | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StoredRatios;
  } catch {
    return undefined; // Nothing was stored for this kind of machine.
  }
}

function writeJson(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
