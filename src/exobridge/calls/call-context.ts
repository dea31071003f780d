import type { Edges } from "../edges";
import type { Caller } from "./caller";

/** What every call works with. */
export interface CallContext {
  readonly accountSid: string;
  readonly caller: Caller;
  readonly edges: Edges;
  readonly stop: AbortSignal;
  readonly maxRepeats: number;
}
