import type { Edges } from "../edges";
import type { Failure, Landed, ReadOutcome, RemoteAllocation } from "../types";
import { stopped } from "./failures";

/** When to look after a lost answer, in milliseconds since it was lost: what lands late is seen by the last one. */
export const LOOK_AT_MS = [500, 1500, 3200] as const;

export type Looked =
  /** `settled`: the last look of all got through, so that "no" may be taken for not carried out. */
  | { readonly kind: "seen"; readonly landed: Landed; readonly seen?: RemoteAllocation; readonly settled: boolean }
  /** No look got through. */
  | { readonly kind: "blind"; readonly failure: Failure };

export interface LookParts {
  /** Reads once; `isLast`: repeats what fails as any read does. */
  readonly read: (isLast: boolean) => Promise<ReadOutcome>;
  readonly landed: (seen: RemoteAllocation) => Landed;
  readonly stop: AbortSignal;
  readonly sleep: Edges["sleep"];
}

/**
 * Looks whether a write whose answer was lost was carried out: several times, until it is seen to be or time is up.
 * After a stop no look is begun: in the two seconds that are left then, the answer to Terraform matters more.
 */
export async function look({ read, landed, stop, sleep }: LookParts): Promise<Looked> {
  let latest: Looked | null = null;
  let waitedMs = 0;
  for (const atMs of LOOK_AT_MS) {
    await sleep(atMs - waitedMs, stop);
    waitedMs = atMs;
    if (stop.aborted) return latest ?? { kind: "blind", failure: stopped() };
    const isLast = atMs === LOOK_AT_MS.at(-1);
    latest = merge(latest, judge(await read(isLast), landed), isLast && !stop.aborted);
    if (isLast || (latest.kind === "seen" && latest.landed === "yes")) return latest;
  }
  throw new Error("a look without a last look");
}

function judge(outcome: ReadOutcome, landed: (seen: RemoteAllocation) => Landed): Looked {
  switch (outcome.kind) {
    case "found":
      return { kind: "seen", landed: landed(outcome.allocation), seen: outcome.allocation, settled: false };
    case "gone":
      return outcome.allocation === undefined
        ? { kind: "seen", landed: "can-not-tell", settled: false }
        : { kind: "seen", landed: landed(outcome.allocation), seen: outcome.allocation, settled: false };
    case "failed":
      return { kind: "blind", failure: outcome.failure };
  }
}

/** A look that failed takes nothing away from what an earlier one saw. */
function merge(earlier: Looked | null, latest: Looked, isFinal: boolean): Looked {
  if (latest.kind === "seen") return { ...latest, settled: isFinal };
  return earlier?.kind === "seen" ? { ...earlier, settled: false } : latest;
}
