import type { Landed, RemoteAllocation } from "../../../../src/exobridge/types";
import type { SentWrite, WriteIntent } from "../../../../src/provider/memory/notes";
import { hasLanded } from "../../../../src/provider/steps/adopt-lost-writes";

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
