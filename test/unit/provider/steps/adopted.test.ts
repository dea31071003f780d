import type { RemoteAllocation } from "../../../../src/exobridge/types";
import type { Known } from "../../../../src/plugin/sdk/value";
import type { AllocationState } from "../../../../src/provider/common/state";
import type { JournalWrite } from "../../../../src/provider/memory/journal-entries";
import type { ProviderNotes, SentWrite } from "../../../../src/provider/memory/notes";
import { adoptLostWrites, holds, unsettled } from "../../../../src/provider/steps/adopt-lost-writes";
import { HELD } from "./held";

const [OLD, NEW] = ["+917200000001", "+917200000002"];
const STATE: Known<AllocationState> = { ...HELD, aparty_pins: [1] };
const BEFORE: SentWrite["before"] = {
  green_vn: OLD,
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  usage: "twoway",
};
const PREFERENCES = { greenvn: null, region: "MH", number_type: null, pin_code: null };
const VN: JournalWrite = {
  write: "w",
  at: "2026-01-01T00:00:00.000Z",
  before: BEFORE,
  sent: { operation: "vn", preferences: PREFERENCES, strictness: true, rotation_triggers: { month: "1" } },
  done: false,
};
const PARTIES: JournalWrite = {
  ...VN,
  sent: {
    operation: "call-party",
    aparty_numbers: ["+919000000009"],
    bparty_numbers: ["+918000000009"],
    usage: "oneway",
    changes: ["aparty_numbers", "bparty_numbers", "usage"],
  },
};
const { done: _done, ...NOTE } = VN;
const told = (more: Partial<RemoteAllocation> = {}): RemoteAllocation => ({ greenvnId: "gvn-1", ...more });
const withParties = { apartyNumbers: ["+919000000009"], bpartyNumbers: ["+918000000009"], usage: "oneway" };

describe("a state has what stood when a call was sent", () => {
  test.each<[string, "vn" | "call-party", Partial<Known<AllocationState>>, Partial<SentWrite["before"]>, boolean]>([
    ["the number", "vn", {}, {}, true],
    ["the number in another form", "vn", { green_vn: "07200000001" }, {}, true],
    ["another number", "vn", { green_vn: NEW }, {}, false],
    ["no number", "vn", { green_vn: null }, {}, true],
    ["a number, where none was known", "vn", {}, { green_vn: null }, true],
    ["the number, and other parties", "vn", { aparty_numbers: ["+919000000009"] }, {}, true],
    ["the parties", "call-party", {}, {}, true],
    ["the parties, and another number", "call-party", { green_vn: NEW }, {}, true],
    ["another A-party", "call-party", { aparty_numbers: ["+919000000009"] }, {}, false],
    ["another B-party", "call-party", { bparty_numbers: ["+918000000009"] }, {}, false],
    ["another usage", "call-party", { usage: "oneway" }, {}, false],
    ["parties and usage that are not told", "call-party", { aparty_numbers: null, usage: null }, {}, true],
    ["a usage, where none was known", "call-party", {}, { usage: null }, true],
  ])("%s", (_what, operation, state, before, expected) =>
    expect(holds(operation, { ...STATE, ...state }, { ...BEFORE, ...before })).toBe(expected),
  );
});

test("what a state has settled is none of what stands", () => {
  expect(unsettled({}, [VN])).toEqual([VN]);
  expect(unsettled({ settledWriteIds: ["another"] }, [VN])).toEqual([VN]);
  expect(unsettled({ settledWriteIds: ["w"] }, [VN])).toEqual([]);
});

describe("a change of number whose result nobody told", () => {
  test("and that did not land stands as the note, and changes nothing", () => {
    const { state, notes, diagnostics } = adoptLostWrites(STATE, {}, told({ greenVn: OLD }), [VN]);
    expect([state, notes, diagnostics]).toEqual([STATE, { unresolved: NOTE }, []]);
  });

  test("and that landed gives number and declaration", () => {
    const { state, notes, diagnostics } = adoptLostWrites(STATE, {}, told({ greenVn: NEW }), [
      { ...VN, sent: { ...VN.sent, strictness: false } as JournalWrite["sent"] },
    ]);
    expect(state).toEqual({
      ...STATE,
      green_vn: NEW,
      preferences: PREFERENCES,
      strictness: false,
      rotation_triggers: { month: "1" },
    });
    expect(notes).toEqual({
      obtained: {
        green_vn: NEW,
        preferences: { greenvn: null, region: "MH", number_type: null },
        strictness: false,
      },
      settledWriteIds: ["w"],
    });
    expect(diagnostics).toHaveLength(1);
  });

  test.each<[string, Partial<JournalWrite>, Partial<RemoteAllocation>, string | null, boolean]>([
    ["what was granted counts, and not what is there now", { granted: NEW }, { greenVn: "+917200000003" }, NEW, true],
    ["what is there now, where nobody told what was granted", { granted: null }, { greenVn: NEW }, NEW, true],
    ["what state has, where nothing is told", { granted: null }, {}, OLD, false],
  ])("and that is known to be done: %s", (_what, more, remote, number, isObtained) => {
    const { state, notes } = adoptLostWrites(STATE, {}, told(remote), [{ ...VN, done: true, ...more }]);
    expect([state.green_vn, "obtained" in notes]).toEqual([number, isObtained]);
    expect(notes.settledWriteIds).toEqual(["w"]);
  });

  test("is one, where the note and the journal tell of the same", () => {
    const both = adoptLostWrites(STATE, { unresolved: NOTE }, told({ greenVn: OLD }), [{ ...VN, done: true }]);
    expect([both.notes.unresolved, both.notes.settledWriteIds]).toEqual([undefined, ["w"]]);
    const noted = adoptLostWrites(STATE, { unresolved: NOTE }, told({ greenVn: OLD }), []);
    expect(noted.notes).toEqual({ unresolved: NOTE });
    const other = adoptLostWrites(STATE, { unresolved: { ...NOTE, write: "earlier" } }, told({ greenVn: NEW }), [
      { ...VN, done: true, granted: NEW },
    ]);
    expect(other.notes.settledWriteIds).toContain("w");
  });

  test("of an assignment knows no postal code", () => {
    const { state } = adoptLostWrites({ ...STATE, greenvn_id: "gvn-1" }, {}, told(), [
      { ...VN, done: true, granted: NEW },
    ]);
    expect(state.preferences).toEqual({ greenvn: null, region: "MH", number_type: null });
  });

  test("that asked for any number leaves no preferences", () => {
    const sent = { ...VN.sent, preferences: null } as JournalWrite["sent"];
    expect(adoptLostWrites(STATE, {}, told(), [{ ...VN, sent, done: true, granted: NEW }]).state.preferences).toBe(
      null,
    );
  });
});

describe("a change of parties whose result nobody told", () => {
  const sent = (more: object): JournalWrite => ({
    ...PARTIES,
    sent: { ...PARTIES.sent, ...more },
  });

  test("and that landed gives parties and usage, and leaves PINs alone", () => {
    const { state, notes } = adoptLostWrites(STATE, {}, told(withParties), [PARTIES]);
    expect(state).toEqual({
      ...STATE,
      aparty_numbers: ["+919000000009"],
      bparty_numbers: ["+918000000009"],
      usage: "oneway",
    });
    expect(notes).toEqual({ settledWriteIds: ["w"] });
  });

  test("keeps the usage that state has, where none was sent", () =>
    expect(
      adoptLostWrites(STATE, {}, told(withParties), [sent({ usage: null, changes: ["aparty_numbers"] })]).state,
    ).toMatchObject({
      usage: "twoway",
    }));

  const pins = ["aparty_pins", "bparty_pins"];
  test.each<[string, Partial<RemoteAllocation>, object, readonly string[] | undefined]>([
    ["of no side", {}, { aparty_pins: null, bparty_pins: null }, pins],
    ["of one side", { apartyPins: [4] }, { aparty_pins: [4], bparty_pins: null }, ["bparty_pins"]],
    ["of the other", { bpartyPins: [5] }, { aparty_pins: null, bparty_pins: [5] }, ["aparty_pins"]],
    ["of both", { apartyPins: [4], bpartyPins: [5] }, { aparty_pins: [4], bparty_pins: [5] }, undefined],
  ])("with PINs, of which an answer tells those %s", (_what, remote, expected, names) => {
    const write = { ...sent({ changes: pins }), done: true };
    const { state, notes } = adoptLostWrites(STATE, {}, told(remote), [write]);
    expect(state).toMatchObject(expected);
    expect(notes.pinsLanded).toEqual(names === undefined ? undefined : { at: write.at, names });
  });

  test("with PINs of one side touches the other one neither in state nor in notes", () => {
    const write = { ...sent({ changes: ["bparty_pins"] }), done: true };
    const { state, notes } = adoptLostWrites(STATE, {}, told(), [write]);
    expect(state).toMatchObject({ aparty_pins: [1], bparty_pins: null });
    expect(notes.pinsLanded?.names).toEqual(["bparty_pins"]);
  });

  test("with PINs by a version keeps none in state", () => {
    const write = { ...sent({ changes: ["pins_wo_version"], pins_wo_version: 3 }), done: true };
    const { state, notes } = adoptLostWrites(STATE, {}, told({ apartyPins: [4] }), [write]);
    expect(state).toMatchObject({ aparty_pins: null, bparty_pins: null, pins_wo_version: 3 });
    expect(notes.pinsLanded).toBeUndefined();
  });
});

describe("PINs that landed earlier", () => {
  const LANDED: ProviderNotes = {
    pinsLanded: { at: "2026-01-01T00:00:00.000Z", names: ["aparty_pins", "bparty_pins"] },
  };

  test("are waited for as long as no answer tells them", () => {
    expect(adoptLostWrites(STATE, LANDED, told(), []).notes).toEqual(LANDED);
    const { state, notes } = adoptLostWrites(STATE, LANDED, told({ apartyPins: [7] }), []);
    expect(state.aparty_pins).toEqual([7]);
    expect(notes.pinsLanded?.names).toEqual(["bparty_pins"]);
    expect(adoptLostWrites(STATE, LANDED, told({ apartyPins: [7], bpartyPins: [] }), []).notes).toEqual({});
  });

  test("are none, where none did: what an answer tells is left to the read", () => {
    const { state, notes } = adoptLostWrites(STATE, {}, told({ apartyPins: [7] }), []);
    expect([state, notes]).toEqual([STATE, {}]);
  });
});
