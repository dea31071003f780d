import { Fn, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenvnProvider, NumberType, Region } from "../../../src";
import { type Json, newStack, only, PARTIES, problemsOf, synth, synthOf } from "./synth";

const PARTY_ATTRIBUTES = { aparty_numbers: ["+919876543210"], bparty_numbers: ["+919812345678"] };
const NAMED = { ...PARTY_ATTRIBUTES, connection_id: "driver" };

test.each<[string, Partial<GreenVnAllocationProps>, Json]>([
  ["parties alone", {}, NAMED],
  [
    "a number, which is strict by itself",
    { number: "+917205827365" },
    { ...NAMED, preferences: { greenvn: "+917205827365" }, strictness: true },
  ],
  [
    "a number that is only a wish",
    { number: "+917205827365", strict: false },
    { ...NAMED, preferences: { greenvn: "+917205827365" }, strictness: false },
  ],
  ["a region by its name", { region: Region.MU }, { ...NAMED, preferences: { region: "MU" } }],
  [
    "a region that must be met",
    { region: "KA", strict: true },
    { ...NAMED, preferences: { region: "KA" }, strictness: true },
  ],
  ["a kind of number", { numberType: NumberType.LANDLINE }, { ...NAMED, preferences: { number_type: "landline" } }],
  ["a postal code", { pinCode: "560001" }, { ...NAMED, preferences: { pin_code: "560001" } }],
  ["a usage", { usage: "oneway" }, { ...NAMED, usage: "oneway" }],
  [
    "PINs of one side, none of the other",
    { aPartyPins: [4711], bPartyPins: [] },
    { ...NAMED, aparty_pins: [4711], bparty_pins: [] },
  ],
  ["a rotation", { rotateOn: { quarter: "2026-Q1" } }, { ...NAMED, rotation_triggers: { quarter: "2026-Q1" } }],
  ["an end", { deallocateAfter: "30d" }, { ...NAMED, deallocation_policy: { duration: "30d" } }],
  ["a flow", { flowId: "flow-1" }, { ...NAMED, flow_id: "flow-1" }],
  ["protection", { deletionProtection: true }, { ...NAMED, deletion_protection: true }],
  ["abandoning", { onDestroy: "abandon" }, { ...NAMED, deletion_policy: "abandon" }],
  ["not abandoning", { onDestroy: "deallocate" }, { ...NAMED, deletion_policy: "deallocate" }],
  [
    "what is left out by null, as a file may say it",
    { region: null, rotateOn: null, deallocateAfter: null } as never,
    NAMED,
  ],
])("%s", (_what, props, expected) => {
  const json = synthOf(
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "driver", ...props }),
  );
  expect(only(json, "greenvn_allocation")).toEqual(expected);
});

test.each([3, 0])("with a pinsVersion, such as %d, the PINs are write-only", (pinsVersion) => {
  // cdktn asks which versions a project is for, and lets no write-only attribute pass below 1.11.
  const stack = newStack("test", { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } });
  const pins = { aPartyPins: [4711], bPartyPins: [], pinsVersion };
  new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "driver", ...pins });
  expect(only(synth(stack), "greenvn_allocation")).toEqual({
    ...NAMED,
    aparty_pins_wo: [4711],
    bparty_pins_wo: [],
    pins_wo_version: pinsVersion,
  });
});

test("what is wrong with write-only PINs is said of the props, without a PIN", () => {
  const pins = { aPartyPins: [4711, 0], bPartyPins: [4711], pinsVersion: 1.5 };
  const problems = problemsOf((stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, ...pins }));
  expect(problems.filter((problem) => problem.startsWith("[test/driver] "))).toEqual([
    "[test/driver] aPartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
    "[test/driver] bPartyPins: shares a PIN with the A-party side; PINs must be unique across both sides",
    "[test/driver] pinsVersion: is not a whole number that can be kept exactly",
  ]);
});

test("the resource has the construct's own name", () => {
  const json = synthOf((stack) => new GreenVnAllocation(stack, "driver", PARTIES));
  expect(Object.keys(json.resource?.["greenvn_allocation"] ?? {})).toEqual(["driver"]);
});

test.each([
  ["driver.1", "driver1"],
  ["7", "vn_7"],
  ["+919876543210", "vn_919876543210"],
  ["-x", "vn_-x"],
])("an id %p makes a name that Terraform accepts", (id, name) => {
  const json = synthOf((stack) => new GreenVnAllocation(stack, id, PARTIES));
  expect(Object.keys(json.resource?.["greenvn_allocation"] ?? {})).toEqual([name]);
});

test("ids without a letter that Terraform knows still differ", () => {
  const json = synthOf((stack) => ["मुंबई", "दिल्ली"].map((id) => new GreenVnAllocation(stack, id, PARTIES)));
  const names = Object.keys(json.resource?.["greenvn_allocation"] ?? {});
  expect(names).toEqual([expect.stringMatching(/^vn_[0-9a-f]{8}$/), expect.stringMatching(/^vn_[0-9a-f]{8}$/)]);
  expect(new Set(names).size).toBe(2);
});

test("outputs are named by the id, and by the path where it is nested", () => {
  const json = synthOf((stack) => {
    new GreenVnAllocation(stack, "driver", PARTIES);
    new GreenVnAllocation(new Construct(stack, "north team"), "driver", PARTIES);
    new GreenVnAllocation(stack, "7", PARTIES);
    new GreenVnAllocation(stack, "silent", { ...PARTIES, outputs: false });
  });
  const name =
    Object.keys(json.resource?.["greenvn_allocation"] ?? {}).find((one) => one.startsWith("northteam")) ?? "";
  expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([output, { value }]) => [output, value]))).toEqual({
    driver_green_vn: "${greenvn_allocation.driver.green_vn}",
    driver_allocation_id: "${greenvn_allocation.driver.id}",
    north_team_driver_green_vn: `\${greenvn_allocation.${name}.green_vn}`,
    north_team_driver_allocation_id: `\${greenvn_allocation.${name}.id}`,
    _7_green_vn: "${greenvn_allocation.vn_7.green_vn}",
    _7_allocation_id: "${greenvn_allocation.vn_7.id}",
  });
});

test("what it tells can be used within an expression, and follows a name that is overridden later", () => {
  const stack = newStack();
  const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, outputs: false });
  new TerraformOutput(stack, "call", { value: `tel:${driver.greenVn}` });
  new TerraformOutput(stack, "upper", { value: Fn.upper(driver.connectionId) });
  driver.resource.overrideLogicalId("renamed");
  expect(synth(stack).output).toEqual({
    call: { value: "tel:${greenvn_allocation.renamed.green_vn}" },
    upper: { value: "${upper(greenvn_allocation.renamed.connection_id)}" },
  });
});

test("tokens pass, as texts, lists, numbers and booleans", () => {
  const json = synthOf((stack) => {
    const variable = new TerraformVariable(stack, "v", {});
    new GreenVnAllocation(stack, "driver", {
      aPartyNumbers: variable.listValue,
      bPartyNumbers: [variable.stringValue, "${var.other}"],
      number: variable.stringValue,
      region: "${var.region}",
      aPartyPins: Token.asNumberList(variable.value),
      bPartyPins: [variable.numberValue],
      rotateOn: { quarter: variable.stringValue },
      deallocateAfter: variable.stringValue,
      deletionProtection: variable.booleanValue,
      connectionId: `${variable.stringValue}-x`,
      strict: variable.booleanValue,
    });
  });
  expect(only(json, "greenvn_allocation")).toEqual({
    aparty_numbers: "${var.v}",
    bparty_numbers: ["${var.v}", "${var.other}"],
    preferences: { greenvn: "${var.v}", region: "${var.region}" },
    aparty_pins: "${var.v}",
    bparty_pins: ["${var.v}"],
    rotation_triggers: { quarter: "${var.v}" },
    deallocation_policy: { duration: "${var.v}" },
    deletion_protection: "${var.v}",
    connection_id: "${var.v}-x",
    strictness: "${var.v}",
  });
});

test("a token that turns out to be a literal is held to the rules", () => {
  expect(() =>
    synthOf(
      (stack) =>
        new GreenVnAllocation(stack, "driver", {
          ...PARTIES,
          region: Token.asString({ resolve: () => "Mumbai", creationStack: [] }),
        }),
    ),
  ).toThrow('region: "Mumbai" is not a region');
});

test("meta-arguments are passed through untouched", () => {
  const json = synthOf((stack) => {
    const other = new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false });
    const first = new GreenVnAllocation(stack, "first", { ...PARTIES, connectionId: "first", outputs: false });
    new GreenVnAllocation(stack, "driver", {
      ...PARTIES,
      connectionId: "driver",
      provider: other,
      dependsOn: [first],
      lifecycle: { preventDestroy: true, createBeforeDestroy: true, ignoreChanges: ["usage"] },
    });
  });
  expect(json.resource?.["greenvn_allocation"]?.["driver"]).toEqual({
    ...NAMED,
    provider: "greenvn.other",
    depends_on: ["greenvn_allocation.first"],
    lifecycle: { prevent_destroy: true, create_before_destroy: true, ignore_changes: ["usage"] },
  });
});

test("a number can be read by another stack", () => {
  const stack = newStack("numbers");
  const driver = new GreenVnAllocation(stack, "driver", PARTIES);
  const reader = new TerraformStack(stack.node.scope as never, "reader");
  new TerraformOutput(reader, "number", { value: driver.greenVn });
  stack.prepareStack();
  reader.prepareStack();
  const output = synth(stack).output ?? {};
  expect(output["cross-stack-output-greenvn_allocationdrivergreen_vn"]?.value).toBe(
    "${greenvn_allocation.driver.green_vn}",
  );
  expect(synth(reader).output?.["number"]?.value).toBe(
    "${data.terraform_remote_state.cross-stack-reference-input-numbers.outputs.cross-stack-output-greenvn_allocationdrivergreen_vn}",
  );
});

test("what no option offers can be had from the resource underneath", () => {
  const stack = newStack();
  const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "driver" });
  driver.resource.addOverride("usage", "oneway");
  expect(driver.node.defaultChild).toBe(driver.resource);
  expect(only(synth(stack), "greenvn_allocation")).toEqual({ ...NAMED, usage: "oneway" });
});

test("outputs of ids without a Latin letter differ, also where they are of one length", () => {
  const outputs = synthOf((stack) => {
    for (const id of ["दिल्ली", "मुंबई!", "東京", "大阪"]) new GreenVnAllocation(stack, id, PARTIES);
  }).output;
  const names = Object.keys(outputs ?? {});
  expect(new Set(names).size).toBe(8);
  expect(names.filter((name) => !/^[A-Za-z_][\w-]*$/.test(name))).toEqual([]);
});

test("all that a construct tells is a reference to its resource", () => {
  const outputs = synthOf((stack) => {
    const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, outputs: false });
    const { accountSid, state, usage, aPartyNumbers, bPartyNumbers, allocationId, connectionId, greenVn } = driver;
    const told = { accountSid, state, usage, aPartyNumbers, bPartyNumbers, allocationId, connectionId, greenVn };
    for (const [name, value] of Object.entries(told)) new TerraformOutput(stack, name, { value });
  }).output;
  const told = Object.entries(outputs ?? {}).map(([name, { value }]) => [name, value]);
  expect(Object.fromEntries(told)).toEqual({
    accountSid: "${greenvn_allocation.driver.account_sid}",
    state: "${greenvn_allocation.driver.state}",
    usage: "${greenvn_allocation.driver.usage}",
    aPartyNumbers: "${tolist(greenvn_allocation.driver.aparty_numbers)}",
    bPartyNumbers: "${tolist(greenvn_allocation.driver.bparty_numbers)}",
    allocationId: "${greenvn_allocation.driver.id}",
    connectionId: "${greenvn_allocation.driver.connection_id}",
    greenVn: "${greenvn_allocation.driver.green_vn}",
  });
});
