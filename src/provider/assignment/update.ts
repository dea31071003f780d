import type { Notes, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { assignmentCalls } from "../../rules/charged-calls";
import type { Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { toBeApplied } from "../common/whole-state";
import { numberChange } from "../steps/change-number";
import { type Changeable, updateInPlace } from "../steps/update-in-place";

const ASSIGNMENT: Changeable<AssignmentState, Known<AssignmentState>> = {
  place: "assignment",
  calls: assignmentCalls,
  due: { vn: numberChange },
};

export function updateAssignment(request: {
  readonly prior: Known<AssignmentState>;
  readonly planned: AssignmentState;
  readonly notes: Notes;
  readonly session: Session;
}): Promise<Reached<AssignmentState>> {
  return updateInPlace(ASSIGNMENT, { ...request, wanted: toBeApplied(request.planned) });
}
