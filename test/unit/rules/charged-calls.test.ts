import { UNKNOWN } from "../../../src/domain/unknown";
import {
  type AllocationAttributes,
  allocationCalls,
  type AssignmentAttributes,
  assignmentCalls,
  type ChargedCall,
  partyChanges,
  samePhoneNumbers,
} from "../../../src/rules/charged-calls";
import { A, B, declaration, type Declares, pin } from "./declarations";

const DRIVER = "+919876543210";
const RIDER = "+919812345678";
const OTHER = "+918888877777";

const prior: AllocationAttributes = {
  ...declaration({}),
  aparty_numbers: [DRIVER],
  bparty_numbers: [RIDER],
  aparty_pins: null,
  bparty_pins: null,
  pins_wo_version: null,
  usage: "twoway",
  green_vn: A,
};

const create: ChargedCall = { operation: "create", certainty: "exact" };
const party = (certainty: ChargedCall["certainty"] = "exact"): ChargedCall => ({ operation: "call-party", certainty });
const vn = (certainty: ChargedCall["certainty"] = "exact"): ChargedCall => ({ operation: "vn", certainty });

test("a creation is one call, whatever it declares", () => {
  expect(allocationCalls(null, { ...prior, green_vn: UNKNOWN, ...declaration({ region: "MU" }) })).toEqual([create]);
});

describe("an update of an allocation", () => {
  test.each<[string, Partial<AllocationAttributes>, Partial<AllocationAttributes>, ChargedCall[]]>([
    // what it is                              prior                                planned
    // calls
    ["nothing changed", {}, {}, []],
    ["an A-party added", {}, { aparty_numbers: [DRIVER, OTHER] }, [party()]],
    ["an A-party removed", { aparty_numbers: [DRIVER, OTHER] }, { aparty_numbers: [DRIVER] }, [party()]],
    ["an A-party exchanged", {}, { aparty_numbers: [OTHER] }, [party()]],
    ["a B-party added", {}, { bparty_numbers: [RIDER, OTHER] }, [party()]],
    ["both sides changed: one call", {}, { aparty_numbers: [OTHER], bparty_numbers: [DRIVER] }, [party()]],
    ["parties in another order", { aparty_numbers: [DRIVER, OTHER] }, { aparty_numbers: [OTHER, DRIVER] }, []],
    ["a party in another form", { aparty_numbers: ["919876543210"] }, { aparty_numbers: [DRIVER] }, []],
    ["parties not known yet", {}, { aparty_numbers: UNKNOWN }, [party("open")]],
    ["one party not known yet", {}, { aparty_numbers: [DRIVER, UNKNOWN] }, [party("open")]],
    ["one side not known yet, the other changed", {}, { aparty_numbers: UNKNOWN, bparty_numbers: [OTHER] }, [party()]],
    ["parties that were never told", { aparty_numbers: null }, { aparty_numbers: [DRIVER] }, [party("takeover")]],
    ["usage changed", {}, { usage: "oneway" }, [party()]],
    ["usage not known yet", {}, { usage: UNKNOWN }, [party("open")]],
    ["usage that was never told", { usage: null }, { usage: "oneway" }, [party("takeover")]],
    ["usage not known at an import was taken over", { usage: UNKNOWN }, { usage: UNKNOWN }, []],
    ["PINs not managed", {}, {}, []],
    ["first PINs", {}, { aparty_pins: [1234] }, [party("takeover")]],
    ["PINs declared to be none, never told", {}, { bparty_pins: [] }, [party("takeover")]],
    ["PINs changed", { aparty_pins: [1234] }, { aparty_pins: [4321] }, [party()]],
    ["PINs removed", { aparty_pins: [1234] }, { aparty_pins: [] }, [party()]],
    ["PINs let go of, such as for write-only ones", { aparty_pins: [1234] }, { aparty_pins: null }, []],
    ["a first version of write-only PINs", {}, { pins_wo_version: 1 }, [party("takeover")]],
    ["another version", { pins_wo_version: 1 }, { pins_wo_version: 2 }, [party()]],
    ["an older version", { pins_wo_version: 2 }, { pins_wo_version: 1 }, [party()]],
    ["the same version", { pins_wo_version: 1 }, { pins_wo_version: 1 }, []],
    ["the version 0 is one", {}, { pins_wo_version: 0 }, [party("takeover")]],
    ["a version removed", { pins_wo_version: 1 }, { pins_wo_version: null }, []],
    ["a version not known yet", { pins_wo_version: 1 }, { pins_wo_version: UNKNOWN }, [party("open")]],
    ["a version not known at an import was taken over", { pins_wo_version: UNKNOWN }, { pins_wo_version: UNKNOWN }, []],
    ["none, and none again", { aparty_pins: [] }, { aparty_pins: [] }, []],
    ["PINs in another order", { aparty_pins: [1234, 77] }, { aparty_pins: [77, 1234] }, []],
    ["PINs not known yet", { aparty_pins: [1234] }, { aparty_pins: UNKNOWN }, [party("open")]],
    ["PINs not known at an import were taken over", { aparty_pins: UNKNOWN }, { aparty_pins: UNKNOWN }, []],
    [
      "one PIN not known at an import was taken over",
      { aparty_pins: [1234, UNKNOWN] },
      { aparty_pins: [1234, UNKNOWN] },
      [],
    ],
    [
      "a certain change beside one never told",
      { aparty_pins: null },
      { aparty_pins: [1234], usage: "oneway" },
      [party()],
    ],
    [
      "one never told beside one not known yet",
      { aparty_pins: null },
      { aparty_pins: [1234], usage: UNKNOWN },
      [party("takeover")],
    ],

    ["another number, as pinned", {}, { ...declaration(pin(B)), green_vn: B }, [vn()]],
    ["another number, not known yet", {}, { ...declaration({ region: "MH" }), green_vn: UNKNOWN }, [vn()]],
    ["a rotation", {}, { ...declaration({ triggers: { leak: "1" } }), green_vn: UNKNOWN }, [vn()]],
    ["preferences changed, and the number stays", {}, { ...declaration(pin(A)) }, []],
    ["preferences removed", declaration({ region: "MU" }), declaration({}), []],
    ["a region not known yet", {}, { ...declaration({ region: UNKNOWN }), green_vn: UNKNOWN }, [vn("open")]],
    ["all preferences not known yet", {}, { preferences: UNKNOWN, green_vn: UNKNOWN }, [vn("open")]],
    [
      "strictness not known yet",
      declaration({ region: "MU" }),
      { ...declaration({ region: "MU", strict: UNKNOWN }), green_vn: UNKNOWN },
      [vn("open")],
    ],
    ["triggers not known yet", {}, { rotation_triggers: UNKNOWN, green_vn: UNKNOWN }, [vn("open")]],
    [
      "one trigger not known yet",
      declaration({ triggers: { a: "1" } }),
      { ...declaration({ triggers: { a: UNKNOWN } }), green_vn: UNKNOWN },
      [vn("open")],
    ],
    [
      "a rotation whose preferences are not known yet",
      {},
      { ...declaration({ region: UNKNOWN, triggers: { leak: "1" } }), green_vn: UNKNOWN },
      [vn("open")],
    ],
    [
      "a postal code not known yet, which counts for nothing",
      {},
      { ...declaration({ region: "MH", pin_code: UNKNOWN }), green_vn: UNKNOWN },
      [vn()],
    ],

    [
      "parties and number at once: the parties first",
      {},
      { usage: "oneway", ...declaration({ region: "MH" }), green_vn: UNKNOWN },
      [party(), vn()],
    ],
    [
      "parties certain, the number not",
      {},
      { usage: "oneway", ...declaration({ region: UNKNOWN }), green_vn: UNKNOWN },
      [party(), vn("open")],
    ],
  ])("%s", (_what, before, after, expected) =>
    expect(allocationCalls({ ...prior, ...before }, { ...prior, ...before, ...after })).toEqual(expected),
  );
});

describe("an assignment", () => {
  const assigned = (declares: Declares, green_vn: AssignmentAttributes["green_vn"]): AssignmentAttributes => ({
    ...declaration(declares),
    green_vn,
  });

  test.each<[string, AssignmentAttributes | null, AssignmentAttributes, ChargedCall[]]>([
    ["created with no preferences adopts", null, assigned({}, UNKNOWN), []],
    ["created with strictness alone adopts", null, assigned({ strict: true }, UNKNOWN), []],
    ["created with triggers alone adopts", null, assigned({ triggers: { leak: "1" } }, UNKNOWN), []],
    ["created with a region may call", null, assigned({ region: "MU" }, UNKNOWN), [vn("open")]],
    ["created with a strict pin may find it in force", null, assigned(pin(A), UNKNOWN), [vn("open")]],
    [
      "created with preferences not known yet may call",
      null,
      { ...assigned({}, UNKNOWN), preferences: UNKNOWN },
      [vn("open")],
    ],
    ["unchanged", assigned({ region: "MU" }, A), assigned({ region: "MU" }, A), []],
    ["changed to another region", assigned({ region: "MU" }, A), assigned({ region: "MH" }, UNKNOWN), [vn()]],
    [
      "changed to what is not known yet",
      assigned({ region: "MU" }, A),
      assigned({ region: UNKNOWN }, UNKNOWN),
      [vn("open")],
    ],
  ])("%s", (_what, before, after, expected) => expect(assignmentCalls(before, after)).toEqual(expected));
});

test("the party attributes that a plan changes are named one by one", () => {
  expect(partyChanges(prior, { ...prior, bparty_numbers: UNKNOWN, aparty_pins: [1], usage: "oneway" })).toEqual([
    { name: "bparty_numbers", certainty: "open" },
    { name: "aparty_pins", certainty: "takeover" },
    { name: "usage", certainty: "exact" },
  ]);
});

test.each([
  ["none and none", [], [], true],
  ["the same in another order", [DRIVER, RIDER], [RIDER, DRIVER], true],
  ["the same in other forms", ["09876543210", "919812345678"], [DRIVER, RIDER], true],
  ["one more", [DRIVER, RIDER], [DRIVER], false],
  ["one fewer", [DRIVER], [DRIVER, RIDER], false],
  ["as many others", [DRIVER, RIDER], [DRIVER, OTHER], false],
] as const)("sets of numbers: %s", (_what, one, other, expected) =>
  expect(samePhoneNumbers(one, other)).toBe(expected),
);
