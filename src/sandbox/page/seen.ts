import { type AllocationView, CALLS_KEPT, type CallView, type LiveMessage, type NumberHeld } from "../live/live-view";

/** All that the page was told so far. */
export interface Seen {
  /** In the order of their creation. */
  readonly allocations: ReadonlyMap<string, AllocationView>;
  /** Newest first. */
  readonly calls: readonly CallView[];
  /** Null until the first message. */
  readonly rest: Pick<LiveMessage, "totals" | "pool" | "faults"> | null;
  /** When that was told: milliseconds since 1970. */
  readonly toldMs: number;
}

export const NOTHING_SEEN: Seen = { allocations: new Map(), calls: [], rest: null, toldMs: 0 };

/** What is seen after one more message. */
export function told(seen: Seen, message: LiveMessage, nowMs: number): Seen {
  const { begin, allocations, gone, calls, ...rest } = message;
  const before = begin ? NOTHING_SEEN : seen;
  return {
    allocations: allocations.length + gone.length === 0 ? before.allocations : merged(before, message),
    calls: calls.length === 0 ? before.calls : withCalls(before.calls, calls),
    rest,
    toldMs: nowMs,
  };
}

function merged({ allocations }: Seen, message: LiveMessage): ReadonlyMap<string, AllocationView> {
  const all = new Map(allocations);
  for (const allocation of message.allocations) all.set(allocation.greenvn_id, allocation);
  for (const id of message.gone) all.delete(id);
  return all;
}

function withCalls(known: readonly CallView[], calls: readonly CallView[]): readonly CallView[] {
  const bySeq = new Map([...known, ...calls].map((call) => [call.seq, call]));
  return [...bySeq.values()].sort((one, other) => other.seq - one.seq).slice(0, CALLS_KEPT);
}

/** A number that took another's place. */
export interface NumberChange {
  readonly allocation: AllocationView;
  readonly before: NumberHeld;
  readonly after: NumberHeld;
}

/** The latest change of each allocation's number, the newest of all first. */
export function latestChanges(allocations: Iterable<AllocationView>, most: number): readonly NumberChange[] {
  const changes: NumberChange[] = [];
  for (const allocation of allocations) {
    const change = changeOf(allocation);
    if (change !== null && change.after.since !== null) changes.push(change);
  }
  return changes.sort((one, other) => ((one.after.since ?? "") < (other.after.since ?? "") ? 1 : -1)).slice(0, most);
}

export function changeOf(allocation: AllocationView): NumberChange | null {
  const [before, after] = allocation.numbers.slice(-2);
  return before === undefined || after === undefined ? null : { allocation, before, after };
}

/** What came between two looks, as far as it is worth a word. */
export interface News {
  readonly created: readonly AllocationView[];
  readonly changed: readonly NumberChange[];
  /** Charged calls since then, and all of them. */
  readonly charged: number;
  readonly total: number;
}

/** Null where there is nothing to say: reads alone, or the first look. */
export function newsBetween(before: Seen, now: Seen): News | null {
  if (before.rest === null || now.rest === null) return null;
  const { charged: total } = now.rest.totals;
  const charged = total - before.rest.totals.charged;
  if (charged <= 0) return null;
  const touched = [...now.allocations.values()].filter(
    (allocation) => before.allocations.get(allocation.greenvn_id) !== allocation,
  );
  return {
    created: touched.filter(({ greenvn_id: id }) => !before.allocations.has(id)),
    changed: touched.flatMap((allocation) => {
      const former = before.allocations.get(allocation.greenvn_id);
      const change = changeOf(allocation);
      return former !== undefined && change !== null && former.green_vn !== allocation.green_vn ? [change] : [];
    }),
    charged,
    total,
  };
}

/** Those of which a name, a number or an id holds the text, newest first. */
export function found(allocations: Iterable<AllocationView>, text: string): readonly AllocationView[] {
  const wanted = text.trim().toLowerCase();
  return [...allocations]
    .filter(
      (allocation) =>
        wanted === "" ||
        [
          allocation.connection_id,
          allocation.greenvn_id,
          allocation.green_vn,
          allocation.region ?? "",
          ...allocation.numbers.map(({ number }) => number),
          ...allocation.aparties.first,
          ...allocation.bparties.first,
        ].some((field) => field.toLowerCase().includes(wanted)),
    )
    .reverse();
}

/** The numbers in a text as `+91******7365`. */
export type Show = (text: string) => string;
