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
  known: toBeApplied,
  calls: assignmentCalls,
  due: { vn: numberChange },
};

export function updateAssignment({
  session,
  prior,
  planned,
  notes,
}: {
  readonly session: Session;
  readonly prior: Known<AssignmentState>;
  readonly planned: AssignmentState;
  readonly notes: Notes;
}): Promise<Reached<AssignmentState>> {
  return updateInPlace(ASSIGNMENT, session, prior, planned, notes);
}
