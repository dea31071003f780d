import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/allocation/messages";
import type { Predecessor } from "../../../../src/provider/memory/notes";
import type { SamplesOf } from "../catalogue";
import { ALLOCATION, DRIFTED, MALFORMED, NAME_IS_TAKEN, NO_ANSWER, PLANNED, REFUSED, UNREACHABLE } from "../values";

const PREDECESSOR: Predecessor = {
  id: "gvn-41c0",
  connection_id: "driver-42",
  green_vn: "+917205827365",
  protected: false,
  abandoned: false,
  fresh: false,
  warned: false,
};

export const samples: SamplesOf<typeof messages> = {
  partiesWillChange: {
    "For certain": [
      { operation: "call-party", certainty: "exact" },
      ALLOCATION,
      { names: ["aparty_numbers", "usage"], certain: true },
      {},
    ],
    "Perhaps, after a change by somebody else": [
      { operation: "call-party", certainty: "open" },
      ALLOCATION,
      { names: ["usage"], certain: false },
      DRIFTED,
    ],
  },
  recorded: {
    "The number stays": [ALLOCATION, ["preferences", "strictness"], true],
    "PINs, and another number is requested": [ALLOCATION, ["aparty_pins"], false],
  },
  pinCodeIsOnlyRecorded: [ALLOCATION],

  protectedFromReplacement: [{ ...PREDECESSOR, protected: true }],
  justImported: [{ ...PREDECESSOR, fresh: true }],
  abandonedKeepsItsName: [{ ...PREDECESSOR, abandoned: true }],
  importedDiffers: {
    "A value": ["connection_id", ALLOCATION, { ...ALLOCATION, connection_id: "driver-43" }],
    "A value that is not known yet": ["flow_id", ALLOCATION, { ...ALLOCATION, flow_id: UNKNOWN }],
  },
  replacementReleases: [ALLOCATION, ["connection_id", "deallocation_policy", "flow_id"]],

  couldNotCreate: {
    Refused: [PLANNED, { kind: "refused", failure: REFUSED }, undefined],
    "The answer is lost": [PLANNED, { kind: "lost", failure: NO_ANSWER }, undefined],
    "The name is taken": [PLANNED, { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false }, undefined],
    "The name is taken, after a lost answer": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: true },
      undefined,
    ],
    "The name is taken, by what this run deallocated": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false },
      { kind: "deallocated" },
    ],
    "The name is taken, by what this run abandoned": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false },
      { kind: "abandoned", id: "gvn-41c0" },
    ],
  },
  couldNotAdoptOwn: [PLANNED, "gvn-41c0", UNREACHABLE],
  adoptedOwn: {
    "It was asked for what is declared": [PLANNED, "gvn-41c0", true],
    "It was asked for something else": [PLANNED, "gvn-41c0", false],
  },
  numberNotKnownYet: [{ ...ALLOCATION, green_vn: null }],
  oddAnswer: [
    ALLOCATION,
    ["data.usage is a number, expected a string", "data.connection_id is another than the one that was sent"],
  ],

  protectedFromDestroy: [ALLOCATION],
  couldNotReadProtected: [ALLOCATION, UNREACHABLE],
  destroyWillRelease: [ALLOCATION],
  destroyReleased: [ALLOCATION],
  couldNotDestroy: {
    "It may be done": [ALLOCATION, MALFORMED, true],
    "It is not done": [ALLOCATION, UNREACHABLE, false],
  },

  emptyImportId: [],
};
