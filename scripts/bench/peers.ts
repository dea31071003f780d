import type { Layout, Peer } from "./configuration";
import { type Figure, figure, median, type Target } from "./figure";
import { backAndForth, inTurns, wallAndCpu } from "./rounds";
import { handshakeMs, handshakeOf } from "./start-up";
import {
  openFolder,
  type ProviderCost,
  REGIONS,
  type Surroundings,
  tellingProvider,
  type TerraformFolder,
} from "./terraform-folder";

const [HERE] = REGIONS;

interface Size {
  readonly lines: number;
  readonly layout: Layout;
  readonly planRounds: number;
  readonly planTarget: Target;
  /** None: Terraform writes its whole state after each change, which is what an apply of thousands measures. */
  readonly apply?: { readonly rounds: number; readonly target: Target };
}

/** Ratios to the first provider that is named. */
const SIZES: readonly Size[] = [
  {
    lines: 1,
    layout: "each",
    planRounds: 15,
    planTarget: { atMost: 1.25 },
    apply: { rounds: 8, target: { atMost: 1.25 } },
  },
  {
    lines: 300,
    layout: "each",
    planRounds: 5,
    planTarget: { atMost: 0.45 },
    apply: { rounds: 2, target: { atMost: 0.9 } },
  },
  { lines: 1000, layout: "each", planRounds: 3, planTarget: { atMost: 0.45 } },
  { lines: 1000, layout: "count", planRounds: 3, planTarget: { atMost: 0.45 } },
];

/** Against what a user would otherwise run, and the floor beside both. */
export async function againstPeers(
  surroundings: Surroundings,
  rounds: (usual: number) => number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const peer of surroundings.peers) {
    const [ours, theirs] = await inTurns(rounds(31), handshakeMs, () => handshakeOf(peer.executable, []));
    figures.push(figure(`start to handshake, to ${peer.name}`, "ms", median(ours), median(theirs)));
    for (const size of SIZES) figures.push(...(await ofSize(surroundings, rounds, peer, size)));
  }
  return figures;
}

async function ofSize(
  surroundings: Surroundings,
  rounds: (usual: number) => number,
  peer: Peer,
  { lines, layout, planRounds, planTarget, apply }: Size,
): Promise<readonly Figure[]> {
  const of = (subject: "greenvn" | "floor" | Peer): Promise<TerraformFolder> =>
    openFolder(surroundings, subject, lines, layout, `to-${peer.name}-`);
  const [greenvn, theirs, floor] = [await of("greenvn"), await of(peer), await of("floor")];
  const what = `${lines.toLocaleString("en")}${layout === "count" ? " by count" : ""}`;
  const [ours, others, built] = await inTurns(
    rounds(planRounds),
    () => greenvn.plan(HERE),
    () => theirs.plan(HERE),
    () => floor.plan(HERE),
  );
  const figures = [
    ...wallAndCpu(`plan of ${what}, to ${peer.name}`, [ours, others], planTarget),
    ...wallAndCpu(`plan of ${what}, floor to ${peer.name}`, [built, others]),
  ];
  const noted = async (runs: "plans" | "applies") =>
    [await tellingProvider(surroundings, greenvn, runs), await tellingProvider(surroundings, theirs, runs)] as const;
  const each = (costs: readonly ProviderCost[] = []): number => median(costs.map(({ cpuMs }) => cpuMs)) / lines;
  const alone = (name: string, [ours, theirs]: readonly (readonly ProviderCost[])[], target?: Target): Figure =>
    figure(`${name}, provider's own CPU, to ${peer.name}`, "ms per resource", each(ours), each(theirs), target);
  const [oursPlans, theirPlans] = await noted("plans");
  const plansAlone = await inTurns(
    Math.ceil(rounds(planRounds) / 2),
    () => oursPlans.plan(HERE),
    () => theirPlans.plan(HERE),
  );
  figures.push(alone(`plan of ${what}`, plansAlone, lines === 1000 ? { atMost: 0.5 } : undefined));
  if (apply === undefined) return figures;
  const applies = await backAndForth(
    rounds(apply.rounds),
    (region) => greenvn.applyPlanned(region),
    (region) => theirs.applyPlanned(region),
  );
  // After the others: the copies begin with the numbers that those left.
  const [oursApplies, theirApplies] = await noted("applies");
  const appliesAlone = await backAndForth(
    Math.ceil(rounds(apply.rounds) / 2),
    (region) => oursApplies.applyPlanned(region),
    (region) => theirApplies.applyPlanned(region),
  );
  return [
    ...figures,
    ...wallAndCpu(`apply of ${what} changes, to ${peer.name}`, applies, apply.target),
    alone(`apply of ${what} changes`, appliesAlone),
  ];
}
