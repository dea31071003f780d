import type { ChargedCall, ChargedOperation } from "../../rules/charged-calls";

/** A number of charged calls: exact, or at most so many. */
export interface Count {
  readonly calls: number;
  readonly exact: boolean;
}

export interface Charges {
  readonly total: Count;
  readonly by: Readonly<Record<ChargedOperation, Count>>;
}

/** The endpoint that each charged call goes to, below `/v1/tenants/SID`. */
export const ENDPOINTS: Readonly<Record<ChargedOperation, string>> = {
  create: "POST /greenvn",
  vn: "PUT /greenvn/ID/vn",
  "call-party": "PUT /greenvn/ID/call-party",
};

/** All calls together, worst case: a call that may or may not be made is counted as made. */
export function chargesOf(calls: readonly ChargedCall[]): Charges {
  const count = (counted: readonly ChargedCall[]): Count => ({
    calls: counted.length,
    exact: counted.every((call) => call.certainty === "exact"),
  });
  const of = (operation: ChargedOperation) => count(calls.filter((call) => call.operation === operation));
  return { total: count(calls), by: { create: of("create"), vn: of("vn"), "call-party": of("call-party") } };
}
