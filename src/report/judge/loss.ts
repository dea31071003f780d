import type { ChargedCall } from "../../rules/charged-calls";
import type { Fate } from "./fate";

/** What can not be had back once a row is applied, or what nobody keeps from then on. The worst stands first. */
export type Loss =
  /** What becomes of it can't be proven from the plan. */
  | { readonly kind: "unproven" }
  /** The allocation is deallocated: id and number are gone for good. */
  | { readonly kind: "released" }
  /** The number in force is given up for another one, the allocation stays; not `certain` where that may not happen. */
  | { readonly kind: "number"; readonly certain: boolean }
  /** Another id stands at this address from then on; the allocation that had been there lives on elsewhere. */
  | { readonly kind: "id" }
  /** The allocation lives on and bills, and nobody here deletes it. */
  | { readonly kind: "abandoned" };

/** What a row gives up; `losesId`: whether another id in its place is a loss. */
export function lossesOf(row: {
  readonly fate: Fate;
  readonly calls: readonly ChargedCall[];
  readonly losesId: boolean;
}): readonly Loss[] {
  return [...ofFate(row.fate, row.losesId), ...ofCalls(row.calls)].sort(
    (one, other) => RANK[one.kind] - RANK[other.kind],
  );
}

const RANK: Readonly<Record<Loss["kind"], number>> = { unproven: 0, released: 1, number: 2, id: 3, abandoned: 4 };

function ofFate(fate: Fate, losesId: boolean): Loss[] {
  switch (fate.kind) {
    case "UNPROVEN":
      return [{ kind: "unproven" }];
    case "RELEASED":
      return [{ kind: "released" }];
    case "ABANDONED":
      return [{ kind: "abandoned" }];
    case "NEW":
      if (fate.old === "RELEASED") return [{ kind: "released" }];
      if (fate.old === "ABANDONED") return [{ kind: "abandoned" }];
      return losesId ? [{ kind: "id" }] : [];
    case "unchanged":
    case "none":
      return [];
  }
}

/** A request for another number gives up the one in force, whoever owns the allocation. */
function ofCalls(calls: readonly ChargedCall[]): Loss[] {
  const [vn] = calls.filter(({ operation }) => operation === "vn");
  return vn === undefined ? [] : [{ kind: "number", certain: vn.certainty === "exact" }];
}
