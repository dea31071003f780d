import type { Landed, RemoteAllocation } from "../../../../src/exobridge/types";
import type { SentWrite, WriteIntent } from "../../../../src/provider/memory/notes";
import { hasLanded, type SentPins } from "../../../../src/provider/steps/adopt-lost-writes";

const A = "+919845000001";
const B = "+919845000002";
const before: SentWrite["before"] = {
  green_vn: A,
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  usage: "twoway",
};

const vn = (greenvn: string | null, strictness = false): WriteIntent => ({
  operation: "vn",
  preferences: { greenvn, region: null, number_type: null },
  strictness,
  rotation_triggers: { day: "2" },
});
const parties = (changes: readonly string[]): WriteIntent => ({
  operation: "call-party",
  aparty_numbers: ["+919000000002"],
  bparty_numbers: before.bparty_numbers,
  usage: "oneway",
  changes,
});
const seen = (told: Partial<RemoteAllocation>): RemoteAllocation => ({ greenvnId: "gvn-1", ...told });

test.each<[string, WriteIntent, RemoteAllocation, Landed]>([
  ["another number is in force", vn(null), seen({ greenVn: B }), "yes"],
  ["the number before is in force", vn(null), seen({ greenVn: A }), "no"],
  ["the same, in another form", vn(null), seen({ greenVn: "09845000001" }), "no"],
  ["no number is told", vn(null), seen({}), "can-not-tell"],
  ["the strictly pinned number is in force", vn(B, true), seen({ greenVn: B }), "yes"],
  ["another than the strictly pinned one is", vn(B, true), seen({ greenVn: "+919845000003" }), "no"],
  [
    "a rotation that wishes for the number in force may have been granted it again",
    vn(A),
    seen({ greenVn: A }),
    "can-not-tell",
  ],
  ["the declared parties are in force", parties(["aparty_numbers"]), seen({ apartyNumbers: ["919000000002"] }), "yes"],
  ["the parties before are", parties(["aparty_numbers"]), seen({ apartyNumbers: ["+919000000001"] }), "no"],
  [
    "numbers and usage: only one of them is",
    parties(["aparty_numbers", "usage"]),
    seen({ apartyNumbers: ["+919000000002"], usage: "twoway" }),
    "no",
  ],
  [
    "numbers with PINs, which no answer tells",
    parties(["aparty_numbers", "aparty_pins"]),
    seen({ apartyNumbers: ["+919000000002"] }),
    "yes",
  ],
  [
    "PINs alone, which no answer tells",
    parties(["aparty_pins"]),
    seen({ apartyNumbers: ["+919000000001"] }),
    "can-not-tell",
  ],
  ["PINs alone, told as sent", parties(["aparty_pins"]), seen({ apartyPins: [1234] }), "yes"],
  ["PINs alone, told as before", parties(["aparty_pins"]), seen({ apartyPins: [9999] }), "no"],
  ["a usage that no answer tells", parties(["usage"]), seen({}), "can-not-tell"],
])("%s", (_what, sent, told, expected) => expect(hasLanded({ before, sent }, told, { aparty: [1234] })).toBe(expected));

describe("PINs, where an answer tells them", () => {
  const told = seen({ apartyPins: [1, 2], bpartyPins: [3] });

  test.each<[string, readonly string[], SentPins, RemoteAllocation, Landed]>([
    ["those that were sent, in another order", ["aparty_pins"], { aparty: [2, 1] }, told, "yes"],
    ["others", ["aparty_pins"], { aparty: [1] }, told, "no"],
    ["those of the other side", ["bparty_pins"], { bparty: [3] }, told, "yes"],
    ["others of the other side", ["bparty_pins"], { bparty: [4] }, told, "no"],
    ["those of one side alone", ["bparty_pins"], { bparty: [3] }, seen({ apartyPins: [1] }), "can-not-tell"],
    ["some, of which nobody knows what was sent", ["aparty_pins", "bparty_pins"], {}, told, "can-not-tell"],
    ["both sides by a version", ["pins_wo_version"], { aparty: [1, 2], bparty: [3] }, told, "yes"],
    ["one side of a version", ["pins_wo_version"], { aparty: [1, 2], bparty: [4] }, told, "no"],
    ["the other side of a version", ["pins_wo_version"], { aparty: [9], bparty: [3] }, told, "no"],
    ["one side that a version sent", ["pins_wo_version"], { bparty: [3] }, told, "yes"],
    ["none", ["pins_wo_version"], { aparty: [1] }, seen({}), "can-not-tell"],
  ])("%s", (_what, changes, pins, remote, expected) =>
    expect(hasLanded({ before, sent: parties(changes) }, remote, pins)).toBe(expected),
  );
});
