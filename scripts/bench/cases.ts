import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { figure, median, type Figure } from "./figure";
import type { Cost } from "./measure";
import { bareNodeMs, handshakeMs } from "./start-up";
import { openFolder, REGIONS, type Surroundings, type TerraformFolder } from "./terraform-folder";

export interface Case {
  readonly name: string;
  readonly what: string;
  readonly run: (surroundings: Surroundings, rounds: (usual: number) => number) => Promise<readonly Figure[]>;
}

const SIZES = [100, 1000, 10_000] as const;
const [HERE, THERE] = REGIONS;

export const CASES: readonly Case[] = [
  { name: "start", what: "start of the executable to its handshake line, against bare `node -e 0`", run: start },
  { name: "one", what: "plan of one unchanged allocation, against the floor", run: one },
  { name: "many", what: "plans and applies of 1,000, against the floor", run: many },
  { name: "local-exec", what: "100 changes of number, by Terraform's `local-exec` and a script of Node", run: localExec },
  { name: "growth", what: "plans and applies of 100, 1,000 and 10,000: time and memory", run: growth },
];

async function start(_: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [ours, bare] = await inTurns(rounds(31), handshakeMs, bareNodeMs);
  return [figure("start to handshake", "ms", median(ours), median(bare), { atMost: 1.6 })];
}

async function one(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [greenvn, floor] = await folders(surroundings, 1);
  const [ours, built, bare] = await inTurns(rounds(15), async () => (await greenvn.plan(HERE)).wallMs, async () => (await floor.plan(HERE)).wallMs, bareNodeMs);
  const over = median(ours) - median(built);
  return [figure("plan of 1", "ms", median(ours), median(built)), figure("plan of 1, over the floor, in starts of bare node", "ms", over, median(bare), { atMost: 5 })];
}

async function many(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [greenvn, floor] = await folders(surroundings, 1000);
  const plans = (region: (typeof REGIONS)[number]) => inTurns(rounds(5), () => greenvn.plan(region), () => floor.plan(region));
  const unchanged = await plans(HERE);
  const changed = await plans(THERE);
  const applies = await changes(rounds(3), greenvn, floor);
  const wide = await changes(rounds(3), greenvn, floor, ["-parallelism=50"]);
  return [
    ...wallAndCpu("plan of 1,000", unchanged, { atMost: 1.6 }),
    ...wallAndCpu("plan of 1,000 changed regions", changed),
    ...wallAndCpu("apply of 1,000 changes", applies, { atMost: 1.15 }),
    ...wallAndCpu("apply of 1,000 changes, 50 at a time", wide, { atMost: 1.15 }),
  ];
}

async function localExec(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const lines = 100;
  const [script, greenvn] = [await openFolder(surroundings, "local-exec", lines), await openFolder(surroundings, "greenvn", lines)];
  const [theirs, ours] = await backAndForth(rounds(2), (region) => script.apply(region), (region) => greenvn.apply(region));
  const of = (costs: readonly Cost[], kind: keyof Cost): number => median(costs.map((cost) => cost[kind])) / 1000;
  return [
    { ...figure("100 changes, CPU", "s of CPU", of(ours, "cpuMs"), of(theirs, "cpuMs"), { atLeast: 10 }), ratio: of(theirs, "cpuMs") / of(ours, "cpuMs") },
    { ...figure("100 changes", "s", of(ours, "wallMs"), of(theirs, "wallMs")), ratio: of(theirs, "wallMs") / of(ours, "wallMs") },
  ];
}

/** One round of each size: a size more is ten times the work. */
async function growth(surroundings: Surroundings): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const atSize: Record<"plan" | "apply" | "memory", number>[] = [];
  for (const lines of SIZES) {
    const [greenvn, floor] = await folders(surroundings, lines);
    const memory = await peakMemory(surroundings.temporary);
    const plan = await greenvn.plan(HERE, memory.env);
    const floorPlan = await floor.plan(HERE);
    const apply = await greenvn.applyPlanned(THERE, [], memory.env);
    const floorApply = await floor.applyPlanned(THERE);
    const peakMiB = await memory.peakMiB();
    atSize.push({ plan: plan.wallMs / lines, apply: apply.wallMs / lines, memory: peakMiB });
    const size = lines.toLocaleString("en");
    figures.push(
      figure(`plan of ${size}, each`, "ms per resource", plan.wallMs / lines, floorPlan.wallMs / lines),
      figure(`apply of ${size} changes, each`, "ms per resource", apply.wallMs / lines, floorApply.wallMs / lines),
      figure(`peak memory at ${size}, of 250 MiB`, "MiB", peakMiB, 250, { atMost: 1 }),
    );
  }
  const [, thousand, tenThousand] = atSize;
  if (thousand === undefined || tenThousand === undefined) throw new Error("a size was not measured");
  // Below 1,000 the launches weigh more than the resources.
  figures.push(
    figure("plan, each of 10,000 by each of 1,000", "ms per resource", tenThousand.plan, thousand.plan),
    figure("apply, each of 10,000 by each of 1,000", "ms per resource", tenThousand.apply, thousand.apply),
    figure("memory, 10,000 by 1,000", "MiB", tenThousand.memory, thousand.memory),
  );
  return figures;
}

/** The same lines as allocations and as Terraform's own `terraform_data`. */
async function folders(surroundings: Surroundings, lines: number): Promise<readonly [greenvn: TerraformFolder, floor: TerraformFolder]> {
  return [await openFolder(surroundings, "greenvn", lines), await openFolder(surroundings, "floor", lines)];
}

function wallAndCpu(name: string, [ours, against]: readonly [readonly Cost[], readonly Cost[]], target?: Figure["target"]): readonly Figure[] {
  const of = (costs: readonly Cost[], kind: keyof Cost): number => median(costs.map((cost) => cost[kind])) / 1000;
  return [figure(name, "s", of(ours, "wallMs"), of(against, "wallMs"), target), figure(`${name}, CPU`, "s of CPU", of(ours, "cpuMs"), of(against, "cpuMs"))];
}

function changes(rounds: number, greenvn: TerraformFolder, floor: TerraformFolder, args: readonly string[] = []): Promise<readonly [Cost[], Cost[]]> {
  return backAndForth(rounds, (region) => greenvn.applyPlanned(region, args), (region) => floor.applyPlanned(region, args));
}

/** There and back again, so that a folder is left as it was found. */
async function backAndForth(rounds: number, ours: (region: (typeof REGIONS)[number]) => Promise<Cost>, against: (region: (typeof REGIONS)[number]) => Promise<Cost>): Promise<readonly [Cost[], Cost[]]> {
  const [a, b]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const region of [THERE, HERE]) {
      a.push(await ours(region));
      b.push(await against(region));
    }
  }
  return [a, b];
}

/** A B A B: what else the machine does weighs on all alike. The first round is thrown away. */
async function inTurns<const T extends readonly (() => Promise<unknown>)[]>(rounds: number, ...measures: T): Promise<{ -readonly [K in keyof T]: Awaited<ReturnType<T[K]>>[] }> {
  const results = measures.map((): unknown[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      if (round >= 0) results[index]?.push(result);
    }
  }
  return results as { -readonly [K in keyof T]: Awaited<ReturnType<T[K]>>[] };
}

/** Has each provider process note its own peak when it ends. */
async function peakMemory(temporary: string): Promise<{ readonly env: Readonly<Record<string, string>>; peakMiB(): Promise<number> }> {
  const folder = await mkdtemp(path.join(temporary, "memory-"));
  const [script, notes] = [path.join(folder, "note-peak.cjs"), path.join(folder, "peaks")];
  await writeFile(script, `process.once("exit", () => require("node:fs").appendFileSync(${JSON.stringify(notes)}, process.resourceUsage().maxRSS + "\\n"));\n`);
  return {
    env: { NODE_OPTIONS: `--require=${script}` },
    async peakMiB() {
      const kibibytes = (await readFile(notes, "utf8")).trim().split("\n").map(Number);
      await rm(folder, { recursive: true });
      return Math.max(...kibibytes) / 1024;
    },
  };
}
