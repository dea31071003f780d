import { type LoggedRequest } from "../api/ledger";
import { CALLS_KEPT, type CallView } from "./live-view";

/** What is learnt of a call after its arrival; a `status`, be it null for an answer that was lost, ends it. */
export type Learnt = Partial<
  Pick<CallView, "status" | "charged" | "fault" | "greenvn_id" | "connection_id" | "number_before" | "number_after">
>;

/** `landed`: carried out after its answer. */
export type CallStep = "arrived" | "under way" | "answered" | "landed";

export type HearCall = (call: CallView, step: CallStep) => void;

/** The latest calls, as many as anybody is shown. */
export class RecentCalls {
  readonly #calls = new Map<number, CallView>();
  #count = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly hear: HearCall,
  ) {}

  /** Oldest first. */
  latest(): readonly CallView[] {
    return [...this.#calls.values()];
  }

  /** How many there were in all. */
  get count(): number {
    return this.#count;
  }

  /** Enters a call on its arrival; what is known later is told through the answered function. */
  enter(
    arrived: Pick<LoggedRequest, "time" | "method" | "path" | "operation" | "greenvn_id" | "connection_id">,
  ): (learnt: Learnt) => void {
    const arrivedMs = this.nowMs();
    this.#count += 1;
    let call: CallView = {
      seq: this.#count,
      ...arrived,
      status: null,
      charged: false,
      fault: null,
      answered: false,
      took_ms: null,
      number_before: null,
      number_after: null,
    };
    this.#keep(call, "arrived");
    return (learnt) => {
      const step = call.answered ? "landed" : "status" in learnt ? "answered" : "under way";
      const answer = step === "answered" ? { answered: true, took_ms: this.nowMs() - arrivedMs } : {};
      call = { ...call, ...learnt, ...answer };
      this.#keep(call, step);
    };
  }

  #keep(call: CallView, step: CallStep): void {
    if (step === "arrived" || this.#calls.has(call.seq)) this.#calls.set(call.seq, call);
    for (const seq of this.#calls.keys()) {
      if (this.#calls.size <= CALLS_KEPT) break;
      this.#calls.delete(seq);
    }
    this.hear(call, step);
  }
}
