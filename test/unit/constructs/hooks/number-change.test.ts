import { Aspects, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment, type IGreenVn, type NumberChangeOptions } from "../../../../src";
import { LIBRARY } from "../../../../src/constructs/library";
import { newStack, only, PARTIES, problemsOf, synth, synthOf } from "../synth";

const environmentOf = (address: string) => ({
  GREEN_VN: `\${${address}.green_vn}`,
  ALLOCATION_ID: `\${${address}.id}`,
  CONNECTION_ID: `\${${address}.connection_id}`,
});

const driverIn = (stack: TerraformStack) => new GreenVnAllocation(stack, "driver", PARTIES);
const hooked = (options: NumberChangeOptions) =>
  synthOf((stack) => driverIn(stack).onNumberChange("announce", options));

test.each<[string, (stack: TerraformStack) => IGreenVn, string]>([
  ["an allocation", driverIn, "greenvn_allocation.driver"],
  [
    "an assignment",
    (stack) => new GreenVnAssignment(stack, "driver", { allocationId: "gvn-1" }),
    "greenvn_assignment.driver",
  ],
  [
    "a look-up",
    (stack) => GreenVnAllocation.fromAllocationId(stack, "driver", "gvn-1"),
    "data.greenvn_allocation.driver",
  ],
])("the hook of %s hangs on the number alone, and gets all it needs in its environment", (_what, make, address) => {
  const json = synthOf((stack) =>
    make(stack).onNumberChange("announce", { command: "./announce.sh", using: "terraform_data" }),
  );
  expect(json.resource?.["terraform_data"]).toEqual({
    driver_announce: {
      triggers_replace: { green_vn: `\${${address}.green_vn}` },
      provisioner: [{ "local-exec": { command: "./announce.sh", environment: environmentOf(address) } }],
    },
  });
});

test("the command, its environment and its interpreter are passed on as they are", () => {
  const json = synthOf((stack) => {
    const url = new TerraformVariable(stack, "url", {});
    driverIn(stack).onNumberChange("announce", {
      command: 'echo "$GREEN_VN"',
      environment: { HOOK_URL: url.stringValue, camelCase: "kept" },
      interpreter: ["/bin/bash", "-c"],
      using: "terraform_data",
    });
  });
  expect(only(json, "terraform_data")["provisioner"]).toEqual([
    {
      "local-exec": {
        command: 'echo "$GREEN_VN"',
        interpreter: ["/bin/bash", "-c"],
        environment: { HOOK_URL: "${var.url}", camelCase: "kept", ...environmentOf("greenvn_allocation.driver") },
      },
    },
  ]);
});

test("it is a null_resource by default, and with cdktn a terraform_data", () => {
  const json = hooked({ command: "true" });
  const expected = { cdktf: ["null_resource"], cdktn: ["terraform_data"] }[LIBRARY];
  expect(Object.keys(json.resource ?? {}).filter((type) => !type.startsWith("greenvn_"))).toEqual(expected);
});

test("several hooks stand beside each other", () => {
  const json = synthOf((stack) => {
    const driver = driverIn(stack);
    for (const id of ["announce", "log it"]) driver.onNumberChange(id, { command: "true", using: "terraform_data" });
  });
  expect(Object.keys(json.resource?.["terraform_data"] ?? {})).toEqual(["driver_announce", "driver_log_it"]);
});

test("others can wait for it", () => {
  const json = synthOf((stack) => {
    const hook = driverIn(stack).onNumberChange("announce", { command: "true", using: "terraform_data" });
    new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", dependsOn: [hook] });
  });
  expect(only(json, "greenvn_assignment")["depends_on"]).toEqual(["terraform_data.driver_announce"]);
});

test.each<[string, NumberChangeOptions, string]>([
  ["no command", { command: " " }, "command: must not be empty; write what to run, such as 'echo \"$GREEN_VN\"'"],
  [
    "a variable that the hook sets itself",
    { command: "true", environment: { GREEN_VN: "+911" } },
    "environment: GREEN_VN is set by the hook itself; give your own variable another name",
  ],
])("wrong: %s", (_what, options, sentence) => {
  expect(
    problemsOf((stack) => driverIn(stack).onNumberChange("announce", { using: "terraform_data", ...options })),
  ).toEqual([`[test/driver] onNumberChange("announce") ${sentence}`]);
});

test("the JSON is the same each time", () => {
  const stack = newStack();
  driverIn(stack).onNumberChange("announce", { command: "true" });
  expect(synth(stack)).toEqual(synth(stack));
});

test.each<[string, NumberChangeOptions, string]>([
  [
    "the shell's braces",
    { command: "echo ${GREEN_VN}" },
    "command: ${GREEN_VN} is read by Terraform before the shell; write $GREEN_VN, or $${GREEN_VN} for the shell's own braces",
  ],
  [
    "braces with a default",
    { command: 'echo "${HOOK_URL:-none}"' },
    "command: ${HOOK_URL} is read by Terraform before the shell; write $HOOK_URL, or $${HOOK_URL} for the shell's own braces",
  ],
  [
    "braces in the environment",
    { command: "true", environment: { URL: "https://x/${HOST}" } },
    "environment URL: ${HOST} is read by Terraform before the shell; write $HOST, or $${HOST} for the shell's own braces",
  ],
  [
    "what curl should print",
    { command: "curl -w '%{http_code}' x" },
    "command: %{http_code} is read by Terraform before the shell; write %%{http_code}",
  ],
  [
    "an interpreter as text",
    { command: "true", interpreter: "/bin/bash" as never },
    'interpreter: "/bin/bash" is no list; give a list of texts, such as ["/bin/bash", "-c"]',
  ],
  [
    "an empty interpreter",
    { command: "true", interpreter: [] },
    'interpreter: must begin with a program, such as ["/bin/bash", "-c"]',
  ],
])("what would fail, or do nothing, at apply is refused: %s", (_what, options, problem) => {
  expect(
    problemsOf((stack) => driverIn(stack).onNumberChange("announce", { using: "terraform_data", ...options })),
  ).toEqual([`[test/driver] onNumberChange("announce") ${problem}`]);
});

test("a way that is none is refused", () => {
  expect(
    problemsOf((stack) =>
      driverIn(stack).onNumberChange("announce", { command: "true", using: "local-exec" as never }),
    ),
  ).toEqual([
    '[test/driver] onNumberChange("announce") using: "local-exec" must be one of "null_resource", "terraform_data"',
  ]);
});

test.each([
  ["the shell's own variables", 'echo "$GREEN_VN" $(date) `date`'],
  ["escaped braces", "echo $${GREEN_VN} %%{http_code}"],
  [
    "references, functions, arithmetic and directives",
    '${var.a} ${upper(var.b)} ${count.index-1} ${"x"} %{ if var.c }x%{ endif }',
  ],
])("%s pass", (_what, command) => {
  expect(
    problemsOf((stack) => driverIn(stack).onNumberChange("announce", { command, using: "terraform_data" })),
  ).toEqual([]);
});

describe("a hook is named as its owner is", () => {
  const HOOK = { command: "true", using: "terraform_data" } as const;
  const namesOf = (declare: (stack: TerraformStack) => void) =>
    Object.keys(synthOf(declare).resource?.["terraform_data"] ?? {});

  test.each<[string, string, string]>([
    ["7up", "h", "vn_7up_h"],
    ["driver.1", "log it", "driver1_log_it"],
    ["driver", "Default", "driver_Default"],
    ["driver", "green_vn", "driver_green_vn"],
    ["driver", "allocation_id", "driver_allocation_id"],
  ])("the id %p and the hook %p", (id, hook, name) =>
    expect(namesOf((stack) => new GreenVnAllocation(stack, id, PARTIES).onNumberChange(hook, HOOK))).toEqual([name]),
  );

  test("ids without a letter that Terraform knows make names that differ", () => {
    const names = namesOf((stack) => {
      for (const id of ["मुंबई", "दिल्ली"]) {
        const one = new GreenVnAllocation(stack, id, PARTIES);
        for (const hook of ["घोषणा", "सूचना"]) one.onNumberChange(hook, HOOK);
      }
    });
    expect(names).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^vn_[0-9a-f]{8}_[0-9a-f]{8}$/);
  });

  test("a name of the owner that is set later is followed, and one of the hook's own is kept", () => {
    const names = namesOf((stack) => {
      const driver = driverIn(stack);
      driver.onNumberChange("announce", HOOK);
      driver.onNumberChange("log", HOOK).overrideLogicalId("mine");
      driver.resource.overrideLogicalId("renamed");
    });
    expect(names).toEqual(["mine", "renamed_announce"]);
  });

  test("renamed from an id without a letter that Terraform knows it goes along", () => {
    const before = synthOf((stack) => new GreenVnAllocation(stack, "मुंबई", PARTIES).onNumberChange("announce", HOOK));
    const [old = ""] = Object.keys(before.resource?.["greenvn_allocation"] ?? {});
    const after = synthOf((stack) => {
      const taking = new GreenVnAllocation(stack, "mumbai", PARTIES);
      taking.onNumberChange("announce", HOOK);
      taking.moveFromId(`greenvn_allocation.${old}`);
    });
    expect(Object.keys(before.resource?.["terraform_data"] ?? {})).toEqual([`${old}_announce`]);
    expect(after.moved).toContainEqual({
      from: `terraform_data.${old}_announce`,
      to: "terraform_data.mumbai_announce",
    });
  });
});

test.each(["terraform_data", undefined] as const)("an aspect may add a hook, using %p", (using) => {
  const stack = newStack();
  driverIn(stack);
  Aspects.of(stack).add({
    visit(node) {
      if (GreenVnAllocation.isGreenVnAllocation(node)) node.onNumberChange("announce", { command: "true", using });
    },
  });
  const { resource, provider } = synth(stack);
  const type = using ?? { cdktf: "null_resource", cdktn: "terraform_data" }[LIBRARY];
  expect(Object.keys(resource?.[String(type)] ?? {})).toEqual(["driver_announce"]);
  expect(provider?.["null"]).toEqual(type === "null_resource" ? [{}] : undefined);
});

test("an environment that is a token as a whole still gets what the hook sets", () => {
  const json = synthOf((stack) => {
    const environment = Token.asStringMap(new TerraformVariable(stack, "all", {}).value);
    driverIn(stack).onNumberChange("announce", { command: "true", environment, using: "terraform_data" });
  });
  const [{ "local-exec": local }] = only(json, "terraform_data")["provisioner"] as [{ "local-exec": object }];
  expect(local).toMatchObject({
    environment:
      '${merge(var.all, {"GREEN_VN" = greenvn_allocation.driver.green_vn, "ALLOCATION_ID" = greenvn_allocation.driver.id, "CONNECTION_ID" = greenvn_allocation.driver.connection_id})}',
  });
});

test.each<[string, unknown, string]>([
  ["a list", ["echo", "a"], 'command: ["echo","a"] is no text; write it as text, in quotes'],
  ["null", null, "command: is missing; write it as text, in quotes"],
])("a command that is %s is refused", (_what, command, sentence) =>
  expect(
    problemsOf((stack) =>
      driverIn(stack).onNumberChange("announce", { command: command as never, using: "terraform_data" }),
    ),
  ).toEqual([`[test/driver] onNumberChange("announce") ${sentence}`]),
);
