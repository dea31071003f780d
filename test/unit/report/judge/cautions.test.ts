import {
  A,
  B,
  change,
  creation,
  deletion,
  held,
  judgementOf,
  planOf,
  UNKNOWN_AT_CREATION,
  update,
  wanted,
} from "../plan-json";

type Entry = Record<string, unknown>;
const pins = (number: string) => ({
  preferences: { greenvn: number, region: null, number_type: null, pin_code: null },
});

function found(...plans: readonly (readonly Entry[])[]): string[] {
  return judgementOf(plans.map((entries) => planOf(entries))).cautions.map((caution) => {
    switch (caution.kind) {
      case "looks-moved":
        return `${caution.by}: ${caution.from.change.address} -> ${caution.to.change.address}`;
      case "held-and-pinned":
        return `${caution.holder.change.address} holds what ${caution.pinner.change.address} pins`;
      case "literal-token":
        return caution.where;
      case "number-changed-twice":
        return `twice: ${caution.rows.map((row) => row.change.address).join(" and ")}`;
      case "origin-change-allowed":
        return `another origin: ${caution.where}`;
      case "unknown-preferences":
        return `${caution.address} sets ${caution.keys.join(" and ")}`;
      case "time-in-output":
        return `time in ${caution.name}`;
    }
  });
}

const imported = (address: string, id: string) =>
  change({ address, actions: ["no-op"], before: held({ id }), after: held({ id }), change: { importing: { id } } });
const others = { connection_id: "other", aparty_numbers: ["+919000000009"] };

test.each<[string, Entry[], string[]]>([
  ["the same connection_id", [deletion({ address: "a" }), creation({ address: "b" })], ["connection_id: a -> b"]],
  [
    "the same number, pinned at the other address",
    [deletion({ address: "a" }), creation({ address: "b", declared: { ...others, ...pins(A) } })],
    ["number: a -> b"],
  ],
  [
    "the same number in another form",
    [
      deletion({ address: "a", was: { green_vn: A.slice(1) } }),
      creation({ address: "b", declared: { ...others, ...pins(A) } }),
    ],
    ["number: a -> b"],
  ],
  ["the same id, imported", [deletion({ address: "a" }), imported("b", "gvn-1")], ["id: a -> b"]],
  [
    "the same id, assigned",
    [
      deletion({ address: "a" }),
      creation({ address: "greenvn_assignment.b", type: "greenvn_assignment", declared: { greenvn_id: "gvn-1" } }),
    ],
    ["id: a -> greenvn_assignment.b"],
  ],
  [
    "the same parties only",
    [deletion({ address: "a" }), creation({ address: "b", declared: { connection_id: "other" } })],
    ["parties: a -> b"],
  ],
  [
    "parties in another order",
    [
      deletion({ address: "a", was: { aparty_numbers: ["+911", "+912"] } }),
      creation({ address: "b", declared: { connection_id: "other", aparty_numbers: ["+912", "+911"] } }),
    ],
    ["parties: a -> b"],
  ],
  [
    "forgotten and created",
    [deletion({ address: "a", actions: ["forget"] }), creation({ address: "b" })],
    ["connection_id: a -> b"],
  ],
  ["nothing in common", [deletion({ address: "a" }), creation({ address: "b", declared: others })], []],
  [
    "parties not known yet",
    [
      deletion({ address: "a" }),
      creation({
        address: "b",
        declared: { connection_id: "other", aparty_numbers: null },
        unknown: { ...UNKNOWN_AT_CREATION, aparty_numbers: true },
      }),
    ],
    [],
  ],
  [
    "a replacement in place",
    [
      change({
        address: "a",
        actions: ["delete", "create"],
        before: held(),
        after: wanted(),
        unknown: UNKNOWN_AT_CREATION,
      }),
    ],
    [],
  ],
  [
    "a deposed object beside a creation",
    [deletion({ address: "a", entry: { deposed: "0a1b2c3d" } }), creation({ address: "b" })],
    [],
  ],
  [
    "two renamed: each finds its own",
    [
      deletion({ address: "a", was: { connection_id: "one" } }),
      deletion({ address: "b", was: { connection_id: "two" } }),
      creation({ address: "c", declared: { connection_id: "two" } }),
      creation({ address: "d", declared: { connection_id: "one" } }),
    ],
    ["connection_id: b -> c", "connection_id: a -> d"],
  ],
])("what looks moved: %s", (_what, entries, expected) => expect(found(entries)).toEqual(expected));

test("what is given up in one plan and created in another is found across plans", () =>
  expect(found([deletion({ address: "a" })], [creation({ address: "b" })])).toEqual(["connection_id: a -> b"]));

test.each<[string, Entry[], string[]]>([
  [
    "held by one that stays",
    [
      change({ address: "a", actions: ["no-op"], before: held(), after: held() }),
      update({ id: "gvn-2", ...pins(A) }, { address: "b", was: { id: "gvn-2", green_vn: B } }),
    ],
    ["a holds what b pins"],
  ],
  [
    "held by one that changes",
    [
      update({ green_vn: undefined }, { address: "a", unknown: { green_vn: true } }),
      update({ id: "gvn-2", ...pins(A) }, { address: "b", was: { id: "gvn-2", green_vn: B } }),
    ],
    ["a holds what b pins"],
  ],
  [
    "pinned at creation",
    [
      change({ address: "a", actions: ["no-op"], before: held(), after: held() }),
      creation({ address: "b", declared: { ...others, ...pins(A) } }),
    ],
    ["a holds what b pins"],
  ],
  [
    "held in national digits",
    [
      change({
        address: "a",
        actions: ["no-op"],
        before: held({ green_vn: "7205827365" }),
        after: held({ green_vn: "7205827365" }),
      }),
      creation({ address: "b", declared: { ...others, ...pins(A) } }),
    ],
    ["a holds what b pins"],
  ],
  ["pinned by its own holder", [update({ ...pins(A) }, { address: "a" })], []],
  [
    "an allocation and its assignment",
    [
      update({}, { address: "a" }),
      update({ ...pins(A) }, { address: "greenvn_assignment.b", type: "greenvn_assignment" }),
    ],
    [],
  ],
  [
    "nothing changes",
    [
      change({ address: "a", actions: ["no-op"], before: held(), after: held() }),
      change({
        address: "b",
        actions: ["no-op"],
        before: held({ id: "gvn-2", green_vn: B, ...pins(A) }),
        after: held({ id: "gvn-2", green_vn: B, ...pins(A) }),
      }),
    ],
    [],
  ],
  [
    "a rename is told once",
    [deletion({ address: "a" }), creation({ address: "b", declared: pins(A) })],
    ["number: a -> b"],
  ],
])("a number that is wanted twice: %s", (_what, entries, expected) => expect(found(entries)).toEqual(expected));
