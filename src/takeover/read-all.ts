import { deniesCredentials, type ExoBridge, type Failure } from "../exobridge";
import { type Listed } from "./list";
import { type Found, toldOf } from "./told";

/** How many are asked for at a time. The pace and the connections are the client's to limit. */
const AT_A_TIME = 16;

const LONGEST_CHECK_MS = 10_000;

export interface AllRead {
  readonly found: ReadonlyMap<string, Found>;
  /** What could not be read, and why: then nothing is said of the others either. */
  readonly failed: readonly { readonly listed: Listed; readonly failure: Failure }[];
  readonly wasStopped: boolean;
}

/**
 * Reads each allocation, which is free. A failure that every other would meet too ends it; what came back by then is
 * kept. `heard` is called for each that was read.
 */
export async function readAll(
  api: Pick<ExoBridge, "read" | "readSettings">,
  listed: readonly Listed[],
  known: ReadonlyMap<string, Found>,
  heard: (id: string, found: Found) => void,
  stop: AbortSignal,
): Promise<AllRead> {
  const found = new Map(listed.flatMap(({ id }) => (known.has(id) ? [[id, known.get(id) as Found] as const] : [])));
  const failed: { listed: Listed; failure: Failure }[] = [];
  const waiting = listed.filter(({ id }) => !found.has(id));
  let mayRead: Promise<boolean> | null = null;
  let isOver = false;
  const keep = (id: string, one: Found): void => {
    found.set(id, one);
    heard(id, one);
  };
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !isOver && !stop.aborted; next = waiting.shift()) {
      const outcome = await api.read(next.id, "untold");
      switch (outcome.kind) {
        case "found":
          keep(next.id, { kind: "live", told: toldOf(outcome.allocation) });
          break;
        case "gone":
          keep(next.id, { kind: "gone", why: outcome.isUnknownId === true ? "unknown" : "deallocated" });
          break;
        case "failed":
          // Either the account may read nothing, or this one is not its own: its settings tell which.
          if (isForbidden(outcome.failure)) {
            mayRead ??= api.readSettings(LONGEST_CHECK_MS).then(({ kind }) => kind === "read");
            if (await mayRead) {
              keep(next.id, { kind: "gone", why: "forbidden" });
              break;
            }
          }
          failed.push({ listed: next, failure: outcome.failure });
          isOver ||= concernsAll(outcome.failure);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return { found, failed, wasStopped: stop.aborted };
}

function isForbidden(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 403;
}

function concernsAll(failure: Failure): boolean {
  switch (failure.kind) {
    case "unreachable":
    case "no-answer":
    case "stopped":
      return true;
    case "refused":
      return deniesCredentials(failure) || failure.status === 403 || failure.status === 429 || failure.status >= 500;
    case "malformed":
      return false;
  }
}
