import { type TerraformStack } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import { nearest } from "../../../../src/constructs/props/unknown-props";
import { PARTIES, problemsOf } from "../synth";

const allocationWith = (props: object) => (stack: TerraformStack) =>
  void new GreenVnAllocation(stack, "one", { ...PARTIES, ...props });
const assignmentWith = (props: object) => (stack: TerraformStack) =>
  void new GreenVnAssignment(stack, "one", { allocationId: "gvn-1", ...props });
const providerWith = (props: object) => (stack: TerraformStack) =>
  void new GreenvnProvider(stack, "one", { alias: "other", vendorProvider: false, ...props });
const hookWith = (options: object) => (stack: TerraformStack) =>
  void new GreenVnAllocation(stack, "one", PARTIES).onNumberChange("announce", {
    command: "true",
    using: "terraform_data",
    ...options,
  });
const lookUpWith = (options: object) => (stack: TerraformStack) =>
  void GreenVnAllocation.fromAllocationId(stack, "one", "gvn-1", options);

const TERRAFORM = "is no property, but a name of Terraform's; write";
const NONE = "is no property; write";

test.each<[string, (stack: TerraformStack) => void, string]>([
  ["misspelt", allocationWith({ regoin: "MU" }), `regoin: ${NONE} region`],
  ["in another case", allocationWith({ Region: "MU" }), `Region: ${NONE} region`],
  ["one letter short", allocationWith({ deletionProtecton: true }), `deletionProtecton: ${NONE} deletionProtection`],
  ["a meta-argument", allocationWith({ lifeCycle: {} }), `lifeCycle: ${NONE} lifecycle`],
  ["null, as a file may say it", allocationWith({ regoin: null }), `regoin: ${NONE} region`],
  ["the right one stands beside it", allocationWith({ region: "MU", regions: [] }), `regions: ${NONE} region`],
  [
    "a nested attribute",
    allocationWith({ preferences: {} }),
    `preferences: ${TERRAFORM} number, region, numberType or pinCode, each by itself`,
  ],
  ["an attribute", allocationWith({ strictness: true }), `strictness: ${TERRAFORM} strict`],
  [
    "an attribute in snake case",
    allocationWith({ deletion_policy: "abandon" }),
    `deletion_policy: ${TERRAFORM} onDestroy`,
  ],
  [
    "an attribute that is a prop in another case",
    allocationWith({ connection_id: "a" }),
    `connection_id: ${TERRAFORM} connectionId`,
  ],
  ["a write-only attribute", allocationWith({ aparty_pins_wo: [] }), `aparty_pins_wo: ${TERRAFORM} aPartyPins`],
  ["its version", allocationWith({ pins_wo_version: 1 }), `pins_wo_version: ${TERRAFORM} pinsVersion`],
  ["a generated class's name", allocationWith({ apartyPins: [] }), `apartyPins: ${TERRAFORM} aPartyPins`],
  ["a nested name", allocationWith({ greenvn: "+917205827365" }), `greenvn: ${TERRAFORM} number`],
  ["a nested name in snake case", allocationWith({ number_type: "mobile" }), `number_type: ${TERRAFORM} numberType`],
  ["a meta-argument in snake case", allocationWith({ depends_on: [] }), `depends_on: ${TERRAFORM} dependsOn`],
  [
    "another attribute of the provider's",
    allocationWith({ rotationTriggers: {} }),
    `rotationTriggers: ${TERRAFORM} rotateOn`,
  ],
  [
    "a former name",
    allocationWith({ abandonOnDestroy: true }),
    'abandonOnDestroy: is no property any more; write onDestroy: "abandon"',
  ],
  [
    "a former name of an assignment",
    assignmentWith({ greenvnId: "gvn-1" }),
    "greenvnId: is no property any more; write allocationId",
  ],
  ["Terraform's in an assignment", assignmentWith({ greenvn_id: "gvn-1" }), `greenvn_id: ${TERRAFORM} allocationId`],
  ["the provider's, misspelt", providerWith({ acountSid: "a" }), `acountSid: ${NONE} accountSid`],
  ["the provider's, in snake case", providerWith({ base_url: "https://x" }), `base_url: ${TERRAFORM} baseUrl`],
  ["a hook's", hookWith({ comand: "true" }), `onNumberChange("announce") comand: ${NONE} command`],
  ["a look-up's", lookUpWith({ dependson: [] }), `dependson: ${NONE} dependsOn`],
  [
    "a look-up's that another construct has",
    lookUpWith({ count: 2 }),
    "count: is no property; there are allocationId, provider, dependsOn",
  ],
])("a name that is no prop is refused with the right one: %s", (_what, declare, sentence) =>
  expect(problemsOf(declare)).toEqual([`[test/one] ${sentence}`]),
);

test("where none is near, all are named; so is a prop whose attribute does not exist yet", () => {
  const [team = "", shade = ""] = problemsOf(allocationWith({ team: "north", shade: 1 }));
  expect(team).toMatch(/^\[test\/one\] team: is no property; there are aPartyNumbers, bPartyNumbers, connectionId, /);
  expect(shade).toContain("shade: is no property; there are ");
});

test("a name without a value is nothing given", () =>
  expect(problemsOf(allocationWith({ regions: undefined, abandonOnDestroy: undefined }))).toEqual([]));

test("the nearest is proposed, not the first that is near", () => {
  expect(nearest("aPartyPin", ["aPartyNumbers", "bPartyPins", "aPartyPins"])).toBe("aPartyPins");
  expect(nearest("bPartyPin", ["aPartyPins", "bPartyPins"])).toBe("bPartyPins");
  expect(nearest("flow", ["flowId", "allow"])).toBeNull();
});

test("all that is wrong in all constructs comes at once, with the paths", () => {
  const problems = problemsOf((stack) => {
    new GreenVnAllocation(stack, "a", { regoin: "MU" } as never);
    new GreenVnAssignment(stack, "b", { strictness: true } as never);
    new GreenvnProvider(stack, "c", { alias: "c", vendorProvider: false, api_token: "x" } as never);
    lookUpWith({ providr: 1 })(stack);
  });
  expect(problems.map((problem) => problem.slice(0, problem.indexOf(":")))).toEqual([
    "[test/a] regoin",
    "[test/a] aPartyNumbers",
    "[test/a] bPartyNumbers",
    "[test/b] strictness",
    "[test/b] allocationId",
    "[test/c] api_token",
    "[test/one] providr",
  ]);
});

const MISSING = [
  'aPartyNumbers: is missing; give a list of numbers in E.164, such as ["+919876543210"]',
  'bPartyNumbers: is missing; give a list of numbers in E.164, such as ["+919876543210"]',
];

test.each<[string, unknown]>([
  ["undefined", undefined],
  ["null, an empty entry of a file", null],
  ["an empty object", {}],
])("props that are %s are a problem like any other", (_what, props) => {
  expect(problemsOf((stack) => void new GreenVnAllocation(stack, "one", props as never))).toEqual(
    MISSING.map((sentence) => `[test/one] ${sentence}`),
  );
});

test.each<[string, (stack: TerraformStack) => void, string]>([
  [
    "a list of props",
    (stack) => void new GreenVnAllocation(stack, "one", ["+919876543210"] as never),
    '["+919876543210"] stands in place of the properties; give an object of them, such as { region: "MU" }',
  ],
  [
    "no props of an assignment",
    (stack) => void new GreenVnAssignment(stack, "one", undefined as never),
    "allocationId: is missing; write it as text, in quotes",
  ],
  [
    "no options of a hook",
    (stack) => void new GreenVnAllocation(stack, "one", PARTIES).onNumberChange("announce", undefined as never),
    'onNumberChange("announce") command: is missing; write it as text, in quotes',
  ],
  [
    "no id of a look-up",
    (stack) => void GreenVnAllocation.fromAllocationId(stack, "one", undefined as never, null as never),
    "allocationId: is missing; write it as text, in quotes",
  ],
])("%s is a problem like any other", (_what, declare, sentence) =>
  expect(problemsOf(declare)).toContain(`[test/one] ${sentence}`),
);

test.each<[string, object, string]>([
  [
    "a provider by its name",
    { provider: "greenvn.other" },
    'provider: "greenvn.other" is no provider; pass the construct, such as new GreenvnProvider(…)',
  ],
  [
    "a plain map for forEach",
    { forEach: { a: "b" }, connectionId: "x-${each.key}" },
    'forEach: {"a":"b"} is no iterator; pass one, such as TerraformIterator.fromList(…)',
  ],
  [
    "a count in quotes",
    { count: "2", connectionId: "x-${count.index}" },
    'count: "2" is no number; write a number, or TerraformCount.of(…)',
  ],
  ["a dependency that is no list", { dependsOn: "x" }, 'dependsOn: "x" is no list; give a list'],
])("a meta-argument of a wrong kind is named: %s", (_what, props, sentence) =>
  expect(problemsOf(allocationWith(props))).toEqual([`[test/one] ${sentence}`]),
);
