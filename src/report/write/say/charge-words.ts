import type { ChargedCall } from "../../../rules/charged-calls";
import { type Charges, chargesOf, type Count, ENDPOINTS } from "../../judge/charges";
import type { ChargesContent } from "./content";

const OPERATIONS = ["create", "vn", "call-party"] as const;

/** `3`, or `at most 3` where some of the calls may turn out not to be made. */
export function countWords(count: Count): string {
  return count.exact ? String(count.calls) : `at most ${count.calls}`;
}

/** `3`; with a price list `at most 4 calls, 48.00 INR`. */
export function totalWords({ total }: Charges): string {
  if (total.money === null || total.calls === 0) return countWords(total);
  return `${countWords(total)} ${total.calls === 1 ? "call" : "calls"}, ${total.money}`;
}

/** `1 vn`, `at most 1 call-party`, `none`. */
export function callWords(calls: readonly ChargedCall[]): string {
  if (calls.length === 0) return "none";
  const { by } = chargesOf(calls);
  return (["create", "call-party", "vn"] as const)
    .flatMap((operation) => (by[operation].calls === 0 ? [] : [`${countWords(by[operation])} ${operation}`]))
    .join(", ");
}

/** All calls by endpoint, also those that none is made to: nothing where there is none at all. */
export function chargesContent(charges: Charges): ChargesContent {
  return {
    total: charges.total.calls === 0 ? "none of GreenVN's" : totalWords(charges),
    priced: charges.total.money !== null,
    byEndpoint:
      charges.total.calls === 0
        ? []
        : OPERATIONS.map((operation) => ({
            endpoint: ENDPOINTS[operation],
            calls: countWords(charges.by[operation]),
            money: charges.by[operation].money,
          })),
  };
}
