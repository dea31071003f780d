import type * as messages from "../../../../src/testing/messages";
import type { SamplesOf } from "../catalogue";

const MATCHER = "toDeclareNumber";
const DRIVER: readonly [string, object] = [
  "greenvn_allocation.driver",
  { aPartyNumbers: ["+919876543210"], region: "MU", deletionProtection: false },
];
const RELEASED: messages.Told = {
  address: 'greenvn_allocation.driver["+919876543210"]',
  action: "delete",
  number: "+917205827365",
  calls: [],
  loss: "released",
};
const CHANGED: messages.Told = {
  address: "greenvn_allocation.night",
  action: "update",
  number: "+917205827366",
  calls: [{ operation: "vn", certainty: "open" }],
  loss: "may be given up",
};
const CREATED: messages.Told = {
  address: "greenvn_allocation.new",
  action: "create",
  number: null,
  calls: [{ operation: "create", certainty: "exact" }],
  loss: null,
};

export const samples: SamplesOf<typeof messages> = {
  wrongInput: { "A stack": [MATCHER, "stack", undefined], "A plan": ["toChargeAtMost", "plan", 7] },
  couldNotRead: ["toChargeAtMost", "plan", "plan.json", new Error("ENOENT: no such file or directory")],
  notJson: ["toChargeAtMost", "plan"],
  noStack: [MATCHER],
  isPlanAndNoStack: [MATCHER],
  stackOffersNothing: [MATCHER],
  expectationIsNone: [MATCHER, undefined],
  isNoProp: {
    "Near one": [MATCHER, "regoin", "region", ["number", "region"]],
    "Near none": [MATCHER, "team", null, ["number", "region"]],
  },
  isNotCompared: [MATCHER, "aPartyPins"],
  countIsNoNumber: ["toDeclareNumbers", "4"],
  isNoLimit: ["toChargeAtMost", -1],
  severalAreUncounted: ["toDeclareNumbers", ["greenvn_allocation.driver"]],
  planRefused: ["toChargeAtMost", "is empty; make it with `terraform show -json PLAN`"],
  planProvesNothing: [
    "toGiveUpNoNumber",
    [
      { why: "errored", addresses: [] },
      { why: "incomplete", addresses: [] },
      { why: "unknown action", addresses: ["greenvn_allocation.a"] },
      { why: "unproven id", addresses: ["greenvn_allocation.b"] },
      { why: "another provider", addresses: ["greenvn_allocation.c"] },
      { why: "triggered by its holder", addresses: ["action.greenvn_rotate.d"] },
    ],
  ],
  declares: [{ region: "MU" }, [DRIVER]],
  declaresNot: { "Others are there": [{ region: "KA" }, [DRIVER]], "None is there": [{}, []] },
  declaresThisCount: [1],
  declaresOtherCount: [2, ["greenvn_allocation.driver"]],
  protectsAll: [3],
  unprotected: { Some: [["greenvn_allocation.driver"]], "None is there": [[]] },
  chargesMore: { Exactly: [0, 1, true, [CREATED]], "At most": [1, 2, false, [CREATED, CHANGED]] },
  chargesNoMore: [1, 1, [CREATED]],
  givesUp: [[RELEASED, CHANGED, { ...RELEASED, number: null }]],
  givesUpNone: [],
  changesSomething: [[CREATED]],
  changesNothing: [],
};
