import type { ExoBridge, PartiesRequest } from "../../../../src/exobridge";
import type { Known } from "../../../../src/plugin/sdk/value";
import type { AllocationState } from "../../../../src/provider/common/state";
import type { ProviderNotes } from "../../../../src/provider/memory/notes";
import { declaredForms, partiesChange, writeOnlyPins } from "../../../../src/provider/steps/change-parties";
import { HELD } from "./held";

const [A, A2, B, B2] = ["+919000000001", "+919000000002", "+918000000001", "+918000000002"] as const;

/** The body of the call; null where there is none, and what became of the change then. */
function sentBy(
  planned: Partial<Known<AllocationState>>,
  { notes = {}, held = {}, writeOnly = {} }: { notes?: ProviderNotes; held?: object; writeOnly?: object } = {},
): PartiesRequest | string {
  const before = { ...HELD, ...held };
  const change = partiesChange(before, { ...before, ...planned }, notes, () => writeOnly);
  if (change.kind !== "due") return change.kind;
  const bodies: PartiesRequest[] = [];
  const api = { changeParties: (_id: string, body: PartiesRequest) => void bodies.push(body) };
  void change.send(api as unknown as ExoBridge, { seen: null, checked: () => "send", landed: () => "yes" });
  return bodies[0] ?? "nothing";
}

describe("the body of a change of parties", () => {
  test.each<[string, Partial<Known<AllocationState>>, PartiesRequest | string]>([
    ["nothing changes", {}, "met"],
    ["an A-party: that side alone", { aparty_numbers: [A2] }, { apartyNumbers: [A2] }],
    ["a B-party: that side alone", { bparty_numbers: [B2] }, { bpartyNumbers: [B2] }],
    ["both sides", { aparty_numbers: [A2], bparty_numbers: [B2] }, { apartyNumbers: [A2], bpartyNumbers: [B2] }],
    ["usage alone: one side goes with it", { usage: "oneway" }, { apartyNumbers: [A], usage: "oneway" }],
    ["PINs alone: one side goes with them", { aparty_pins: [1] }, { apartyNumbers: [A], apartyPins: [1] }],
    ["PINs of the other side", { bparty_pins: [2] }, { apartyNumbers: [A], bpartyPins: [2] }],
    [
      "an A-party and PINs of the other side",
      { aparty_numbers: [A2], bparty_pins: [2] },
      { apartyNumbers: [A2], bpartyPins: [2] },
    ],
  ])("%s", (_what, planned, body) => expect(sentBy(planned)).toEqual(body));

  const BARE = { aparty_numbers: ["9000000001"], bparty_numbers: ["8000000001"] };
  test.each<[string, Partial<Known<AllocationState>>, ProviderNotes, PartiesRequest | string]>([
    [
      "as they are declared",
      { usage: "oneway" },
      { declaredForms: { aparty_numbers: [A] } },
      { apartyNumbers: [A], usage: "oneway" },
    ],
    [
      "by the side that can be sent",
      { usage: "oneway" },
      { declaredForms: { bparty_numbers: [B] } },
      { bpartyNumbers: [B], usage: "oneway" },
    ],
    ["not at all, where nothing tells their country", { usage: "oneway" }, {}, "impossible"],
    [
      "not at all, where one of two is not told",
      { aparty_numbers: ["9000000001", "9000000002"] },
      { declaredForms: { aparty_numbers: [A] } },
      "impossible",
    ],
    [
      "not for another side's sake",
      { bparty_numbers: ["8000000002"] },
      { declaredForms: { aparty_numbers: [A] } },
      "impossible",
    ],
  ])("numbers that state has without their country code go %s", (_what, planned, notes, body) =>
    expect(sentBy(planned, { notes, held: BARE })).toEqual(body),
  );

  test.each<[string, object, PartiesRequest | string]>([
    [
      "of both sides",
      { aparty_pins_wo: [1], bparty_pins_wo: [2] },
      { apartyNumbers: [A], apartyPins: [1], bpartyPins: [2] },
    ],
    ["of one side", { bparty_pins_wo: [2] }, { apartyNumbers: [A], bpartyPins: [2] }],
    ["of neither: nothing can be sent", { aparty_pins_wo: null }, "impossible"],
  ])("PINs by a version, %s", (_what, writeOnly, body) =>
    expect(sentBy({ pins_wo_version: 2 }, { writeOnly, held: { pins_wo_version: 1 } })).toEqual(body),
  );

  test("PINs that no version speaks for are not looked for", () =>
    expect(sentBy({ aparty_numbers: [A2] }, { writeOnly: { aparty_pins_wo: [1] } })).toEqual({ apartyNumbers: [A2] }));
});

test("write-only PINs are numbers: what is none is not sent", () => {
  expect(writeOnlyPins({ aparty_pins_wo: [1, "2", null], bparty_pins_wo: "3" })).toEqual({ aparty: [1] });
  expect(writeOnlyPins({ aparty_pins_wo: null, bparty_pins_wo: [2, "x"] })).toEqual({ bparty: [2] });
});

describe("the forms that numbers are declared in are remembered where state has them otherwise", () => {
  const of = (aparty_numbers: unknown, bparty_numbers: unknown = [B]) =>
    ({ ...HELD, aparty_numbers, bparty_numbers }) as AllocationState;

  test.each<[string, AllocationState, AllocationState, ReturnType<typeof declaredForms>]>([
    ["one side", of(["9000000001"]), of([A]), { declaredForms: { aparty_numbers: [A] } }],
    [
      "both sides",
      of(["9000000001"], ["8000000001"]),
      of([A], [B]),
      { declaredForms: { aparty_numbers: [A], bparty_numbers: [B] } },
    ],
    ["not where state has them so", of([A]), of([A]), {}],
    ["not where others are declared", of(["9000000001"]), of([A2]), {}],
    ["not where the declaration tells no country either", of(["9000000001"]), of(["09000000001"]), {}],
    ["not where one of them tells none", of(["9000000001", "9000000002"]), of([A, "9000000002"]), {}],
    ["not where none are held", of(null), of([A]), {}],
    ["not where none are declared", of(["9000000001"]), of(null), {}],
  ])("%s", (_what, prior, declared, expected) => expect(declaredForms(prior, declared)).toEqual(expected));
});
