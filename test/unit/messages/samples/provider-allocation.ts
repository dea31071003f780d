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

const FIRST = { givenUp: undefined, isResent: false };
const RESENT = { givenUp: undefined, isResent: true };

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
    "Write-only PINs": [
      { operation: "call-party", certainty: "exact" },
      ALLOCATION,
      { names: ["pins_wo_version"], certain: true },
      {},
    ],
  },
  createdWithoutPins: [{ ...PLANNED, pins_wo_version: 1 }],
  keptBesideWriteOnly: [ALLOCATION, "aparty_pins"],
  pinsMayBeOthers: [ALLOCATION, "2026-03-14T09:26:53.000Z"],
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
    Refused: [PLANNED, { kind: "refused", failure: REFUSED }, FIRST],
    "Refused, after an earlier run had sent it": [PLANNED, { kind: "refused", failure: REFUSED }, RESENT],
    "The answer is lost": [PLANNED, { kind: "lost", failure: NO_ANSWER }, FIRST],
    "The name is taken": [PLANNED, { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false }, FIRST],
    "The name is taken, after a lost answer": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: true },
      FIRST,
    ],
    "The name is taken, after an earlier run had sent it": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false },
      RESENT,
    ],
    "The name is taken, by what this run deallocated": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false },
      { givenUp: { kind: "deallocated" }, isResent: false },
    ],
    "The name is taken, by what this run abandoned": [
      PLANNED,
      { kind: "exists", failure: NAME_IS_TAKEN, afterLost: false },
      { givenUp: { kind: "abandoned", id: "gvn-41c0" }, isResent: false },
    ],
  },
  nameIsTaken: {
    "It is under way": [PLANNED, { greenvn_id: null }],
    "It is there": [PLANNED, { greenvn_id: "gvn-41c0" }],
  },
  nameIsBusy: [PLANNED],
  createdByAnotherRun: {
    "Terraform was told": [PLANNED, "gvn-41c0", { at: "2026-01-31T10:00:00.000Z", delivered: true }],
    "It may still be at work": [PLANNED, "gvn-41c0", { at: "2026-01-31T10:00:00.000Z", delivered: false }],
  },
  couldNotReadEarlier: [PLANNED, "gvn-41c0", UNREACHABLE],
  stoppedBeforeCreating: [PLANNED, "gvn-41c0"],
  adoptedOwn: {
    "It was asked for what is declared": [PLANNED, "gvn-41c0", [], { pinsWereSent: false }],
    "It was asked for what is declared, with PINs": [PLANNED, "gvn-41c0", [], { pinsWereSent: true }],
    "It was asked for something else": [
      PLANNED,
      "gvn-41c0",
      [
        { name: "preferences.region", then: "DL", now: null },
        { name: "deallocation_policy.duration", then: null, now: "30d" },
        { name: "aparty_pins", wereSent: true },
        { name: "bparty_pins", wereSent: false },
      ],
      { pinsWereSent: true },
    ],
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
