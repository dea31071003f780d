import { Fn, TerraformOutput, type TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import {
  ATTRIBUTE_OF,
  cellOf,
  type KindOfToken,
  KINDS,
  rowOf,
  TOKEN_TABLE,
  tokenOf,
  writtenAs,
} from "../../../support/stacks/token-table";
import { type Json, newStack, only, PARTIES, problemsOf, type StackJson, synth, synthOf } from "../synth";

/** Declares a construct `one` with the prop, and says where its attributes stand in the JSON. */
const CONSTRUCTS: Readonly<
  Record<string, { declare: (stack: TerraformStack, props: object) => void; written: (json: StackJson) => unknown }>
> = {
  allocation: {
    declare: (stack, props) => void new GreenVnAllocation(stack, "one", { ...PARTIES, ...props }),
    written: (json) => json.resource?.["greenvn_allocation"]?.["one"],
  },
  assignment: {
    declare: (stack, props) => void new GreenVnAssignment(stack, "one", { allocationId: "gvn-1", ...props }),
    written: (json) => json.resource?.["greenvn_assignment"]?.["one"],
  },
  imported: {
    declare: (stack, props) => void new GreenVnAllocation(stack, "one", { ...PARTIES, ...props }),
    written: (json) => ({ import: json.import?.[0]?.["id"] }),
  },
  lookUp: {
    declare: (stack, { allocationId }: { allocationId?: unknown }) =>
      void GreenVnAllocation.fromAllocationId(stack, "one", allocationId as string),
    written: (json) => json.data?.["greenvn_allocation"]?.["one"],
  },
  provider: {
    declare: (stack, props) =>
      void new GreenvnProvider(stack, "one", { alias: "other", vendorProvider: false, ...props }),
    written: (json) => json.provider?.["greenvn"]?.[1],
  },
  hook: {
    declare: (stack, props) =>
      void new GreenVnAllocation(stack, "one", PARTIES).onNumberChange("announce", {
        command: "true",
        using: "terraform_data",
        ...props,
      }),
    written: (json) =>
      (json.resource?.["terraform_data"]?.["one_announce"]?.["provisioner"] as [{ "local-exec": unknown }])[0][
        "local-exec"
      ],
  },
};

const EACH_CELL = Object.entries(TOKEN_TABLE).flatMap(([table, rows]) =>
  Object.keys(rows).flatMap((prop) => KINDS.map((kind) => [table, prop, kind, cellOf(table, prop, kind)] as const)),
);

function at(written: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((here, name) => (here as Json | undefined)?.[name], written);
}

function resultOf(table: string, prop: string, kind: KindOfToken) {
  const { plain } = rowOf(table, prop);
  const { declare, written } = CONSTRUCTS[table] ?? { declare: () => undefined, written: () => undefined };
  const whole = (stack: TerraformStack) => declare(stack, { [prop]: tokenOf(kind, stack, "given", plain) });
  const problems = problemsOf(whole);
  const path = ATTRIBUTE_OF[table]?.[prop];
  const attributes = problems.length === 0 ? written(synthOf(whole)) : undefined;
  return { problems, attribute: path === undefined || path === null ? undefined : at(attributes, path), attributes };
}

test.each(EACH_CELL)("%s, %s: %s %s", (table, prop, kind, cell) => {
  const { problems, attribute } = resultOf(table, prop, kind);
  if (cell === "refused") {
    const [sentence = ""] = problems;
    expect(problems).toHaveLength(1);
    expect(sentence).toMatch(new RegExp(`^\\[test/one\\] (?:onNumberChange\\("announce"\\) )?${prop}: `));
    return;
  }
  expect(problems).toEqual([]);
  const path = ATTRIBUTE_OF[table]?.[prop];
  const { plain } = rowOf(table, prop);
  const expected = writtenAs(kind, "given", plain);
  if (table === "hook" && prop === "environment") return expectEnvironment(attribute, expected);
  if (path !== undefined && path !== null) expect(attribute).toEqual(expected);
});

function expectEnvironment(written: unknown, expected: unknown): void {
  if (typeof expected === "string")
    expect(written).toMatch(
      new RegExp(`^\\$\\{merge\\(${expected.slice(2, -1).replace(/[().]/g, "\\$&")}, \\{.*\\}\\)\\}$`),
    );
  else expect(written).toMatchObject(expected as object);
}

test("the table has a row for every prop", () => {
  const count = Object.values(TOKEN_TABLE).map((rows) => Object.keys(rows).length);
  expect(count).toEqual([17, 7, 1, 1, 13, 4]);
  for (const rows of Object.values(TOKEN_TABLE))
    for (const { cells } of Object.values(rows)) expect(cells).toHaveLength(KINDS.length);
});

describe("within lists and maps", () => {
  const declared = (make: (stack: TerraformStack) => Partial<GreenVnAllocationProps>) =>
    only(
      synthOf((stack) => new GreenVnAllocation(stack, "one", { ...PARTIES, ...make(stack) })),
      "greenvn_allocation",
    );

  test("tokens of texts and numbers pass", () => {
    const { aparty_numbers, aparty_pins, rotation_triggers } = declared((stack) => {
      const variable = new TerraformVariable(stack, "v", {});
      return {
        aPartyNumbers: ["+919876543211", variable.stringValue, Token.asString(variable.value)],
        aPartyPins: [4711, variable.numberValue],
        rotateOn: { [variable.stringValue]: "key", text: `${variable.stringValue}-x`, any: variable.value as string },
      };
    });
    expect({ aparty_numbers, aparty_pins, rotation_triggers }).toEqual({
      aparty_numbers: ["+919876543211", "${var.v}", "${var.v}"],
      aparty_pins: [4711, "${var.v}"],
      rotation_triggers: { "${var.v}": "key", text: "${var.v}-x", any: "${var.v}" },
    });
  });

  test.each<[string, (variable: TerraformVariable) => object, string]>([
    [
      "a list spread into a list",
      (variable) => ({ aPartyNumbers: ["+919876543210", ...variable.listValue] }),
      "aPartyNumbers: holds a list token among other values; join lists with Fn.concat([…])",
    ],
    [
      "a list of numbers spread into PINs",
      (variable) => ({ aPartyPins: [4711, ...Token.asNumberList(variable.value)] }),
      "aPartyPins: holds a list token among other values; join lists with Fn.concat([…])",
    ],
    [
      "a map spread into a map",
      (variable) => ({ rotateOn: { year: "2026", ...Token.asStringMap(variable.value) } }),
      "rotateOn: holds a map token among other values; join maps with Fn.merge([…])",
    ],
    [
      "a list written into a text",
      (variable) => ({ flowId: `flow-${variable.listValue.join()}` }),
      "flowId: holds a list token among other values; join lists with Fn.concat([…])",
    ],
    ...(["x-%", "%-5", "5%", "%e", "%.7"] as const).map(
      (text): [string, (variable: TerraformVariable) => object, string] => [
        `a number token within ${text}`,
        (variable) => ({ flowId: text.replace("%", String(variable.numberValue)) }),
        "flowId: holds a number token beside other text, which CDKTF loses or breaks; write it with Token.asString: `driver-${Token.asString(count.index)}`",
      ],
    ),
    [
      "a number token within a trigger",
      (variable) => ({ rotateOn: { quarter: `q-${String(variable.numberValue)}` } }),
      "rotateOn: holds a number token beside other text, which CDKTF loses or breaks; write it with Token.asString: `driver-${Token.asString(count.index)}`",
    ],
    [
      "a construct in place of its value",
      (variable) => ({ region: variable }),
      "region: an object of TerraformVariable is no text; write it as text, in quotes",
    ],
  ])("what CDKTF would lose, break or crash on is refused: %s", (_what, make, sentence) => {
    const declare = (stack: TerraformStack) =>
      new GreenVnAllocation(stack, "one", { ...PARTIES, ...make(new TerraformVariable(stack, "v", {})) });
    expect(problemsOf(declare)).toEqual([`[test/one] ${sentence}`]);
    // Not even the pass before the checks, which names no construct, may stumble over it.
    const stack = newStack();
    declare(stack);
    expect(() => stack.prepareStack()).not.toThrow();
  });
});

describe("nothing depends on the numbering of tokens", () => {
  const all = (stack: TerraformStack) => {
    const variable = new TerraformVariable(stack, "v", {});
    new GreenVnAllocation(stack, "one", {
      aPartyNumbers: variable.listValue,
      bPartyNumbers: ["+919812345678"],
      number: variable.stringValue,
      rotateOn: Fn.merge([variable.value, { a: "b" }]) as never,
      aPartyPins: [variable.numberValue],
    }).onNumberChange("announce", {
      command: "true",
      using: "terraform_data",
      environment: Token.asStringMap(variable.value),
    });
    GreenVnAllocation.fromAllocationId(stack, "found", variable.stringValue);
    new GreenVnAssignment(new Construct(stack, "team"), "one", { allocationId: variable.stringValue });
  };
  const without = ({ output, variable, ...json }: StackJson & { variable?: unknown }) => {
    const { other: _output, ...outputs } = output ?? {};
    const { w: _variable, ...variables } = (variable ?? {}) as Readonly<Record<string, unknown>>;
    return { ...json, output: outputs, variable: variables };
  };
  const unrelated = (stack: TerraformStack) => {
    const other = new TerraformVariable(stack, "w", {});
    new TerraformOutput(stack, "other", {
      value: [other.stringValue, other.numberValue, other.listValue, Token.asStringMap(other.value)],
    });
  };

  test("unrelated constructs before and after change nothing of ours", () => {
    const alone = synthOf(all);
    const before = synthOf((stack) => (unrelated(stack), all(stack)));
    const after = synthOf((stack) => (all(stack), unrelated(stack)));
    expect(without(before)).toEqual(alone);
    expect(without(after)).toEqual(alone);
    expect(JSON.stringify(alone)).not.toMatch(/TfToken|e\+\d{3}/);
  });

  test.each<[string, (variable: TerraformVariable) => string]>([
    ["a token", (variable) => variable.stringValue],
    ["a number token", (variable) => `driver-${variable.numberValue}`],
  ])("an id of %s is refused, its own or that of what it stands in", (_what, idOf) => {
    const sentence =
      "the construct's path holds a token, whose number would be a part of its names; give ids that are written out";
    const own = problemsOf(
      (stack) => new GreenVnAllocation(stack, idOf(new TerraformVariable(stack, "v", {})), PARTIES),
    );
    const scope = problemsOf(
      (stack) =>
        new GreenVnAssignment(new Construct(stack, idOf(new TerraformVariable(stack, "v", {}))), "one", {
          allocationId: "gvn-1",
        }),
    );
    expect([...own, ...scope].map((problem) => problem.replace(/^\[.*?\] /, ""))).toEqual([sentence, sentence]);
  });
});

describe("strict follows the number", () => {
  const strictnessOf = (make: (stack: TerraformStack) => Partial<GreenVnAllocationProps>) => {
    const stack = newStack();
    new GreenVnAllocation(stack, "one", { ...PARTIES, ...make(stack) });
    return only(synth(stack), "greenvn_allocation")["strictness"];
  };
  const variableIn = (stack: TerraformStack) => new TerraformVariable(stack, "v", {});

  test.each<[string, (stack: TerraformStack) => Partial<GreenVnAllocationProps>, unknown]>([
    ["a literal", () => ({ number: "+917205827365" }), true],
    ["none", () => ({}), undefined],
    ["a variable", (stack) => ({ number: variableIn(stack).stringValue }), "${var.v != null}"],
    ["a number token", (stack) => ({ number: variableIn(stack).numberValue as never }), "${var.v != null}"],
    ["a raw expression", () => ({ number: "${var.v}" }), "${var.v != null}"],
    [
      "a raw choice",
      () => ({ number: '${var.a ? var.b : "+917205827365"}' }),
      '${(var.a ? var.b : "+917205827365") != null}',
    ],
    ["a function", (stack) => ({ number: Fn.upper(variableIn(stack).stringValue) }), "${(upper(var.v)) != null}"],
    [
      "what can not be read",
      () => ({ number: "${one([for n in var.v : n])}" }),
      '${"${one([for n in var.v : n])}" != null}',
    ],
    [
      "a longer text, in which Terraform refuses null",
      (stack) => ({ number: `+91${variableIn(stack).stringValue}` }),
      true,
    ],
    ["a token of null", () => ({ number: Token.nullValue() as never }), false],
    [
      "a token of a literal",
      () => ({ number: Token.asString({ resolve: () => "+917205827365", creationStack: [] }) }),
      true,
    ],
    ["a variable, and strict is given", (stack) => ({ number: variableIn(stack).stringValue, strict: false }), false],
  ])("%s", (_what, make, expected) => expect(strictnessOf(make)).toEqual(expected));

  test("an assignment's alike", () => {
    const json = synthOf((stack) => new GreenVnAssignment(stack, "one", { allocationId: "gvn-1", number: "${var.v}" }));
    expect(only(json, "greenvn_assignment")["strictness"]).toBe("${var.v != null}");
  });
});

test("as HCL the tokens stand there as they do in JSON", () => {
  const stack = newStack();
  new GreenVnAllocation(stack, "one", { ...PARTIES, number: new TerraformVariable(stack, "v", {}).stringValue });
  expect(Testing.synthHcl(stack, true)).toContain('strictness = "${var.v != null}"');
});
