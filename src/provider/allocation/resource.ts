import type { Resource } from "../../plugin/sdk/resource";
import { ofAllocation } from "../common/identity";
import { mergeRemote } from "../common/remote";
import { allocationSchema } from "../common/schema";
import type { Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { validateAllocation } from "../common/validation";
import { readState } from "../steps/refresh";
import { createAllocation } from "./create";
import { destroyAllocation, planAllocationDestroy } from "./destroy";
import { importAllocation, moveToAllocation } from "./import-move";
import { planAllocation } from "./plan";
import { updateAllocation } from "./update";

/**
 * `greenvn_allocation`: the whole life of an allocation. Source: docs/guides/money-safety.md, docs/guides/vn-rule.md.
 */
export const allocation: Resource<AllocationState, Session> = {
  type: "greenvn_allocation",
  schema: allocationSchema,
  identity: ofAllocation,
  validate: validateAllocation,
  plan: planAllocation,
  planDestroy: planAllocationDestroy,
  read: (request) => readState(request, (state, remote) => mergeRemote("allocation", state, remote)),
  create: createAllocation,
  update: updateAllocation,
  destroy: destroyAllocation,
  importState: importAllocation,
  move: moveToAllocation,
};
