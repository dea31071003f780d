import { type Operation } from "../messages/operation";

/** A call that was carried out and is charged as one allocation. */
export interface Charge {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly operation: "create" | "vn" | "call-party";
  readonly path: string;
  readonly greenvn_id: string;
  readonly connection_id: string;
  /** The body as received, its PINs masked; null where the request had none. */
  readonly request: unknown;
  readonly number_before: string | null;
  readonly number_after: string;
}

/** A request as the sandbox saw it, whatever became of it. */
export interface LoggedRequest {
  readonly seq: number;
  readonly time: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly operation: Operation | null;
  readonly greenvn_id: string | null;
  readonly connection_id: string | null;
  /** The HTTP status that was sent; null where none was. */
  readonly status: number | null;
  /** Whether it was carried out and charged, be it after the answer. */
  readonly charged: boolean;
  /** The kind of the fault that met it. */
  readonly fault: string | null;
}

export interface LedgerView {
  readonly charges: readonly Charge[];
  readonly requests: readonly LoggedRequest[];
  /** Charged calls by endpoint, and all of them. */
  readonly totals: {
    readonly create: number;
    readonly vn: number;
    readonly call_party: number;
    readonly charged: number;
  };
}

/** What is charged, and what was asked. Neither holds a token, an Authorization header or a PIN. */
export class Ledger {
  readonly #requests: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] }[] = [];
  readonly #charges: Charge[];
  readonly #count: Record<Charge["operation"], number> = { create: 0, vn: 0, "call-party": 0 };

  constructor(charges: readonly Charge[]) {
    this.#charges = [...charges];
    for (const { operation } of charges) this.#count[operation] += 1;
  }

  charge(entry: Omit<Charge, "seq">): Charge {
    const charge = { seq: this.#charges.length + 1, ...entry, request: maskPins(entry.request) };
    this.#charges.push(charge);
    this.#count[charge.operation] += 1;
    return charge;
  }

  /** Enters a request on its arrival; what is known later is told through the answered function. */
  request(
    entry: Pick<LoggedRequest, "time" | "method" | "path" | "operation" | "greenvn_id" | "connection_id">,
  ): (later: Partial<Pick<LoggedRequest, "status" | "charged" | "fault" | "greenvn_id" | "connection_id">>) => void {
    const logged = { seq: this.#requests.length + 1, ...entry, status: null, charged: false, fault: null };
    this.#requests.push(logged);
    return (later) => void Object.assign(logged, later);
  }

  charges(): readonly Charge[] {
    return this.#charges;
  }

  /** A copy: what happens later does not change it. */
  view(): LedgerView {
    return {
      charges: [...this.#charges],
      requests: this.#requests.map((request) => ({ ...request })),
      totals: this.totals(),
    };
  }

  totals(): LedgerView["totals"] {
    const { create, vn, "call-party": callParty } = this.#count;
    return { create, vn, call_party: callParty, charged: this.#charges.length };
  }
}

function maskPins(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body ?? null;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      /_pins$/.test(name) && Array.isArray(value) ? value.map(() => "***") : (value as unknown),
    ]),
  );
}
