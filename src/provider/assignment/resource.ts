import type { Resource } from "../../plugin/sdk/resource";
import { ofAllocation } from "../common/identity";
import { mergeRemote } from "../common/remote";
import { assignmentSchema } from "../common/schema";
import type { Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { validateAssignment } from "../common/validation";
import { readState } from "../steps/refresh";
import { createAssignment } from "./create";
import { destroyAssignment, planAssignmentDestroy } from "./destroy";
import { importAssignment, moveToAssignment } from "./import-move";
import { planAssignment } from "./plan";
import { updateAssignment } from "./update";

/** `greenvn_assignment`: the number of an allocation that is owned elsewhere. Source: docs/guides/vn-rule.md. */
export const assignment: Resource<AssignmentState, Session> = {
  type: "greenvn_assignment",
  schema: assignmentSchema,
  identity: ofAllocation,
  validate: validateAssignment,
  plan: planAssignment,
  planDestroy: planAssignmentDestroy,
  read: (request) => readState(request, (state, remote) => mergeRemote("assignment", state, remote)),
  create: createAssignment,
  update: updateAssignment,
  destroy: destroyAssignment,
  importState: importAssignment,
  move: moveToAssignment,
};
