import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/assignment/messages";
import { changeUnresolved, newNumberNotTold } from "../../../../src/provider/steps/messages";
import type { SamplesOf } from "../catalogue";
import { ASSIGNMENT, FORBIDDEN, NO_ANSWER, UNRESOLVED } from "../values";

const asAssigned = { id: ASSIGNMENT.id, connection_id: ASSIGNMENT.connection_id };

export const samples: SamplesOf<typeof messages> = {
  creationMayTakeAnother: {
    "The number in force is known": [{ operation: "vn", certainty: "open" }, ASSIGNMENT, "+917205827365", {}],
    "It could not be read yet": [
      { operation: "vn", certainty: "open" },
      { ...ASSIGNMENT, connection_id: UNKNOWN },
      null,
      {},
    ],
    "An interrupted run has sent it": [{ operation: "vn", certainty: "open" }, ASSIGNMENT, "+917205827365", UNRESOLVED],
  },
  importedDiffers: [ASSIGNMENT, { ...ASSIGNMENT, greenvn_id: "gvn-77aa" }],
  recorded: [ASSIGNMENT, ["preferences", "strictness"]],

  noAllocationToTakeOn: {
    "It was there once": ["gvn-41c0", false],
    "The id is not known": ["gvn-41c0", true],
  },
  couldNotTakeOn: ["gvn-41c0", FORBIDDEN],
  savedAllTheSame: {
    "It may have been carried out": [
      changeUnresolved("vn", asAssigned, {
        kind: "unresolved",
        failure: NO_ANSWER,
        landed: "no",
        seen: { greenvnId: "gvn-41c0" },
      }),
      false,
    ],
    "It was carried out": [newNumberNotTold(asAssigned), true],
  },

  emptyImportId: [],
};
