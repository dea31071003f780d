import { TerraformCount, TerraformIterator, type TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenVnAssignment } from "../../../../src";
import { newStack, PARTIES, problemsOf } from "../synth";

const NUMBERS = 'give a list of numbers in E.164, such as ["+919876543210"]';
const TEXT = "write it as text, in quotes";

test.each<[string, object, string[]]>([
  [
    "no parties",
    { aPartyNumbers: undefined, bPartyNumbers: null },
    [`aPartyNumbers: is missing; ${NUMBERS}`, `bPartyNumbers: is missing; ${NUMBERS}`],
  ],
  [
    "one party, not in a list",
    { aPartyNumbers: "+919876543210" },
    [`aPartyNumbers: "+919876543210" is no list; ${NUMBERS}`],
  ],
  [
    "a party that is a number",
    { aPartyNumbers: [919876543210] },
    [`aPartyNumbers: holds 919876543210, which is no text; ${NUMBERS}`],
  ],
  [
    "a party that is null",
    { aPartyNumbers: [null] },
    ["aPartyNumbers: holds null; every element must be a number in E.164, such as +919876543210"],
  ],
  ["a postal code that is a number", { pinCode: 560001 }, [`pinCode: 560001 is no text; ${TEXT}: "560001"`]],
  [
    "an empty text",
    { pinCode: "", flowId: " ", connectionId: "" },
    [
      'connectionId: "" must not be empty; leave it out where nothing is meant',
      'pinCode: "" must not be empty; leave it out where nothing is meant',
      'flowId: " " must not be empty; leave it out where nothing is meant',
    ],
  ],
  [
    "strict in quotes",
    { strict: "true" },
    ['strict: "true" is neither true nor false; write true or false, not in quotes'],
  ],
  [
    "rotation by a text",
    { rotateOn: "2026" },
    ['rotateOn: "2026" is no map; give a map of texts, such as { quarter: "2026-Q1" }'],
  ],
  [
    "rotation by a number",
    { rotateOn: { year: 2026 } },
    ['rotateOn: holds 2026, which is no text; give a map of texts, such as { quarter: "2026-Q1" }'],
  ],
  [
    "PINs that are no list, not shown",
    { aPartyPins: "4711" },
    ["aPartyPins: is no list; give a list of whole numbers above 0, such as [4711]"],
  ],
  [
    "a PIN that is a text, not shown",
    { aPartyPins: ["4711"] },
    ["aPartyPins: holds a value that is no PIN; every PIN is a whole number above 0"],
  ],
  [
    "a PIN on both sides, not shown",
    { aPartyPins: [4711], bPartyPins: [4711] },
    ["bPartyPins: shares a PIN with the A-party side; PINs must be unique across both sides"],
  ],
  ["a usage in other words", { usage: "both" }, ['usage: "both" must be one of "oneway", "twoway"']],
  [
    "outputs that are no answer",
    { outputs: "none" },
    ['outputs: "none" is neither true nor false; write true or false, not in quotes'],
  ],
])("%s", (_what, props, sentences) => {
  const declare = (stack: TerraformStack) =>
    new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "driver", ...props });
  expect(problemsOf(declare)).toEqual(sentences.map((sentence) => `[test/driver] ${sentence}`));
});

test("an assignment without its allocation", () => {
  expect(problemsOf((stack) => new GreenVnAssignment(stack, "night", {} as never))).toEqual([
    `[test/night] allocationId: is missing; ${TEXT}`,
  ]);
});

test("a look-up without its allocation", () => {
  expect(problemsOf((stack) => GreenVnAllocation.fromAllocationId(stack, "found", ""))).toEqual([
    '[test/found] allocationId: "" must not be empty; leave it out where nothing is meant',
  ]);
});

test("two capitals that this version does not know pass with a warning, once", () => {
  const stack = newStack();
  const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "ZZ", aPartyPins: [1234567] });
  Testing.fullSynth(stack);
  Testing.fullSynth(stack);
  expect(driver.node.metadata.map(({ type, data }) => [type, data as string])).toEqual([
    ["@cdktf/warn", "aPartyPins: holds a PIN of more than 6 digits; ExoBridge recommends 6 at most"],
    [
      "@cdktf/warn",
      'region: "ZZ" is no region that this version knows (AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB); it is sent as it is, since regions are added over time',
    ],
  ]);
});

describe("several by one declaration", () => {
  const count = TerraformCount.of(3);
  const optional = (stack: TerraformStack) => TerraformCount.of(new TerraformVariable(stack, "wanted", {}).numberValue);
  const iterator = TerraformIterator.fromMap({ north: "+917205827365" });
  const declared = (props: (stack: TerraformStack) => Partial<GreenVnAllocationProps>) =>
    problemsOf((stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, ...props(stack) }));

  test.each<[string, (stack: TerraformStack) => Partial<GreenVnAllocationProps>]>([
    ["the index in plain quotes", () => ({ count, connectionId: "driver-${count.index}" })],
    ["the index as a token", () => ({ count, connectionId: `driver-${Token.asString(count.index)}` })],
    ["the key", () => ({ forEach: iterator, connectionId: `driver-${iterator.key}` })],
    [
      "each value for a number",
      () => ({ forEach: iterator, connectionId: `driver-${iterator.key}`, number: Token.asString(iterator.value) }),
    ],
    [
      "an optional one with a number of its own",
      (stack) => ({ count: optional(stack), connectionId: "driver-${count.index}", number: "+917205827365" }),
    ],
    ["none", () => ({ count: 0, connectionId: "driver-${count.index}", number: "+917205827365" })],
  ])("right: %s", (_what, props) => expect(declared(props)).toEqual([]));

  test("wrong: the index written into a template, of which CDKTF leaves garbage after a dash", () => {
    expect(declared(() => ({ count, connectionId: `driver-${count.index}` }))).toEqual([
      "[test/driver] connectionId: holds a number token beside other text, which CDKTF loses or breaks; write it with Token.asString: `driver-${Token.asString(count.index)}`",
    ]);
  });

  test.each<[string, Partial<GreenVnAllocationProps>]>([
    ["count", { count: 2, connectionId: "driver-${count.index}" }],
    ["forEach", { forEach: iterator, connectionId: `driver-${iterator.key}` }],
  ])("wrong: one number for all with %s", (_what, props) => {
    expect(declared(() => ({ ...props, number: "+917205827365" }))).toEqual([
      '[test/driver] number: "+917205827365" would be asked for by every allocation; one number can serve one only: give each its own, such as iterator.getString("number"), or a region',
    ]);
  });

  test("wrong: one allocation assigned several times", () => {
    const wrong = (stack: TerraformStack) =>
      new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", forEach: iterator });
    expect(problemsOf(wrong)).toEqual([
      '[test/night] allocationId: "gvn-1" would be assigned several times with forEach; give each its own, such as Fn.element(ids, count.index) or iterator.value',
    ]);
  });
});
