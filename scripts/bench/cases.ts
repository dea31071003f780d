import { type Figure, figure, median } from "./figure";
import type { Cost } from "./measure";
import { cpuMsOfAll, telling } from "./node-processes";
import { appliesOverTls } from "./over-tls";
import { againstPeers } from "./peers";
import { reportOf250MB, sandboxUnderLoad } from "./programs";
import { backAndForth, inTurns, wallAndCpu } from "./rounds";
import { bareNodeMs, handshakeMs } from "./start-up";
import { synthesis } from "./synthesis";
import { openFolder, planByIdleProvider, REGIONS, type Surroundings, type TerraformFolder } from "./terraform-folder";

export interface Case {
  readonly name: string;
  readonly what: string;
  readonly run: (surroundings: Surroundings, rounds: (usual: number) => number) => Promise<readonly Figure[]>;
}

const [HERE, THERE] = REGIONS;

export const CASES: readonly Case[] = [
  {
    name: "synth",
    what: "synthesis of 1,000 constructs, against as many generated classes, and of 10,000",
    run: synth,
  },
  {
    name: "fleet",
    what: "synthesis of a fleet from a file of 1,000 rows, against as many constructs, and from one of 10,000",
    run: fleet,
  },
  { name: "start", what: "start of the executable to its handshake line, against bare `node -e 0`", run: start },
  { name: "one", what: "plan of one unchanged allocation, against the floor", run: one },
  { name: "many", what: "plans and applies of 1,000, against the floor", run: many },
  {
    name: "local-exec",
    what: "100 changes of number, by Terraform's `local-exec` and a script of Node",
    run: localExec,
  },
  {
    name: "peers",
    what: "plans and applies of 1, 300 and 1,000, against each provider of --against",
    run: againstPeers,
  },
  {
    name: "tls",
    what: "apply of 100 changes over TLS, where each charged write has a connection of its own, against in clear",
    run: appliesOverTls,
  },
  { name: "report", what: "report of a plan of 250 MB, against one of 25 MB", run: reportOf250MB },
  { name: "sandbox", what: "10,000 calls of the sandbox, 50 at a time, and its memory", run: sandboxUnderLoad },
  {
    name: "growth",
    what: "plans of 100, 1,000 and 10,000, applies of 100 and 1,000: time and memory of each",
    run: growth,
  },
];

async function synth(_: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const of = (kind: "ours" | "generated", outputs: boolean, count = 1000) => ({ kind, count, outputs });
  const [ours, bare, oursWithOutputs, bareWithOutputs] = await inTurns(
    rounds(11),
    () => synthesis(of("ours", false)),
    () => synthesis(of("generated", false)),
    () => synthesis(of("ours", true)),
    () => synthesis(of("generated", true)),
  );
  return [
    ...wallAndCpu("synthesis of 1,000 without outputs", [ours, bare], { atMost: 1.5 }),
    ...wallAndCpu("synthesis of 1,000 with outputs", [oursWithOutputs, bareWithOutputs], { atMost: 1.5 }),
    ...(await linear("synthesis", rounds, (count) => synthesis(of("ours", true, count)))),
  ];
}

async function fleet(_: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const of = (kind: "fleet" | "ours") => () => synthesis({ kind, count: 1000, outputs: false });
  return [
    // What reading rows and naming their faults costs, beside constructs that a program makes one by one.
    ...wallAndCpu("fleet of 1,000 rows, to as many constructs", await inTurns(rounds(5), of("fleet"), of("ours")), {
      atMost: 1.5,
    }),
    ...(await linear("fleet", rounds, (count) => synthesis({ kind: "fleet", count, outputs: true }))),
  ];
}

/** A construct more costs what the others do. */
async function linear(
  what: string,
  rounds: (usual: number) => number,
  run: (count: number) => ReturnType<typeof synthesis>,
): Promise<readonly Figure[]> {
  const [few, many] = [1000, 10_000];
  const [ofMany, ofFew, ofOne] = await inTurns(
    rounds(3),
    () => run(many),
    () => run(few),
    () => run(1),
  );
  const each = (costs: typeof ofMany, by: number): number => median(costs.map(({ wallMs }) => wallMs)) / by;
  const peak = (costs: typeof ofMany): number => median(costs.map(({ peakMiB }) => peakMiB));
  return [
    figure(`${what}, each of 10,000 by each of 1,000`, "ms per resource", each(ofMany, many), each(ofFew, few), {
      atMost: 1.2,
    }),
    figure(
      `${what}, memory of 10,000 by that of 1,000, beyond one`,
      "MiB",
      peak(ofMany) - peak(ofOne),
      peak(ofFew) - peak(ofOne),
      { atMost: 12 },
    ),
  ];
}

async function start(_: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [ours, bare] = await inTurns(rounds(31), handshakeMs, bareNodeMs);
  return [figure("start to handshake", "ms", median(ours), median(bare), { atMost: 1.6 })];
}

async function one(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [greenvn, floor] = await folders(surroundings, 1);
  const [ours, nothing, built, bare] = await inTurns(
    rounds(15),
    () => greenvn.plan(HERE),
    await planByIdleProvider(surroundings, greenvn),
    () => floor.plan(HERE),
    bareNodeMs,
  );
  const wall = (costs: readonly Cost[]): number => median(costs.map(({ wallMs }) => wallMs));
  return [
    figure("plan of 1", "ms", wall(ours), wall(built)),
    figure("plan of 1, over the floor, in starts of bare node", "ms", wall(ours) - wall(built), median(bare), {
      atMost: 5,
    }),
    figure("the same, by a provider that does nothing", "ms", wall(nothing) - wall(built), median(bare)),
  ];
}

async function many(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const [greenvn, floor] = await folders(surroundings, 1000);
  const [unchanged, nothing, built] = await inTurns(
    rounds(5),
    () => greenvn.plan(HERE),
    await planByIdleProvider(surroundings, greenvn),
    () => floor.plan(HERE),
  );
  const changed = await inTurns(
    rounds(5),
    () => greenvn.plan(THERE),
    () => floor.plan(THERE),
  );
  // Terraform writes its whole state after each change: an apply takes a minute, whatever the resource.
  const applies = await changes(rounds(1), greenvn, floor);
  const wide = await changes(rounds(1), greenvn, floor, ["-parallelism=50"]);
  return [
    ...wallAndCpu("plan of 1,000", [unchanged, built], { atMost: 1.6 }),
    ...wallAndCpu("plan of 1,000, by a provider that does nothing", [nothing, built]),
    ...wallAndCpu("plan of 1,000 changed regions", changed),
    ...wallAndCpu("apply of 1,000 changes", applies, { atMost: 1.15 }),
    ...wallAndCpu("apply of 1,000 changes, 50 at a time", wide, { atMost: 1.15 }),
  ];
}

async function localExec(surroundings: Surroundings, rounds: (usual: number) => number): Promise<readonly Figure[]> {
  const lines = 100;
  const [script, greenvn] = [
    await openFolder(surroundings, "local-exec", lines),
    await openFolder(surroundings, "greenvn", lines),
  ];
  const applies = await backAndForth(
    rounds(1),
    (region) => greenvn.applyPlanned(region),
    (region) => script.applyPlanned(region),
  );
  const whole = await backAndForth(
    rounds(1),
    (region) => greenvn.apply(region),
    (region) => script.apply(region),
  );
  const less = (
    name: string,
    [ours, theirs]: readonly [readonly Cost[], readonly Cost[]],
    target?: Figure["target"],
  ): readonly Figure[] =>
    wallAndCpu(name, [ours, theirs]).map((each) => ({
      ...each,
      ratio: each.against / each.ours,
      ...(each.unit === "s of CPU" && target !== undefined ? { target } : {}),
    }));
  return [
    ...less("100 changes to local-exec, times less: apply", applies, { atLeast: 10 }),
    ...less("100 changes to local-exec, times less: plan and apply", whole),
  ];
}

/**
 * Applies end at 1,000: Terraform writes its whole state after each change, so that 10,000 would take it hours whatever
 * the resource.
 */
const SIZES = [
  { lines: 100, isApplied: true },
  { lines: 1000, isApplied: true },
  { lines: 10_000, isApplied: false },
] as const;

/** One round of each size: a size more is ten times the work. */
async function growth(surroundings: Surroundings): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const plans: Each[] = [];
  const applies: Each[] = [];
  for (const { lines, isApplied } of SIZES) {
    const [greenvn, floor] = await folders(surroundings, lines);
    const size = lines.toLocaleString("en");
    const planned = await each(surroundings, lines, (env) => greenvn.plan(HERE, env));
    const peaks = [planned.peakMiB];
    plans.push(planned);
    figures.push(
      figure(`plan of ${size}, each`, "ms per resource", planned.wallMs, (await floor.plan(HERE)).wallMs / lines),
    );
    if (isApplied) {
      const applied = await each(surroundings, lines, (env) => greenvn.applyPlanned(THERE, [], env));
      peaks.push(applied.peakMiB);
      applies.push(applied);
      figures.push(
        figure(
          `apply of ${size} changes, each`,
          "ms per resource",
          applied.wallMs,
          (await floor.applyPlanned(THERE)).wallMs / lines,
        ),
      );
    } else peaks.push((await each(surroundings, lines, (env) => greenvn.plan(THERE, env))).peakMiB);
    figures.push(figure(`peak memory at ${size}, of 160 MiB`, "MiB", Math.max(...peaks), 160, { atMost: 1 }));
  }
  const grown = (name: string, [smaller, larger]: readonly (Each | undefined)[]): Figure => {
    if (smaller === undefined || larger === undefined) throw new Error("a size was not measured");
    return figure(name, "ms per resource", larger.providerMs, smaller.providerMs);
  };
  // Terraform's own share grows faster than the number of resources: this is the provider's.
  figures.push(
    grown("provider's CPU, plan: each of 1,000 by each of 100", plans.slice(0, 2)),
    grown("provider's CPU, plan: each of 10,000 by each of 1,000", plans.slice(1)),
  );
  figures.push(grown("provider's CPU, apply: each of 1,000 by each of 100", applies));
  return figures;
}

interface Each {
  readonly wallMs: number;
  /** CPU time of the provider's processes. */
  readonly providerMs: number;
  readonly peakMiB: number;
}

/** What a run takes for each of its resources, and the most memory that a provider process held. */
async function each(
  { temporary }: Surroundings,
  lines: number,
  run: (env: Readonly<Record<string, string>>) => Promise<Cost>,
): Promise<Each> {
  const cost = await telling(temporary, run);
  const { wallMs, processes } = cost;
  return {
    wallMs: wallMs / lines,
    providerMs: cpuMsOfAll(cost) / lines,
    peakMiB: Math.max(...processes.map(({ peakMiB }) => peakMiB)),
  };
}

/** The same lines as allocations and as Terraform's own `terraform_data`. */
async function folders(
  surroundings: Surroundings,
  lines: number,
): Promise<readonly [greenvn: TerraformFolder, floor: TerraformFolder]> {
  return [await openFolder(surroundings, "greenvn", lines), await openFolder(surroundings, "floor", lines)];
}

function changes(
  rounds: number,
  greenvn: TerraformFolder,
  floor: TerraformFolder,
  args: readonly string[] = [],
): Promise<readonly [Cost[], Cost[]]> {
  return backAndForth(
    rounds,
    (region) => greenvn.applyPlanned(region, args),
    (region) => floor.applyPlanned(region, args),
  );
}
