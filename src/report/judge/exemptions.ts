import { isE164, normalizeNumber } from "../../domain/phone-number";
import type { ResourceChange } from "../read/plan";
import type { Side } from "../read/side";
import type { Row } from "./row";
import type { Exemption, RowRule } from "./rules";

/** The exemptions of a policy, as they meet the rows of some plans. */
export interface Exemptions {
  /** The first one that names the allocation which a rule would keep from what a row does to it, or null. */
  readonly exemptionOf: (row: Row, rule: RowRule) => Exemption | null;
  /** Those that name the allocation of none of the rows. */
  readonly unmatched: readonly Exemption[];
}

/**
 * An exemption names an allocation, by its id or by the number that it holds before the plan, and never a mere address:
 * whatever is moved there would be exempt, too.
 */
export function exemptionsOver(
  rows: readonly Row[],
  exemptions: readonly Exemption[],
  stack: string | null,
): Exemptions {
  const byKey = new Map<string, Exemption[]>();
  for (const exemption of exemptions) {
    const key = keyOf(exemption.id);
    byKey.set(key, [...(byKey.get(key) ?? []), exemption]);
  }
  const matching = (row: Row, rule: RowRule): Exemption[] =>
    byKey.size === 0
      ? []
      : keysOf(row, rule)
          .flatMap((key) => byKey.get(key) ?? [])
          .filter((exemption) => isInPlace(exemption, row.change, stack));
  const matched = new Set(rows.flatMap((row) => [...matching(row, "delete"), ...matching(row, "number-change")]));
  return {
    exemptionOf: (row, rule) => matching(row, rule)[0] ?? null,
    unmatched: exemptions.filter((exemption) => !matched.has(exemption)),
  };
}

function isInPlace(exemption: Exemption, change: ResourceChange, stack: string | null): boolean {
  const { address } = exemption;
  return (
    (address === undefined || address === change.address || address === change.previousAddress) &&
    (exemption.stack === undefined || exemption.stack === stack)
  );
}

/** An assignment may take one allocation's place by another: the number that goes is not that of the one before. */
function keysOf({ change: { before }, asked }: Row, rule: RowRule): string[] {
  const names = rule === "number-change" ? [asked.id, ...namesIn(asked.held)] : namesIn(before);
  return names.flatMap((value) => (typeof value === "string" ? [keyOf(value)] : []));
}

function namesIn(side: Side | null): readonly unknown[] {
  return [side?.id, side?.greenvn_id, side?.green_vn];
}

/** One key for every form of a number that names its country. */
function keyOf(text: string): string {
  const number = normalizeNumber(text);
  return isE164(number) ? number : text;
}
