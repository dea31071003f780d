import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { App, TerraformCount, TerraformStack, Testing, Token } from "cdktf";
import { ROOT } from "../../../scripts/project";
import { GreenVnAllocation, GreenVnAssignment, GreenVnFleet, GreenvnProvider } from "../../../src";
import { greenVnMatchers } from "../../../src/testing";
import { newStack, PARTIES } from "../constructs/synth";

expect.extend(greenVnMatchers);

const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-matchers-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a matcher says where it fails; throws where it does not. */
function failure(assert: () => void): string {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it should have failed");
}

function declared(): TerraformStack {
  const stack = newStack();
  new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "MU", number: "+917205827365", aPartyPins: [471142] });
  new GreenVnAllocation(stack, "night", { ...PARTIES, region: "KA", deletionProtection: true });
  new GreenVnAssignment(stack, "desk", { allocationId: "gvn-1", region: "DL" });
  return stack;
}

describe("a stack", () => {
  test("declares a number by what its props say", () => {
    const stack = declared();
    expect(stack).toDeclareNumber();
    expect(stack).toDeclareNumber("+917205827365");
    expect(stack).toDeclareNumber({ region: "MU", strict: true, aPartyNumbers: ["+919876543210"] });
    expect(stack).toDeclareNumber({ allocationId: "gvn-1", region: "DL" });
    expect(stack).toDeclareNumber({ region: "KA", deletionProtection: true, onDestroy: "deallocate" });
    expect(stack).not.toDeclareNumber("+917205827366");
    expect(stack).not.toDeclareNumber({ region: "MU", deletionProtection: true });
    expect(stack).toDeclareNumbers(3);
    expect(stack).not.toDeclareNumbers(2);
    expect(stack).not.toProtectEveryNumber();
  });

  test("is taken as it is, as text, as JSON, as a file and as a folder", () => {
    const text = Testing.synth(declared(), true);
    writeFileSync(path.join(folder, "cdk.tf.json"), text);
    for (const form of [
      text,
      JSON.parse(text) as object,
      Buffer.from(text),
      folder,
      path.join(folder, "cdk.tf.json"),
    ]) {
      expect(form).toDeclareNumber({ region: "MU" });
      expect(form).not.toDeclareNumber({ region: "GJ" });
    }
  });

  test("of a fleet is counted by its rows", () => {
    const stack = newStack();
    new GreenVnFleet(stack, "fleet", {
      from: ["a", "b"].map((key) => ({ key, ...PARTIES })),
      defaults: { deletionProtection: true },
    });
    expect(stack).toDeclareNumbers(2);
    expect(stack).toProtectEveryNumber();
  });

  test("without numbers has none", () => {
    const stack = new TerraformStack(new App({ outdir: folder }), "none");
    new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
    expect(stack).not.toDeclareNumber();
    expect(stack).toDeclareNumbers(0);
    expect(stack).not.toProtectEveryNumber();
  });

  test("that would not synthesize fails both ways, by what synthesis says", () => {
    const stack = newStack();
    new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "Mumbai" });
    for (const assert of [() => expect(stack).toDeclareNumber(), () => expect(stack).not.toDeclareNumber()])
      expect(failure(assert)).toContain('region: "Mumbai" is not a region');
  });

  test("what is not there is told with what is, and never a PIN", () => {
    const said = failure(() => expect(declared()).toDeclareNumber({ region: "GJ" }));
    expect(said).toMatch(
      /^The stack declares no number with {"region":"GJ"}\. It has:\n {2}greenvn_allocation\.driver: {.*"region":"MU".*\n {2}greenvn_allocation\.night: .*\n {2}greenvn_assignment\.desk: /,
    );
    expect(said).not.toContain("471142");
    expect(failure(() => expect(declared()).not.toDeclareNumber({ region: "MU" }))).toMatch(
      /^The stack was expected to declare no number with {"region":"MU"}\. It has:\n {2}greenvn_allocation\.driver: [^\n]*$/,
    );
    expect(failure(() => expect(declared()).toDeclareNumbers(1))).toBe(
      "The stack was expected to declare 1 number, and declares 3:\n  greenvn_allocation.driver\n  greenvn_allocation.night\n  greenvn_assignment.desk",
    );
    expect(failure(() => expect(declared()).toProtectEveryNumber())).toBe(
      "Without deletionProtection: true:\n  greenvn_allocation.driver",
    );
  });

  test.each<[string, (given: jest.JestMatchers<unknown>) => void, unknown, RegExp]>([
    ["nothing", (given) => given.toDeclareNumber(), undefined, /takes a stack, .*; it was handed undefined/],
    ["a list", (given) => given.toDeclareNumber(), [], /it was handed a list/],
    ["an app", (given) => given.toDeclareNumber(), new App({ outdir: folder }), /a construct that is no stack/],
    [
      "a file that is not there",
      (given) => given.toDeclareNumber(),
      "gone.json",
      /"gone\.json" could not be read: ENOENT/,
    ],
    ["no JSON", (given) => given.toDeclareNumber(), "{", /this is no JSON/],
    ["any JSON", (given) => given.toDeclareNumber(), {}, /this is the JSON of none/],
    ["a plan", (given) => given.toDeclareNumber(), { format_version: "1.2" }, /this is a plan, which toChargeAtMost/],
    [
      "an undefined expectation",
      (given) => given.toDeclareNumber(undefined),
      { resource: {} },
      /it was handed undefined/,
    ],
    [
      "a misspelt property",
      (given) => given.toDeclareNumber({ regoin: "MU" } as never),
      { resource: {} },
      /"regoin" is no property that is compared; write region/,
    ],
    [
      "PINs",
      (given) => given.toDeclareNumber({ aPartyPins: [4711] } as never),
      { resource: {} },
      /aPartyPins is secret/,
    ],
    ["no count", (given) => given.toDeclareNumbers("3" as never), { resource: {} }, /it was handed the text "3"/],
  ])("misuse is an error both ways: %s", (_case, assert, given, sentence) => {
    expect(failure(() => assert(expect(given)))).toMatch(sentence);
    expect(failure(() => assert(expect(given).not as jest.JestMatchers<unknown>))).toMatch(sentence);
  });

  test("what count makes is not counted as one", () => {
    const stack = newStack();
    const count = TerraformCount.of(3);
    new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: `d-${Token.asString(count.index)}`, count });
    expect(failure(() => expect(stack).not.toDeclareNumbers(1))).toContain(
      "can't count what count or for_each makes: greenvn_allocation.driver",
    );
  });
});

const plan = (name: string): string => path.join(ROOT, "test", "golden", "plan-report", `${name}.plan.json`);
const planJson = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(plan(name), "utf8")) as Record<string, unknown>;

interface Report {
  readonly charged_calls: { readonly total: { readonly calls: number } };
}

describe("a plan", () => {
  test.each<[name: string, charges: number, givesUp: boolean, changes: boolean]>([
    ["create", 1, false, true],
    ["no-changes", 0, false, false],
    ["delete", 0, true, true],
    ["number-strict", 1, true, true],
    ["parties", 1, false, true],
    ["parties-and-region", 2, true, true],
    ["replace-flow", 1, true, true],
    ["rotation", 1, true, true],
    ["import", 0, false, false],
    ["moved", 0, false, false],
    ["outputs-only", 0, false, false],
    ["assignment-deleted", 0, false, true],
  ])("%s: as the report has it", (name, charges, givesUp, changes) => {
    const file = plan(name);
    const report = JSON.parse(readFileSync(file.replace(".plan.", ".report."), "utf8")) as Report;
    expect(report.charged_calls.total.calls).toBe(charges);
    expect(file).toChargeAtMost(charges);
    if (charges > 0) expect(file).not.toChargeAtMost(charges - 1);
    if (givesUp) expect(file).not.toGiveUpNoNumber();
    else expect(file).toGiveUpNoNumber();
    if (changes) expect(file).not.toChangeNothing();
    else expect(file).toChangeNothing();
  });

  test("is taken as text, as bytes, as an object and as a file", () => {
    const text = readFileSync(plan("create"), "utf8");
    for (const form of [text, Buffer.from(text), planJson("create"), plan("create")]) {
      expect(form).toChargeAtMost(1);
      expect(form).not.toChargeAtMost(0);
    }
  });

  test("what is too much is told by address, call and number, which is masked", () => {
    const said = failure(() => expect(plan("parties-and-region")).toChargeAtMost(1));
    expect(said).toMatch(
      /^The plan was expected to make at most 1 charged call, and makes 2:\n {2}greenvn_allocation\.\S+: update; \+91\*+\d{4} is given up; charged: (call-party, vn|vn, call-party)$/,
    );
    expect(failure(() => expect(plan("delete")).toGiveUpNoNumber())).toMatch(
      /^The plan gives up numbers that can not be had back:\n {2}greenvn_allocation\.\S+: delete; \+91\*+\d{4} is released$/,
    );
    for (const text of [said, failure(() => expect(plan("delete")).toGiveUpNoNumber())])
      expect(text).not.toMatch(/\d{8}/);
  });

  test.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /takes what terraform show -json PLAN prints.*it was handed undefined/],
    ["a file that is not there", "gone.json", /could not be read: ENOENT/],
    ["a saved plan", Buffer.from("PK\x03\x04"), /the plan is a saved plan and not its JSON/],
    ["cut JSON", '{"format_version":"1.2"', /the plan is no JSON, or is cut off/],
    ["another JSON", {}, /^toChargeAtMost: the plan /],
    [
      "one that ended with an error",
      { ...planJson("create"), errored: true },
      /the plan proves nothing: it ended with an error/,
    ],
    ["a targeted one", { ...planJson("create"), complete: false }, /the plan proves nothing: it is incomplete/],
    ["what another provider manages", plan("other-provider"), /the plan proves nothing: another provider manages/],
  ])("one that can't be judged fails both ways: %s", (_case, given, sentence) => {
    for (const assert of [() => expect(given).toChargeAtMost(9), () => expect(given).not.toChargeAtMost(9)])
      expect(failure(assert)).toMatch(sentence);
    const other = new RegExp(sentence.source.replace("toChargeAtMost", "toGiveUpNoNumber"));
    for (const assert of [() => expect(given).toGiveUpNoNumber(), () => expect(given).not.toGiveUpNoNumber()])
      expect(failure(assert)).toMatch(other);
  });

  test.each([undefined, -1, 1.5, Number.NaN, Infinity, "1", null])("a limit of %p is misuse", (limit) => {
    for (const assert of [
      () => expect(plan("create")).toChargeAtMost(limit as never),
      () => expect(plan("create")).not.toChargeAtMost(limit as never),
    ])
      expect(failure(assert)).toMatch(/expects the most charged calls, a whole number from 0/);
  });
});

test("whoever has expect as a global needs no more than the import", () => {
  expect(existsSync(plan("create"))).toBe(true);
  const extend = jest.fn();
  const globals = globalThis as { expect?: unknown };
  const own = globals.expect;
  try {
    globals.expect = { extend };
    jest.isolateModules(() => void jest.requireActual("../../../src/testing"));
  } finally {
    globals.expect = own;
  }
  expect(Object.keys((extend.mock.calls[0] as [object])[0])).toEqual(Object.keys(greenVnMatchers));
});
