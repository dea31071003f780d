import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  GreenVnAllocation,
  type GreenVnAllocationProps,
  GreenVnAssignment,
  type GreenVnAssignmentProps,
  GreenvnProvider,
  type NumberChangeOptions,
} from "../../../src";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declareStack } from "../../support/stacks/declared-stack";
import {
  ATTRIBUTE_OF,
  cellOf,
  type KindOfToken,
  KINDS,
  rowOf,
  type TableOfTokens,
  TOKEN_TABLE,
  tokenOf,
} from "../../support/stacks/token-table";
import { type Change, openTerraform, type Plan, type TerraformFolder } from "../../support/terraform/terraform";

jest.setTimeout(120_000);

let sandbox: TestSandbox;
let existing: readonly [string, string, string];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  existing = [await allocated("existing-1"), await allocated("existing-2"), await allocated("existing-3")];
});
afterAll(() => sandbox.close());

const PARTIES = { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] };
const [ASSIGNED, IMPORTED, LOOKED_UP] = [0, 1, 2];

/** An allocation that somebody else made. */
async function allocated(name: string): Promise<string> {
  const body = {
    connection_id: name,
    aparty_numbers: PARTIES.aPartyNumbers,
    bparty_numbers: PARTIES.bPartyNumbers,
    usage: "twoway",
  };
  const sid = sandbox.env["GREENVN_ACCOUNT_SID"] ?? "";
  const { json } = await send(sandbox, "POST", `/v1/tenants/${sid}/greenvn`, body);
  return (json as { data: { greenvn_id: string } }).data.greenvn_id;
}

/** What a prop is given in these configurations: what the table says, but for what has to exist in the sandbox. */
function plainOf(table: TableOfTokens, prop: string): unknown {
  const inSandbox: Readonly<Record<string, unknown>> = {
    "assignment.allocationId": existing[ASSIGNED],
    "imported.importFrom": existing[IMPORTED],
    "lookUp.allocationId": existing[LOOKED_UP],
    "provider.accountSid": sandbox.env["GREENVN_ACCOUNT_SID"],
    "provider.apiKey": sandbox.env["GREENVN_API_KEY"],
    "provider.apiToken": sandbox.env["GREENVN_API_TOKEN"],
    "provider.baseUrl": sandbox.env["GREENVN_BASE_URL"],
  };
  return inSandbox[`${table}.${prop}`] ?? rowOf(table, prop).plain;
}

/** Declares all constructs with a token of that kind in every prop that takes one; says the variables to set. */
function declareAll(kind: KindOfToken, stack: TerraformStack): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  const propsOf = (table: TableOfTokens): Record<string, unknown> =>
    Object.fromEntries(
      Object.keys(TOKEN_TABLE[table]).flatMap((prop): [string, unknown][] => {
        const plain = plainOf(table, prop);
        const cell = cellOf(table, prop, kind);
        const isSecret = table === "provider" && prop === "apiToken";
        if (cell !== "passes") return isSecret ? [] : [[prop, plain]];
        const name = `${table}_${prop}`;
        const token = tokenOf(kind, stack, name, plain);
        if (stack.node.tryFindChild(name) instanceof TerraformVariable)
          variables[name] = kind === "null at run time" ? null : plain;
        return [[prop, token]];
      }),
    );
  const one = new GreenVnAllocation(stack, "one", propsOf("allocation") as unknown as GreenVnAllocationProps);
  one.onNumberChange("announce", propsOf("hook") as unknown as NumberChangeOptions);
  new GreenVnAssignment(stack, "two", propsOf("assignment") as unknown as GreenVnAssignmentProps);
  new GreenVnAllocation(stack, "three", { ...PARTIES, connectionId: "existing-2", ...propsOf("imported") });
  GreenVnAllocation.fromAllocationId(stack, "four", propsOf("lookUp")["allocationId"] as string);
  const provider = new GreenvnProvider(stack, "other", propsOf("provider"));
  new GreenVnAllocation(stack, "five", { ...PARTIES, provider });
  return variables;
}

async function planOf(kind: KindOfToken): Promise<Plan> {
  const terraform: TerraformFolder = await openTerraform({ sandbox });
  let variables: Record<string, unknown> = {};
  await declareStack(terraform, (stack) => {
    variables = declareAll(kind, stack);
  });
  await terraform.write({ "terraform.tfvars.json": JSON.stringify(variables) });
  return terraform.plan();
}

/** What an attribute is planned to be. */
function planned(change: Change, path: string): unknown {
  const at = (from: unknown) =>
    path.split(".").reduce<unknown>((here, name) => {
      if (here === true) return true;
      return (here as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    }, from);
  return at(change.afterUnknown) === true ? "known after apply" : (at(change.after) ?? null);
}

/** What the API or the provider says where nothing is set. */
const WHEN_NULL: Readonly<Record<string, unknown>> = {
  usage: "twoway",
  strictness: false,
  deletion_protection: false,
  deletion_policy: "deallocate",
  flow_id: "known after apply",
};

test.each(KINDS)("%s: Terraform plans each prop as it was meant, all in one configuration", async (kind) => {
  const plan = await planOf(kind);
  for (const [table, address] of [
    ["allocation", "greenvn_allocation.one"],
    ["assignment", "greenvn_assignment.two"],
  ] as const) {
    const change = plan.change(address);
    const paths = Object.entries(ATTRIBUTE_OF[table] ?? {});
    const found = Object.fromEntries(paths.map(([prop, path]) => [prop, planned(change, path ?? "")]));
    const expected = Object.fromEntries(
      paths.map(([prop, path]) => {
        const isToken = cellOf(table, prop, kind) === "passes";
        if (isToken && kind === "reference") return [prop, "known after apply"];
        if (isToken && kind === "null at run time") return [prop, WHEN_NULL[path ?? ""] ?? null];
        return [prop, plainOf(table, prop)];
      }),
    );
    expect(found).toEqual(expected);
  }
  expect(plan.change("greenvn_allocation.three").importingId).toBe(existing[IMPORTED]);
  expect(plan.change("greenvn_allocation.five").actions).toEqual(["create"]);
  expect(plan.change("terraform_data.one_announce").actions).toEqual(["create"]);
  expect(sandbox.charged()).toBe(existing.length);
});

test.each([
  ["aPartyNumbers", "aparty_numbers"],
  ["bPartyNumbers", "bparty_numbers"],
  ["connectionId", "connection_id"],
])("null is refused before anything is charged where %s needs a value", async (prop, attribute) => {
  expect(cellOf("allocation", prop, "null at run time")).toBe("no null");
  const terraform = await openTerraform({ sandbox });
  await declareStack(terraform, (stack) => {
    const nothing = new TerraformVariable(stack, "nothing", {}).value as never;
    new GreenVnAllocation(stack, "one", { ...PARTIES, [prop]: nothing });
  });
  await terraform.write({ "terraform.tfvars.json": JSON.stringify({ nothing: null }) });
  const { diagnostics } = await terraform.planFails();
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([
    expect.objectContaining({
      summary: "Missing required argument",
      detail: expect.stringContaining(attribute) as string,
    }),
  ]);
  expect(sandbox.charged()).toBe(existing.length);
});

describe("a number that is a token", () => {
  const strictnessOf = async (number: string | null) => {
    const terraform = await openTerraform({ sandbox });
    await declareStack(
      terraform,
      (stack) =>
        new GreenVnAllocation(stack, "one", {
          ...PARTIES,
          number: new TerraformVariable(stack, "number", {}).stringValue,
        }),
    );
    await terraform.write({ "terraform.tfvars.json": JSON.stringify({ number }) });
    return planned((await terraform.plan()).change("greenvn_allocation.one"), "strictness");
  };

  test("is strict where it is there, and is not where it is null", async () => {
    expect(await strictnessOf("+917205827365")).toBe(true);
    expect(await strictnessOf(null)).toBe(false);
    expect(sandbox.charged()).toBe(existing.length);
  });
});
