import { type Figure, figure, median } from "./figure";
import type { Cost } from "./measure";
import { type Region, REGIONS } from "./terraform-folder";

const [HERE, THERE] = REGIONS;

export function wallAndCpu(
  name: string,
  [ours, against]: readonly [readonly Cost[], readonly Cost[]],
  target?: Figure["target"],
): readonly Figure[] {
  const of = (costs: readonly Cost[], kind: keyof Cost): number => median(costs.map((cost) => cost[kind])) / 1000;
  return [
    figure(name, "s", of(ours, "wallMs"), of(against, "wallMs"), target),
    figure(`${name}, CPU`, "s of CPU", of(ours, "cpuMs"), of(against, "cpuMs")),
  ];
}

/** There and back again, so that a folder is left as it was found. */
export async function backAndForth<T>(
  rounds: number,
  ours: (region: Region) => Promise<T>,
  against: (region: Region) => Promise<T>,
): Promise<readonly [T[], T[]]> {
  const [a, b]: [T[], T[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const region of [THERE, HERE]) {
      a.push(await ours(region));
      b.push(await against(region));
    }
  }
  return [a, b];
}

/** A B A B: what else the machine does weighs on all alike. The first round is thrown away. */
export async function inTurns<const T extends readonly (() => Promise<unknown>)[]>(
  rounds: number,
  ...measures: T
): Promise<{ -readonly [K in keyof T]: Awaited<ReturnType<T[K]>>[] }> {
  const results = measures.map((): unknown[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      if (round >= 0) results[index]?.push(result);
    }
  }
  return results as { -readonly [K in keyof T]: Awaited<ReturnType<T[K]>>[] };
}
