import { createHash } from "node:crypto";
import { type Allocation, type CreateOrder, type PartiesOrder, type Wish } from "./allocation";
import { type AnswerStyle } from "./answer-style";
import { clash } from "./body-checks";
import { Numbering, type Stock } from "./numbering";
import { Pool } from "./pool";
import { type Refusal, refuse } from "./refusal";

/** What survives a restart of the tenant. */
export interface TenantRecord {
  /** What ids and numbers are derived from. */
  readonly seed: string;
  /** How many ids were given out. */
  readonly issued: number;
  readonly allocations: readonly Allocation[];
  /** Every number that was ever granted. */
  readonly spent: readonly string[];
}

/** An operation that was carried out. `before` is the number in force until then; null where there was none. */
export interface Done {
  readonly kind: "done";
  readonly allocation: Allocation;
  readonly before: string | null;
}

/** A change that somebody made elsewhere: in the dashboard, or by another client. */
export type ChangeByHand = Partial<Omit<Allocation, "greenvnId" | "deallocatedAtMs">> & {
  readonly state?: "active" | "vault";
};

export interface TenantOptions {
  readonly record: TenantRecord;
  /** Numbers for each region and type. */
  readonly poolSize: number;
  readonly nowMs: () => number;
  /** How long a deallocated allocation is still known, and what is answered after that. */
  readonly style: () => AnswerStyle;
}

/** The allocations of one account and the rules by which they come, change and go. Knows nothing of HTTP. */
export class Tenant {
  readonly #allocations: Map<string, Allocation>;
  /** Ids of active allocations by their connection id. */
  readonly #connections = new Map<string, string>();
  readonly #numbering: Numbering;
  readonly #pool: Pool;
  #issued: number;

  constructor(private readonly options: TenantOptions) {
    const { record, poolSize } = options;
    this.#numbering = new Numbering(record.seed);
    this.#pool = new Pool(this.#numbering, poolSize, record.spent);
    this.#allocations = new Map(record.allocations.map((allocation) => [allocation.greenvnId, allocation]));
    for (const allocation of record.allocations)
      if (allocation.deallocatedAtMs === null) this.#connections.set(allocation.connectionId, allocation.greenvnId);
    this.#issued = record.issued;
  }

  create(order: CreateOrder): Done | Refusal {
    const holder = this.#connections.get(order.connectionId);
    if (holder !== undefined && this.#current(holder)?.deallocatedAtMs === null)
      return refuse(18, "an allocation exists for this connection id");
    const greenVn = this.#pool.choose(order.wish, null);
    if (greenVn === null) return NO_FREE_NUMBER;
    const { wish: _wish, durationS, ...mapping } = order;
    const deallocateAtMs = this.options.nowMs() + durationS * 1_000;
    return this.#keep({ ...mapping, greenvnId: this.#newId(), greenVn, deallocateAtMs, deallocatedAtMs: null }, null);
  }

  /** An allocation that is cooling off can still be read. */
  read(greenvnId: string): Done | Refusal {
    const allocation = this.#known(greenvnId);
    return "kind" in allocation ? allocation : { kind: "done", allocation, before: allocation.greenVn };
  }

  changeVn(greenvnId: string, wish: Wish): Done | Refusal {
    const allocation = this.active(greenvnId);
    if ("kind" in allocation) return allocation;
    const greenVn = this.#pool.choose(wish, allocation.greenVn);
    return greenVn === null ? NO_FREE_NUMBER : this.#keep({ ...allocation, greenVn }, allocation.greenVn);
  }

  changeParties(greenvnId: string, order: PartiesOrder): Done | Refusal {
    const allocation = this.active(greenvnId);
    if ("kind" in allocation) return allocation;
    const changed = { ...allocation, ...order };
    return clash(changed) ?? this.#keep(changed, allocation.greenVn);
  }

  deallocate(greenvnId: string): Done | Refusal {
    const allocation = this.active(greenvnId);
    if ("kind" in allocation) return allocation;
    return this.#keep({ ...allocation, deallocatedAtMs: this.options.nowMs() }, allocation.greenVn);
  }

  /** The allocation if it may still be changed: 404/1 for an unknown id, 410/22 for a deallocated one. */
  active(greenvnId: string): Allocation | Refusal {
    const allocation = this.#known(greenvnId);
    return "kind" in allocation || allocation.deallocatedAtMs === null ? allocation : DELETED;
  }

  /** The connection id of an allocation, whatever became of it. */
  connectionOf(greenvnId: string): string | null {
    return this.#allocations.get(greenvnId)?.connectionId ?? null;
  }

  /** The id of another allocation than this one, if there is any. */
  anotherThan(greenvnId: string): Allocation | null {
    for (const allocation of this.#allocations.values()) if (allocation.greenvnId !== greenvnId) return allocation;
    return null;
  }

  allocations(): readonly Allocation[] {
    return [...this.#allocations.keys()].flatMap((id) => this.#current(id) ?? []);
  }

  /** In the order of their creation. */
  ids(): readonly string[] {
    return [...this.#allocations.keys()];
  }

  /** Null where there is none, or none any more. */
  find(greenvnId: string): Allocation | null {
    return this.#current(greenvnId);
  }

  /** The stock that a number comes from; null for one of another's. */
  stockOf(number: string): Stock | null {
    return this.#numbering.placeOf(number)?.stock ?? null;
  }

  levelOf(stock: Stock): { readonly size: number; readonly free: number } {
    return this.#pool.levelOf(stock);
  }

  freeNumbers(stock: Stock, count: number): readonly string[] {
    return this.#pool.free(stock, count);
  }

  changeByHand(greenvnId: string, change: ChangeByHand): Done | Refusal {
    const allocation = this.#current(greenvnId);
    if (!allocation) return NOT_FOUND;
    const { state, ...fields } = change;
    const deallocatedAtMs =
      state === undefined ? allocation.deallocatedAtMs : state === "active" ? null : this.options.nowMs();
    return this.#keep({ ...allocation, ...fields, deallocatedAtMs }, allocation.greenVn);
  }

  /** As if it had never been: its number stays spent. */
  drop(greenvnId: string): boolean {
    const allocation = this.#allocations.get(greenvnId);
    if (allocation) this.#release(allocation);
    return this.#allocations.delete(greenvnId);
  }

  record(): TenantRecord {
    return {
      seed: this.options.record.seed,
      issued: this.#issued,
      allocations: this.allocations(),
      spent: this.#pool.spent(),
    };
  }

  #known(greenvnId: string): Allocation | Refusal {
    const allocation = this.#current(greenvnId);
    if (!allocation) return NOT_FOUND;
    const { cooling_ms: coolingMs, gone } = this.options.style();
    const cooled =
      allocation.deallocatedAtMs !== null &&
      coolingMs !== null &&
      this.options.nowMs() >= allocation.deallocatedAtMs + coolingMs;
    if (!cooled) return allocation;
    return gone === 404 ? NOT_FOUND : DELETED;
  }

  // Policies are applied when somebody looks: no timer has to live for 170 days.
  #current(greenvnId: string): Allocation | null {
    const allocation = this.#allocations.get(greenvnId);
    if (!allocation) return null;
    if (allocation.deallocatedAtMs !== null || this.options.nowMs() < allocation.deallocateAtMs) return allocation;
    return this.#keep({ ...allocation, deallocatedAtMs: allocation.deallocateAtMs }, allocation.greenVn).allocation;
  }

  #keep(allocation: Allocation, before: string | null): Done {
    const former = this.#allocations.get(allocation.greenvnId);
    if (former) this.#release(former);
    this.#pool.spend(allocation.greenVn);
    this.#allocations.set(allocation.greenvnId, allocation);
    if (allocation.deallocatedAtMs === null) this.#connections.set(allocation.connectionId, allocation.greenvnId);
    return { kind: "done", allocation, before };
  }

  #release(allocation: Allocation): void {
    if (this.#connections.get(allocation.connectionId) === allocation.greenvnId)
      this.#connections.delete(allocation.connectionId);
  }

  #newId(): string {
    this.#issued += 1;
    return idOf(`${this.options.record.seed}:${this.#issued}`);
  }
}

const NOT_FOUND = refuse(1, "GreenVN not found");
const DELETED = refuse(22, "this GreenVN is already deleted");
const NO_FREE_NUMBER = refuse(4, "no free GreenVN can be allocated");

/** An id in the form of a UUID, the same for the same text. */
export function idOf(text: string): string {
  const hex = createHash("sha256").update(`greenvn:${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
