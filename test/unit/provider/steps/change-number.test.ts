import type { ExoBridge, ReadOutcome, VnRequest } from "../../../../src/exobridge";
import type { Known } from "../../../../src/plugin/sdk/value";
import type { AllocationState } from "../../../../src/provider/common/state";
import { grantedAnother, numberChange, readNumber, vnRequest } from "../../../../src/provider/steps/change-number";
import { HELD } from "./held";

const [OLD, NEW] = ["+917200000001", "+917200000002"];
const wish = (members: object) =>
  ({ preferences: { greenvn: null, region: null, number_type: null, pin_code: null, ...members } }) as Pick<
    Known<AllocationState>,
    "preferences"
  >;

describe("the body by which a number is asked for", () => {
  const strict = (strictness: boolean | null, members: object) => ({ ...HELD, strictness, ...wish(members) });

  test.each<[string, Known<AllocationState>, VnRequest]>([
    ["any free one, where nothing is declared", HELD, null],
    ["any free one, where nothing is set", strict(true, {}), null],
    ["a region", strict(false, { region: "MH" }), { strictness: false, preferences: { region: "MH" } }],
    [
      "a type, strictly",
      strict(true, { number_type: "mobile" }),
      { strictness: true, preferences: { numberType: "mobile" } },
    ],
    [
      "a number, with no word of strictness",
      strict(null, { greenvn: NEW }),
      { strictness: false, preferences: { greenvn: NEW } },
    ],
  ])("%s", (_what, wished, body) => expect(vnRequest(wished)).toEqual(body));
});

test.each<[string, object, boolean | null, string, number, RegExp]>([
  ["no pin", { region: "MH" }, true, NEW, 0, /./],
  ["the pinned number", { greenvn: NEW }, true, "07200000002", 0, /./],
  ["another than the wish", { greenvn: NEW }, false, OLD, 1, /./],
  ["another than the strict pin", { greenvn: NEW }, true, OLD, 1, /strict/],
])("what is said of what was granted: %s", (_what, members, strictness, granted, count, summary) => {
  const said = grantedAnother({ ...HELD, strictness, ...wish(members) }, granted);
  expect(said).toHaveLength(count);
  for (const { summary: text, detail } of said) expect(`${text} ${detail ?? ""}`).toMatch(summary);
});

describe("a change of number", () => {
  const planned = { ...HELD, ...wish({ region: "MH" }), green_vn: null };

  test("that is met asks for nothing, and records the declaration", () =>
    expect(numberChange(HELD, { ...HELD, rotation_triggers: null }, {})).toEqual({ kind: "met", state: HELD }));

  test("that is due tells what it asks for, and knows the number in any form that is known", () => {
    const change = numberChange(HELD, planned, {});
    if (change.kind !== "due") throw new Error(change.kind);
    expect(change.intent).toEqual({
      operation: "vn",
      preferences: planned.preferences,
      strictness: false,
      rotation_triggers: null,
    });
    expect(change.granted?.({ greenvnId: "gvn-1", greenVn: "07200000001" })).toBe(OLD);
    expect(change.granted?.({ greenvnId: "gvn-1", greenVn: NEW })).toBe(NEW);
    expect(change.granted?.({ greenvnId: "gvn-1" })).toBeNull();
  });
});

test.each<[string, ReadOutcome, string | null]>([
  ["it is there", { kind: "found", allocation: { greenvnId: "gvn-1", greenVn: NEW, connectionId: "line" } }, NEW],
  ["none is told", { kind: "found", allocation: { greenvnId: "gvn-1" } }, null],
  [
    "another allocation is told",
    { kind: "found", allocation: { greenvnId: "gvn-1", greenVn: NEW, connectionId: "another" } },
    null,
  ],
])("the number is read where an answer did not tell it: %s", async (_what, outcome, expected) => {
  const api = { read: async () => outcome } as unknown as ExoBridge;
  const session = { api } as Parameters<typeof readNumber>[0];
  expect(await readNumber(session, "gvn-1", HELD)).toBe(expected);
});
