import type { ChargedCall, ChargedOperation } from "../../rules/charged-calls";
import type { Price } from "./rules";

/** A number of charged calls: exact, or at most so many. */
export interface Count {
  readonly calls: number;
  readonly exact: boolean;
  /** What they cost by the price list, such as `48.00 INR`; null where there is none. */
  readonly money: string | null;
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
export function chargesOf(calls: readonly ChargedCall[], price: Price | null = null): Charges {
  const count = (counted: readonly ChargedCall[]): Count => ({
    calls: counted.length,
    exact: counted.every((call) => call.certainty === "exact"),
    money: price === null ? null : costOf(counted.length, price),
  });
  const of = (operation: ChargedOperation) => count(calls.filter((call) => call.operation === operation));
  return { total: count(calls), by: { create: of("create"), vn: of("vn"), "call-party": of("call-party") } };
}

/** So many calls at a price, to the last digit: `4` at `12.5` is `50.00 INR`. */
export function costOf(calls: number, { perCall, currency }: Price): string {
  const [whole = "0", fraction = ""] = perCall.split(".");
  const places = Math.max(2, fraction.length);
  const digits = (BigInt(whole + fraction.padEnd(places, "0")) * BigInt(calls)).toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)} ${currency}`;
}
