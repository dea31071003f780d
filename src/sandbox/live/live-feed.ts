import { type ServerResponse } from "node:http";
import { type AllocationView, CALLS_KEPT, type CallView, type LiveMessage } from "./live-view";

/** What a message is made of, asked for when it is written and not before. */
export interface LiveSource {
  readonly ids: () => Iterable<string>;
  /** Null for one that is no more. */
  readonly allocation: (id: string) => AllocationView | null;
  readonly calls: () => readonly CallView[];
  readonly rest: () => Pick<LiveMessage, "totals" | "pool" | "faults">;
}

/** Pages that may look at once: each of them costs a little of every call. */
export const MOST_READERS = 32;

/** Between two messages to one reader, so that many calls are one message. */
const PAUSE_MS = 200;

/** Of one message; a long list comes in several, and calls are answered between them. */
const ALLOCATIONS_AT_ONCE = 250;

/** Tells pages what happens, as server-sent events. */
export class LiveFeed {
  readonly #readers = new Set<Reader>();

  constructor(private readonly source: LiveSource) {}

  /** Takes the response for a reader, who stays until the connection ends. False where there are too many already. */
  open(response: ServerResponse): boolean {
    if (this.#readers.size >= MOST_READERS) return false;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    const reader = new Reader(response, this.source);
    this.#readers.add(reader);
    response.once("close", () => {
      reader.end();
      this.#readers.delete(reader);
    });
    return true;
  }

  call(call: CallView): void {
    for (const reader of this.#readers) reader.call(call);
  }

  allocation(id: string): void {
    for (const reader of this.#readers) reader.allocation(id);
  }

  /** Something else is another: the faults. */
  rest(): void {
    for (const reader of this.#readers) reader.wake();
  }

  beginAnew(): void {
    for (const reader of this.#readers) reader.begin();
  }
}

/**
 * One page. What it was not told yet is kept by what it is about, so that it never grows beyond what there is; nothing
 * is written while the connection is full, so that a page that does not read costs nothing.
 */
class Reader {
  #begin = true;
  #ids = new Set<string>();
  #calls = new Map<number, CallView>();
  #timer: NodeJS.Timeout | null = null;
  #nextMs = 0;

  constructor(
    private readonly response: ServerResponse,
    private readonly source: LiveSource,
  ) {
    response.on("drain", () => this.wake());
    this.begin();
  }

  begin(): void {
    this.#begin = true;
    this.#ids = new Set(this.source.ids());
    this.#calls = new Map(this.source.calls().map((call) => [call.seq, call]));
    this.wake();
  }

  call(call: CallView): void {
    this.#calls.set(call.seq, call);
    for (const seq of this.#calls.keys()) {
      if (this.#calls.size <= CALLS_KEPT) break;
      this.#calls.delete(seq);
    }
    this.wake();
  }

  allocation(id: string): void {
    this.#ids.add(id);
    this.wake();
  }

  wake(): void {
    if (this.#timer !== null || this.response.writableNeedDrain || this.response.destroyed) return;
    const waitMs = Math.max(0, this.#nextMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#write();
    }, waitMs);
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #write(): void {
    const ids = [...this.#ids].slice(0, ALLOCATIONS_AT_ONCE);
    const found = ids.map((id) => this.source.allocation(id));
    const message: LiveMessage = {
      begin: this.#begin,
      allocations: found.filter((allocation) => allocation !== null),
      gone: ids.filter((_id, place) => found[place] === null),
      calls: [...this.#calls.values()],
      ...this.source.rest(),
    };
    this.#begin = false;
    this.#calls.clear();
    for (const id of ids) this.#ids.delete(id);
    // The rest of a long list follows at once.
    this.#nextMs = performance.now() + (this.#ids.size > 0 ? 0 : PAUSE_MS);
    this.response.write(`data: ${JSON.stringify(message)}\n\n`);
    if (this.#ids.size > 0) this.wake();
  }
}
