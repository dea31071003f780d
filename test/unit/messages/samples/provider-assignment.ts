import type * as messages from "../../../../src/provider/assignment/messages";
import type { SamplesOf } from "../catalogue";
import { ASSIGNMENT, FORBIDDEN } from "../values";

export const samples: SamplesOf<typeof messages> = {
  creationMayTakeAnother: [{ operation: "vn", certainty: "open" }, ASSIGNMENT],
  importedDiffers: [ASSIGNMENT, { ...ASSIGNMENT, greenvn_id: "gvn-77aa" }],
  recorded: [ASSIGNMENT, ["preferences", "strictness"]],

  noAllocationToTakeOn: ["gvn-41c0"],
  couldNotTakeOn: ["gvn-41c0", FORBIDDEN],

  emptyImportId: [],
};
