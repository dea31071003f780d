import type { Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { assignmentCalls } from "../../rules/charged-calls";
import type { AssignmentState } from "../common/state";
import { toBeApplied } from "../common/whole-state";
import { numberChange } from "../steps/change-number";
import { type Changeable, updateInPlace, type UpdateRequest } from "../steps/update-in-place";

const ASSIGNMENT: Changeable<AssignmentState, Known<AssignmentState>> = {
  place: "assignment",
  known: toBeApplied,
  calls: assignmentCalls,
  due: { vn: numberChange },
};

export function updateAssignment(
  request: UpdateRequest<AssignmentState, Known<AssignmentState>>,
): Promise<Reached<AssignmentState>> {
  return updateInPlace(ASSIGNMENT, request);
}
