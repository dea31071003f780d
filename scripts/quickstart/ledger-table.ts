import type { LedgerView } from "../../src/sandbox";

const CALLS = {
  create: "POST /greenvn",
  vn: "PUT  /greenvn/ID/vn",
  "call-party": "PUT  /greenvn/ID/call-party",
} as const;

/** The charged calls, a line each, and their sum. */
export function ledgerTable({ charges, totals }: LedgerView): string {
  const rows = charges.map(({ operation, greenvn_id, number_before, number_after }) => {
    return `  ${CALLS[operation].padEnd(28)} ${greenvn_id}   ${number_before ?? "no number"} -> ${number_after}`;
  });
  return [...rows, `  charged calls: ${totals.charged}`].join("\n");
}
