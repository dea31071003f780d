import type { Loss } from "./loss";
import type { Row } from "./row";

/**
 * What can not be had back first, then other ends, then what is charged, then what is harmless; within these as the
 * plans have it.
 */
export function worstFirst(rows: readonly Row[]): Row[] {
  return rows
    .map((row, index) => ({ row, index, stake: stakeOf(row) }))
    .sort((one, other) => one.stake - other.stake || one.index - other.index)
    .map(({ row }) => row);
}

const STAKES: Readonly<Record<Loss["kind"], number>> = { unproven: 0, released: 1, number: 2, id: 3, abandoned: 4 };

/** The less, the more a reviewer stands to lose by overlooking the row. */
function stakeOf({ losses: [worst], action, calls }: Row): number {
  if (worst !== undefined) return STAKES[worst.kind];
  if (action.kind === "delete" || action.kind === "forget") return 5;
  return calls.length > 0 ? 6 : 7;
}
