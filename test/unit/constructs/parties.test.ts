import { Aspects, TerraformVariable } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment } from "../../../src";
import { newStack, only, PARTIES, problemsOf, synth, synthOf } from "./synth";

const [A, B] = ["+919876543211", "+919876543212"];

test("numbers are added to either side, each once", () => {
  const json = synthOf((stack) => {
    const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, aPartyNumbers: [] });
    driver.addAParty(A, B);
    driver.addAParty(A);
    driver.addBParty(...["+919812345678", "+919812345679"]);
  });
  expect(only(json, "greenvn_allocation")).toMatchObject({
    aparty_numbers: [A, B],
    bparty_numbers: ["+919812345678", "+919812345679"],
  });
});

test("an aspect may add them", () => {
  const stack = newStack();
  new GreenVnAllocation(stack, "driver", PARTIES);
  Aspects.of(stack).add({
    visit(node) {
      if (GreenVnAllocation.isGreenVnAllocation(node)) node.addAParty(A);
    },
  });
  expect(only(synth(stack), "greenvn_allocation")["aparty_numbers"]).toEqual(["+919876543210", A]);
});

test("to a token they are added by Terraform", () => {
  const json = synthOf((stack) => {
    const variable = new TerraformVariable(stack, "v", {});
    new GreenVnAllocation(stack, "driver", { ...PARTIES, aPartyNumbers: variable.listValue }).addAParty(A, B);
    new GreenVnAllocation(stack, "rider", PARTIES).addAParty(variable.stringValue);
  });
  expect(json.resource?.["greenvn_allocation"]).toMatchObject({
    driver: { aparty_numbers: `\${setunion(var.v, ["${A}", "${B}"])}` },
    rider: { aparty_numbers: ["+919876543210", "${var.v}"] },
  });
});

test.each<[string, unknown[], string]>([
  [
    "a wrong number",
    ["9876543210"],
    '"9876543210" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210',
  ],
  ["a number of YAML's", [919876543210], '919876543210 is no text; write it as text, in quotes: "919876543210"'],
  ["nothing", [undefined], "is missing; write it as text, in quotes"],
])("%s that is added is refused with the construct's path", (_what, numbers, sentence) =>
  expect(
    problemsOf((stack) => new GreenVnAllocation(stack, "driver", PARTIES).addAParty(...(numbers as string[]))),
  ).toEqual([`[test/driver] aPartyNumbers: ${sentence}`]),
);

test("a list token, spread, is refused", () =>
  expect(
    problemsOf((stack) =>
      new GreenVnAllocation(stack, "driver", PARTIES).addAParty(...new TerraformVariable(stack, "v", {}).listValue),
    ),
  ).toEqual(["[test/driver] aPartyNumbers: holds a list token among other values; join lists with Fn.concat([…])"]));

describe("importFrom", () => {
  test("is a prop of both constructs", () => {
    const json = synthOf((stack) => {
      new GreenVnAllocation(stack, "driver", { ...PARTIES, importFrom: "gvn-1" });
      new GreenVnAssignment(stack, "night", { allocationId: "gvn-2", importFrom: "gvn-2" });
    });
    expect(json.import).toEqual([
      { id: "gvn-1", to: "greenvn_allocation.driver" },
      { id: "gvn-2", to: "greenvn_assignment.night" },
    ]);
  });

  test.each<[string, (driver: (props: object) => GreenVnAllocation) => void, string]>([
    [
      "two ids",
      (driver) => driver({ importFrom: "gvn-1" }).importFrom("gvn-2"),
      'importFrom: "gvn-1" and "gvn-2" are given; one construct can take one allocation only',
    ],
    [
      "one id for several",
      (driver) => driver({ importFrom: "gvn-1", count: 2, connectionId: "x-${count.index}" }),
      "importFrom: takes in one allocation, and count makes several; import each by a block of its own",
    ],
    [
      "an empty id",
      (driver) => driver({ importFrom: " " }),
      'importFrom: " " must not be empty; leave it out where nothing is meant',
    ],
  ])("%s is refused", (_what, declare, sentence) =>
    expect(
      problemsOf((stack) => declare((props) => new GreenVnAllocation(stack, "driver", { ...PARTIES, ...props }))),
    ).toEqual([`[test/driver] ${sentence}`]),
  );
});
