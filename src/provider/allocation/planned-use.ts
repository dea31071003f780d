import { isUnknown } from "../../domain/unknown";
import type { Planned } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { pinnedNumber } from "../../rules/vn-rule";
import { type AllocationState, idOf } from "../common/state";
import type { Predecessor } from "../memory/notes";
import type { PlannedUse } from "../memory/planned-uses";

/** What a plan that is not refused makes of an allocation. A predecessor beside no prior state: a second half. */
export function plannedUse(
  prior: Known<AllocationState> | null,
  { planned, replace }: Planned<AllocationState>,
  predecessor: Predecessor | undefined,
): { readonly use: PlannedUse; readonly isSecondHalf: boolean } {
  const name = isUnknown(planned.connection_id) ? null : planned.connection_id;
  if (prior !== null && replace.length === 0)
    return { use: { kind: "kept", id: idOf(prior), name, pins: pinnedNumber(planned) !== null }, isSecondHalf: false };
  if (predecessor === undefined) return { use: { kind: "created", name }, isSecondHalf: false };
  const { id, connection_id: formerName, abandoned } = predecessor;
  return { use: { kind: "replaced", id, name, formerName, isReleased: !abandoned }, isSecondHalf: prior === null };
}

/** What a destroy makes of it. */
export function plannedDestroy(prior: Known<AllocationState>): PlannedUse {
  const isReleased = prior.deletion_policy !== "abandon";
  return { kind: "destroyed", id: idOf(prior), formerName: prior.connection_id, isReleased };
}
