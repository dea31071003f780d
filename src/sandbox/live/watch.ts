import { type ServerResponse } from "node:http";
import { type Charge } from "../api/ledger";
import { type Service } from "../api/service";
import { type Allocation } from "../core/allocation";
import { STOCKS } from "../core/numbering";
import { type FaultInForce } from "../faults/fault-rule";
import { LiveFeed } from "./live-feed";
import { type AllocationView, type Parties } from "./live-view";
import { NumberHistory } from "./number-history";
import { type HearCall, RecentCalls } from "./recent-calls";

export interface WatchOptions {
  readonly service: () => Service;
  readonly faults: () => readonly FaultInForce[];
  readonly nowMs: () => number;
  readonly hear: HearCall;
}

/** How many numbers of one side are shown. */
const PARTIES_SHOWN = 20;

/** What is seen of a running sandbox: its calls as they come, and each allocation with its numbers and their price. */
export class Watch {
  readonly #feed: LiveFeed;
  #calls: RecentCalls;
  #history: NumberHistory;

  constructor(private readonly options: WatchOptions) {
    this.#calls = this.#newCalls();
    this.#history = new NumberHistory(options.service().ledger.charges());
    this.#feed = new LiveFeed({
      ids: () => this.#tenant.ids(),
      allocation: (id) => this.#allocation(id),
      calls: () => this.#calls.latest(),
      rest: () => ({
        totals: { ...options.service().ledger.totals(), requests: this.#calls.count },
        pool: STOCKS.map((stock) => ({ ...stock, ...this.#tenant.levelOf(stock) })),
        faults: options.faults(),
      }),
    });
  }

  /** As `LiveFeed.open`. */
  open(response: ServerResponse): boolean {
    return this.#feed.open(response);
  }

  call(...arrived: Parameters<RecentCalls["enter"]>): ReturnType<RecentCalls["enter"]> {
    return this.#calls.enter(...arrived);
  }

  charged(charge: Charge): void {
    this.#history.charged(charge);
  }

  changed(greenvnId: string): void {
    this.#feed.allocation(greenvnId);
  }

  changedByHand(greenvnId: string): void {
    const allocation = this.#tenant.find(greenvnId);
    if (allocation) this.#history.changedByHand(greenvnId, allocation.greenVn, this.options.service().time());
    this.#feed.allocation(greenvnId);
  }

  faultsSet(): void {
    this.#feed.rest();
  }

  /** After a reset. */
  beginAnew(): void {
    this.#calls = this.#newCalls();
    this.#history = new NumberHistory(this.options.service().ledger.charges());
    this.#feed.beginAnew();
  }

  get #tenant(): Service["tenant"] {
    return this.options.service().tenant;
  }

  #newCalls(): RecentCalls {
    const calls: RecentCalls = new RecentCalls(this.options.nowMs, (call, step) => {
      // A call that outlived a reset is nobody's any more.
      if (calls === this.#calls) this.#feed.call(call);
      this.options.hear(call, step);
    });
    return calls;
  }

  #allocation(greenvnId: string): AllocationView | null {
    const allocation = this.#tenant.find(greenvnId);
    if (!allocation) return null;
    const stock = this.#tenant.stockOf(allocation.greenVn);
    return {
      ...described(allocation),
      region: stock?.region ?? null,
      number_type: stock?.type ?? null,
      ...this.#history.of(greenvnId, allocation.greenVn),
    };
  }
}

type Described = Omit<AllocationView, "region" | "number_type" | "numbers" | "earlier" | "charges">;

function described(allocation: Allocation): Described {
  return {
    greenvn_id: allocation.greenvnId,
    connection_id: allocation.connectionId,
    green_vn: allocation.greenVn,
    aparties: parties(allocation.apartyNumbers),
    bparties: parties(allocation.bpartyNumbers),
    usage: allocation.usage,
    state: allocation.deallocatedAtMs === null ? "active" : "vault",
    deallocate_at: new Date(allocation.deallocateAtMs).toISOString(),
  };
}

function parties(numbers: readonly string[]): Parties {
  return { first: numbers.slice(0, PARTIES_SHOWN), count: numbers.length };
}
