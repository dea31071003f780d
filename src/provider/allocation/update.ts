import type { Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { allocationCalls } from "../../rules/charged-calls";
import type { AllocationState } from "../common/state";
import { toBeApplied } from "../common/whole-state";
import { numberChange } from "../steps/change-number";
import { partiesChange } from "../steps/change-parties";
import { type Changeable, updateInPlace, type UpdateRequest } from "../steps/update-in-place";

const ALLOCATION: Changeable<AllocationState, Known<AllocationState>> = {
  place: "allocation",
  known: toBeApplied,
  calls: allocationCalls,
  due: { "call-party": partiesChange, vn: numberChange },
};

export function updateAllocation(
  request: UpdateRequest<AllocationState, Known<AllocationState>>,
): Promise<Reached<AllocationState>> {
  return updateInPlace(ALLOCATION, request);
}
