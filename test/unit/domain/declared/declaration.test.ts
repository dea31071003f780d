import fc from "fast-check";
import { checkDeclaration, type Declaration } from "../../../../src/domain/declared/declaration";
import { UNKNOWN } from "../../../../src/domain/unknown";

const DRIVER = "+919876543210";
const RIDER = "+919812345678";
const E164 =
  "is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210";
const REGIONS = "AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB";
const EMPTY = "must not be empty; leave it out where nothing is meant";
const DURATION = "is not a duration; write a whole number above 0 and d, h, m or s, such as 30d, 12h, 10m or 600s";

/** `path: value what is wrong`, as people are shown it; warnings say so. */
const said = (declared: Declaration): string[] =>
  checkDeclaration(declared).map(
    ({ severity, path, value, expected }) =>
      `${severity === "warning" ? "warning: " : ""}${path.join(".")}: ${value === undefined ? "" : `${value} `}${expected}`,
  );

test.each<[string, Declaration, string[]]>([
  ["nothing at all", {}, []],
  [
    "everything right",
    {
      connectionId: "driver-42",
      apartyNumbers: [DRIVER],
      bpartyNumbers: [RIDER],
      apartyPins: [1234],
      bpartyPins: [4321],
      usage: "oneway",
      preferences: { greenvn: "+917205827365", region: "MU", numberType: "mobile", pinCode: "400001" },
      deallocationPolicy: { duration: "30d" },
      flowId: "7",
    },
    [],
  ],
  [
    "null everywhere",
    {
      connectionId: null,
      greenvnId: null,
      apartyNumbers: null,
      bpartyNumbers: null,
      apartyPins: null,
      bpartyPins: null,
      usage: null,
      preferences: null,
      deallocationPolicy: null,
      flowId: null,
    },
    [],
  ],
  [
    "unknown everywhere",
    {
      connectionId: UNKNOWN,
      greenvnId: UNKNOWN,
      apartyNumbers: UNKNOWN,
      bpartyNumbers: UNKNOWN,
      apartyPins: UNKNOWN,
      bpartyPins: UNKNOWN,
      usage: UNKNOWN,
      preferences: UNKNOWN,
      deallocationPolicy: UNKNOWN,
      flowId: UNKNOWN,
    },
    [],
  ],
  [
    "unknown within",
    {
      apartyNumbers: [UNKNOWN, DRIVER],
      bpartyNumbers: [UNKNOWN],
      apartyPins: [UNKNOWN],
      preferences: { greenvn: UNKNOWN, region: UNKNOWN, numberType: UNKNOWN, pinCode: UNKNOWN },
      deallocationPolicy: { duration: UNKNOWN },
    },
    [],
  ],
  ["empty preferences", { preferences: {} }, []],

  ["an empty name", { connectionId: "" }, [`connectionId: "" ${EMPTY}`]],
  ["a blank name", { connectionId: "  " }, [`connectionId: "  " ${EMPTY}`]],
  ["an empty id", { greenvnId: "" }, [`greenvnId: "" ${EMPTY}`]],
  ["an empty flow", { flowId: "" }, [`flowId: "" ${EMPTY}`]],

  ["a party without its country code", { apartyNumbers: ["9876543210"] }, [`apartyNumbers: "9876543210" ${E164}`]],
  [
    "two wrong parties",
    { apartyNumbers: ["1", DRIVER], bpartyNumbers: ["0049"] },
    [`apartyNumbers: "1" ${E164}`, `bpartyNumbers: "0049" ${E164}`],
  ],
  [
    "a party that is null",
    { bpartyNumbers: [null] },
    ["bpartyNumbers: holds null; every element must be a number in E.164, such as +919876543210"],
  ],
  [
    "no parties",
    { apartyNumbers: [], bpartyNumbers: [] },
    ["apartyNumbers: needs at least one number", "bpartyNumbers: needs at least one number"],
  ],
  [
    "one number on both sides",
    { apartyNumbers: [DRIVER, RIDER], bpartyNumbers: [RIDER] },
    [`bpartyNumbers: "${RIDER}" stands among the A-party numbers too; a number may be on one side only`],
  ],

  [
    "PINs that are none",
    { apartyPins: [0], bpartyPins: [-7, 1.5] },
    [
      "apartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
      "bpartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
    ],
  ],
  [
    "a PIN that is null",
    { apartyPins: [null] },
    ["apartyPins: holds a value that is no PIN; every PIN is a whole number above 0"],
  ],
  [
    "a PIN beyond what a number can hold",
    { apartyPins: [12345678901234567890n], bpartyPins: [9007199254740993n, 1.5] },
    [
      "apartyPins: holds a PIN above 9007199254740991, which can not be sent exactly; write a smaller one",
      "bpartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
      "bpartyPins: holds a PIN above 9007199254740991, which can not be sent exactly; write a smaller one",
    ],
  ],
  [
    "one PIN twice on a side",
    { apartyPins: [1234, 1234] },
    ["apartyPins: holds one PIN twice; every PIN must be unique"],
  ],
  [
    "one PIN on both sides",
    { apartyPins: [1234], bpartyPins: [4321, 1234] },
    ["bpartyPins: shares a PIN with the A-party side; PINs must be unique across both sides"],
  ],
  ["six digits of PIN", { apartyPins: [123456] }, []],
  [
    "seven digits of PIN",
    { apartyPins: [1234567] },
    ["warning: apartyPins: holds a PIN of more than 6 digits; ExoBridge recommends 6 at most"],
  ],
  ["no PINs", { apartyPins: [], bpartyPins: [] }, []],
  ["write-only PINs with their version", { apartyPinsWo: [1234], bpartyPinsWo: [], pinsWoVersion: 1 }, []],
  ["write-only PINs whose version is not known yet", { apartyPinsWo: [1234], pinsWoVersion: UNKNOWN }, []],
  ["write-only PINs that are not known yet", { apartyPinsWo: UNKNOWN, bpartyPinsWo: [UNKNOWN], pinsWoVersion: 1 }, []],
  ["a version alone", { pinsWoVersion: 0 }, []],
  ["kept PINs that may turn out null", { apartyPins: UNKNOWN, apartyPinsWo: [1], pinsWoVersion: 1 }, []],
  [
    "write-only PINs with no version",
    { apartyPinsWo: [1234], bpartyPinsWo: [] },
    [
      "apartyPinsWo: needs pins_wo_version: a whole number whose change says that these PINs are to be sent",
      "bpartyPinsWo: needs pins_wo_version: a whole number whose change says that these PINs are to be sent",
    ],
  ],
  [
    "write-only PINs beside kept ones of the other side",
    { apartyPins: [], bpartyPinsWo: [1234], pinsWoVersion: 1 },
    [
      "bpartyPinsWo: can't stand beside aparty_pins or bparty_pins: PINs are either kept in state by these, or write-only",
    ],
  ],
  [
    "a version beside kept PINs",
    { bpartyPins: [1234], pinsWoVersion: 1 },
    [
      "pinsWoVersion: can't stand beside aparty_pins or bparty_pins: PINs are either kept in state by these, or write-only",
    ],
  ],
  [
    "a version that is no whole number",
    { apartyPinsWo: [1], pinsWoVersion: 1.5 },
    ["pinsWoVersion: is not a whole number that can be kept exactly"],
  ],
  [
    "write-only PINs that are none, doubled, or on both sides",
    { apartyPinsWo: [0, 12, 12], bpartyPinsWo: [12, null], pinsWoVersion: 1 },
    [
      "apartyPinsWo: holds a value that is no PIN; every PIN is a whole number above 0",
      "apartyPinsWo: holds one PIN twice; every PIN must be unique",
      "bpartyPinsWo: holds a value that is no PIN; every PIN is a whole number above 0",
      "bpartyPinsWo: shares a PIN with the A-party side; PINs must be unique across both sides",
    ],
  ],

  ["another usage", { usage: "both" }, ['usage: "both" must be one of "oneway", "twoway"']],
  ["an empty usage", { usage: "" }, ['usage: "" must be one of "oneway", "twoway"']],

  ["an empty wished number", { preferences: { greenvn: "" } }, [`preferences.greenvn: "" ${E164}`]],
  [
    "a wished number that is none",
    { preferences: { greenvn: "7205827365" } },
    [`preferences.greenvn: "7205827365" ${E164}`],
  ],
  [
    "a city for a region",
    { preferences: { region: "Mumbai" } },
    [`preferences.region: "Mumbai" is not a region; use the two capitals of one: ${REGIONS}`],
  ],
  [
    "a region in small letters",
    { preferences: { region: "mu" } },
    [`preferences.region: "mu" is not a region; use the two capitals of one: ${REGIONS}`],
  ],
  [
    "an empty region",
    { preferences: { region: "" } },
    [`preferences.region: "" is not a region; use the two capitals of one: ${REGIONS}`],
  ],
  [
    "a region that may be new",
    { preferences: { region: "PB" } },
    [
      `warning: preferences.region: "PB" is no region that this version knows (${REGIONS}); it is sent as it is, since regions are added over time`,
    ],
  ],
  [
    "another number type",
    { preferences: { numberType: "fixed" } },
    ['preferences.numberType: "fixed" must be one of "mobile", "landline"'],
  ],
  [
    "an empty number type",
    { preferences: { numberType: "" } },
    ['preferences.numberType: "" must be one of "mobile", "landline"'],
  ],
  ["an empty postal code", { preferences: { pinCode: "" } }, [`preferences.pinCode: "" ${EMPTY}`]],

  [
    "a duration without its unit",
    { deallocationPolicy: { duration: "30" } },
    [`deallocationPolicy.duration: "30" ${DURATION}`],
  ],
  ["no duration at all", { deallocationPolicy: { duration: "-1" } }, [`deallocationPolicy.duration: "-1" ${DURATION}`]],

  [
    "all problems at once",
    {
      connectionId: "",
      apartyNumbers: ["1"],
      bpartyNumbers: [],
      apartyPins: [0],
      usage: "both",
      preferences: { greenvn: "2", region: "XX", numberType: "fixed" },
      deallocationPolicy: { duration: "soon" },
    },
    [
      `connectionId: "" ${EMPTY}`,
      `apartyNumbers: "1" ${E164}`,
      "bpartyNumbers: needs at least one number",
      "apartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
      'usage: "both" must be one of "oneway", "twoway"',
      `preferences.greenvn: "2" ${E164}`,
      `warning: preferences.region: "XX" is no region that this version knows (${REGIONS}); it is sent as it is, since regions are added over time`,
      'preferences.numberType: "fixed" must be one of "mobile", "landline"',
      `deallocationPolicy.duration: "soon" ${DURATION}`,
    ],
  ],
])("a declaration with %s", (_what, declared, expected) => expect(said(declared)).toEqual(expected));

test("no problem shows a PIN", () => {
  const pin = fc.oneof(
    fc.integer({ min: 1000, max: 99_999_999 }),
    fc.double({ min: 1000, max: 9999, noNaN: true }),
    fc.integer({ min: -99_999_999, max: -1000 }),
  );
  fc.assert(
    fc.property(fc.array(pin), fc.array(pin), (apartyPins, bpartyPins) => {
      const text = JSON.stringify(checkDeclaration({ apartyPins, bpartyPins }));
      for (const one of [...apartyPins, ...bpartyPins]) expect(text).not.toContain(String(one));
    }),
  );
});

test("whatever is unknown adds no problem", () => {
  const text = fc.constantFrom("", "x", DRIVER, "MU", "30d");
  const declared = fc.record({
    connectionId: text,
    usage: text,
    flowId: text,
    deallocationPolicy: fc.record({ duration: text }),
    apartyNumbers: fc.array(text),
  });
  fc.assert(
    fc.property(
      declared,
      fc.subarray(["connectionId", "usage", "flowId", "deallocationPolicy", "apartyNumbers"] as const),
      (known, hidden) => {
        const seen = { ...known, ...Object.fromEntries(hidden.map((name) => [name, UNKNOWN])) };
        expect(said(known)).toEqual(expect.arrayContaining(said(seen)));
      },
    ),
  );
});
