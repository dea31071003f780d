import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Figure } from "../../../scripts/bench/figure";
import { ROOT } from "../../../scripts/project";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, start } from "../../support/run/run";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-");
});
afterAll(() => removeFolder(folder));

function bench(...args: readonly string[]): Promise<Run> {
  const env = {
    PATH: process.env["PATH"],
    TMPDIR: folder,
    GREENVN_TERRAFORM: prepared().terraform.path,
    TSX_DISABLE_CACHE: "1",
  };
  return start(process.execPath, ["--import", "tsx", path.join("scripts", "bench.ts"), ...args], {
    cwd: ROOT,
    env,
    timeoutMs: 60_000,
  }).ended;
}

test("the benchmark measures a start and a plan against the floor, in turns, and leaves nothing behind", async () => {
  const file = path.join(folder, "bench.json");
  const { exitCode, stdout } = await bench("start", "one", "--rounds", "1", "--json", file);
  // 1: a target is missed, as one round on a busy machine may well be.
  expect([0, 1]).toContain(exitCode);
  const { machine, figures } = JSON.parse(await readFile(file, "utf8")) as { machine: string; figures: Figure[] };
  expect(machine).toMatch(/^(linux|darwin)-\w+-\d+cpu-node\d+$/);
  expect(figures.map(({ name }) => name)).toEqual([
    "start to handshake",
    "plan of 1",
    "plan of 1, over the floor, in starts of bare node",
    "the same, by a provider that does nothing",
  ]);
  for (const { name, ours, against, ratio } of figures) {
    expect(ratio).toBeCloseTo(ours / against);
    expect(stdout).toContain(name);
  }
  await removeFolder(file);
  expect(await readdir(folder)).toEqual([]);
});

test("an unknown case, a number of rounds that is none, or a peer without a path shows the usage", async () => {
  for (const args of [["tow"], ["start", "--rounds", "0"], ["--against", "twin"]]) {
    const { exitCode, stderr } = await bench(...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^usage: npm run bench/)]);
  }
});
