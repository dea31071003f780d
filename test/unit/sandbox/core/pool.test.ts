import { type Wish } from "../../../../src/sandbox/core/allocation";
import { Numbering, type Stock, STOCKS } from "../../../../src/sandbox/core/numbering";
import { Pool } from "../../../../src/sandbox/core/pool";

const numbering = new Numbering("1");
const at = (region: Stock["region"], type: Stock["type"], index = 0): string =>
  numbering.numberAt({ region, type }, index);
const all = (region: Stock["region"], type: Stock["type"]): string[] => [at(region, type, 0), at(region, type, 1)];
const where = (number: string | null): string | null => {
  const place = number === null ? null : numbering.placeOf(number);
  return place && `${place.stock.region}/${place.stock.type}`;
};
const choose = (
  wish: Partial<Wish>,
  { spent = [], held = null }: { spent?: readonly string[]; held?: string | null } = {},
): string | null => new Pool(numbering, 2, spent).choose({ strict: false, ...wish }, held);

const PIN = at("KA", "mobile", 1);

test.each<[string, Partial<Wish>, { spent?: string[]; held?: string }, string | null]>([
  ["a free pinned number", { greenvn: PIN }, {}, PIN],
  ["the one in force, pinned again", { greenvn: PIN }, { spent: [PIN], held: PIN }, PIN],
  ["a free pinned number, though its region is another", { greenvn: PIN, region: "MU" }, {}, PIN],
  [
    "strict: a free pinned number that meets the rest",
    { strict: true, greenvn: PIN, region: "KA", type: "mobile" },
    {},
    PIN,
  ],
  ["strict: the one in force, pinned again", { strict: true, greenvn: PIN }, { spent: [PIN], held: PIN }, PIN],
  ["strict: a pinned number of another region", { strict: true, greenvn: PIN, region: "MU" }, {}, null],
  ["strict: a pinned number of another type", { strict: true, greenvn: PIN, type: "landline" }, {}, null],
  ["strict: a pinned number that is taken or released", { strict: true, greenvn: PIN }, { spent: [PIN] }, null],
  ["strict: a number outside the pool", { strict: true, greenvn: at("KA", "mobile", 2) }, {}, null],
  ["strict: a number of nobody's", { strict: true, greenvn: "+917205827365" }, {}, null],
])("grants %s", (_case, wish, given, granted) => expect(choose(wish, given)).toBe(granted));

test.each<[string, Partial<Wish>, string[], string | null]>([
  ["region and type", { region: "KA", type: "landline" }, [], "KA/landline"],
  ["region before type", { region: "KA", type: "landline" }, all("KA", "landline"), "KA/mobile"],
  [
    "type where the region is empty, of the stock whose turn it is",
    { region: "KA", type: "landline" },
    [...all("KA", "landline"), ...all("KA", "mobile")],
    "KL/landline",
  ],
  [
    "anything where neither is left",
    { type: "landline" },
    STOCKS.flatMap(({ region }) => all(region, "landline")),
    "AP/mobile",
  ],
  [
    "region and type where the pinned number is taken",
    { greenvn: PIN, region: "WB", type: "mobile" },
    [PIN],
    "WB/mobile",
  ],
  ["the region near to a postal code", { postalRegion: "TN", type: "mobile" }, [], "TN/mobile"],
  ["the region rather than the postal code", { region: "GJ", postalRegion: "TN", type: "mobile" }, [], "GJ/mobile"],
  ["strict: region and type", { strict: true, region: "RJ", type: "mobile" }, [], "RJ/mobile"],
  ["strict: nothing in place of them", { strict: true, region: "KA", type: "landline" }, all("KA", "landline"), null],
  [
    "strict: nothing where region and postal code disagree",
    { strict: true, region: "GJ", postalRegion: "TN" },
    [],
    null,
  ],
  ["nothing where all is spent", {}, STOCKS.flatMap(({ region, type }) => all(region, type)), null],
])("grants %s", (_case, wish, spent, stock) => expect(where(choose(wish, { spent }))).toBe(stock));

test("a region asked for without a type is served from either", () => {
  const pool = new Pool(numbering, 50, []);
  const granted = Array.from({ length: 10 }, () => {
    const number = pool.choose({ strict: true, region: "MU" }, null) as string;
    pool.spend(number);
    return number;
  });
  expect(new Set(granted).size).toBe(10);
  expect(new Set(granted.map(where))).toEqual(new Set(["MU/mobile", "MU/landline"]));
});
