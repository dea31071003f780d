import type { Edges } from "../edges";
import type { Caller, Sender } from "./caller";

/** What every call works with. */
export interface CallContext<C extends Sender = Caller> {
  readonly accountSid: string;
  readonly caller: C;
  readonly edges: Edges;
  readonly stop: AbortSignal;
  readonly maxRepeats: number;
}
