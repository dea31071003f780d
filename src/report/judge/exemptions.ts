import { isE164, normalizeNumber } from "../../domain/phone-number";
import type { ResourceChange } from "../read/plan";
import type { Side } from "../read/side";
import type { Row } from "./row";
import type { Exemption } from "./rules";

/** The exemptions of a policy, as they meet the rows of some plans. */
export interface Exemptions {
  /** The first one that names the row's allocation, or null. */
  readonly exemptionOf: (row: Row) => Exemption | null;
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
  const matching = ({ change }: Row): Exemption[] =>
    byKey.size === 0
      ? []
      : keysOf(change.before)
          .flatMap((key) => byKey.get(key) ?? [])
          .filter((exemption) => isInPlace(exemption, change, stack));
  const matched = new Set(rows.flatMap(matching));
  return {
    exemptionOf: (row) => matching(row)[0] ?? null,
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

function keysOf(before: Side | null): string[] {
  return [before?.id, before?.greenvn_id, before?.green_vn].flatMap((value) =>
    typeof value === "string" ? [keyOf(value)] : [],
  );
}

/** One key for every form of a number that names its country. */
function keyOf(text: string): string {
  const number = normalizeNumber(text);
  return isE164(number) ? number : text;
}
