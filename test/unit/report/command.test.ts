import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { runProgram } from "../../../src/cli/program";
import { screenOf } from "../../../src/cli/screen";
import type { Screen } from "../../../src/report/plan-report";
import { creation, deletion, planOf } from "./plan-json";

const top = mkdtempSync(path.join(os.tmpdir(), "gvn-report-"));
const cwd = path.join(top, "stacks", "one");
afterAll(() => rmSync(top, { recursive: true }));

/** Files are named from `top`. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
    writeFileSync(path.join(top, name), text);
  }
}

async function planReport(
  args: readonly string[],
  stdin = "",
  screen?: Screen,
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const printed = { stdout: "", stderr: "" };
  const exit = await runProgram(["plan-report", ...args.map((arg) => arg.replace("@", cwd))], {
    cwd,
    env: {},
    installed: () => ({ version: "0.0.0" }) as never,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
    ...(screen === undefined ? {} : { screen }),
    stopAsked: () => new Promise(() => undefined),
  });
  return { exit, ...printed };
}

const one = JSON.stringify(planOf([creation()]));
const gone = JSON.stringify(planOf([deletion()]));

beforeEach(() => {
  rmSync(top, { recursive: true, force: true });
  write({
    ".git/HEAD": "",
    "stacks/one/one.json": one,
    "stacks/one/gone.json": gone,
    "stacks/one/one.tfplan": "the plan itself",
  });
});

test.each<[string, string[], number]>([
  ["no gate fails", ["@/one.json"], 0],
  ["at the limit", ["@/one.json", "--max-charges", "1"], 0],
  ["above the limit", ["@/one.json", "--max-charges", "0"], 1],
  ["a deletion", ["@/gone.json", "--fail-on", "replace,delete"], 1],
  ["a deletion, which no rule forbids", ["@/gone.json", "--fail-on", "replace, id-change"], 0],
  ["kinds given one by one", ["@/gone.json", "--fail-on", "replace", "--fail-on", "delete"], 1],
  ["charges of two plans", ["@/one.json", "@/one.json", "--max-charges", "1"], 1],
])("%s", async (_what, args, exit) => {
  const run = await planReport(args);
  expect({ exit: run.exit, stderr: run.stderr }).toEqual({ exit, stderr: "" });
  expect(run.stdout).toMatch(/^<!-- greenvn-plan-report -->\n/);
});

test.each<[string, string[], RegExp]>([
  ["no plan", [], /missing required argument/],
  ["a file that is not there", ["@/none.json"], /none\.json" could not be read: ENOENT/],
  ["a folder", ["@"], /could not be read: EISDIR/],
  ["a file that is no plan", ["@/one.tfplan"], /is no JSON, or is cut off/],
  ["one plan of two cut", ["@/one.json", "@/one.tfplan"], /one\.tfplan" is no JSON/],
  ["a limit that is no number", ["@/one.json", "--max-charges", "few"], /must be a whole number/],
  ["an empty limit", ["@/one.json", "--max-charges", ""], /must be a whole number/],
  ["a limit below zero", ["@/one.json", "--max-charges=-1"], /must be a whole number/],
  ["an unknown kind", ["@/one.json", "--fail-on", "destroy"], /must be a list of replace, delete, id-change/],
  ["no kind", ["@/one.json", "--fail-on", ""], /must be a list of/],
  ["an unknown format", ["@/one.json", "--format", "pdf"], /Allowed choices are terminal, markdown, html, json/],
  ["an unknown flag", ["@/one.json", "--gibberish"], /unknown option/],
  [
    "fewer plan files than plans",
    ["@/one.json", "@/gone.json", "--plan-file", "@/one.tfplan"],
    /1 plan files were given for 2 plans/,
  ],
  ["a plan file that is not there", ["@/one.json", "--plan-file", "@/none.tfplan"], /none\.tfplan" could not be read/],
  ["a stack without a name", ["@/one.json", "--stack", " "], /must be a name/],
  ["a commit that is none", ["@/one.json", "--commit", "HEAD~1 --force"], /must be the SHA of a commit/],
  ["standard input twice", ["-", "-"], /can be read only once/],
  ["nothing on standard input", ["-"], /"standard input" is empty/],
])("exit 2, and no report: %s", async (_what, args, sentence) => {
  const run = await planReport(args);
  expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit: 2, stdout: "" });
  expect(run.stderr).toMatch(sentence);
  expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
});

test.each<[string, string[]]>([
  ["a plan that is not there", ["@/desk-917205827365.json"]],
  ["a plan file that is not there", ["@/one.json", "--plan-file", "@/917205827365.tfplan"]],
  ["a policy that is not there", ["@/one.json", "--policy", "@/917205827365.yaml"]],
])("--mask hides the number in the name of %s", async (_what, args) => {
  const run = await planReport([...args, "--mask"]);
  expect(run.exit).toBe(2);
  expect(run.stderr).toContain("******7365");
  expect(run.stderr).not.toContain("7205827365");
});

test("standard input", async () =>
  expect(await planReport(["-", "--format", "json"], one)).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('"name": "standard input"') as string,
  }));

test("the hash of each plan file beside that of its JSON", async () => {
  const { stdout } = await planReport(["@/one.json", "--plan-file", "@/one.tfplan"]);
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(stdout).toContain(`JSON SHA-256 \`${sha256(one)}\`, plan file SHA-256 \`${sha256("the plan itself")}\``);
});

describe("the format", () => {
  const firstLine = async (args: readonly string[], screen?: Screen) =>
    (await planReport(["@/gone.json", ...args], "", screen)).stdout.split("\n")[0];
  const terminal = { columns: 100, colour: false };

  test.each<[string, string[], Screen | undefined, string]>([
    ["on a terminal", [], terminal, "! GreenVN plan: gates passed, but 1 number is RELEASED"],
    [
      "in colour",
      [],
      { columns: 100, colour: true },
      "\u001b[33m! GreenVN plan: gates passed, but 1 number is RELEASED\u001b[0m",
    ],
    ["into a file or a program", [], undefined, "<!-- greenvn-plan-report -->"],
    [
      "terminal, into a file: no colour",
      ["--format", "terminal"],
      undefined,
      "! GreenVN plan: gates passed, but 1 number is RELEASED",
    ],
    ["markdown, on a terminal", ["--format", "markdown"], terminal, "<!-- greenvn-plan-report -->"],
    ["html", ["--format", "html"], terminal, "<!doctype html>"],
    ["json", ["--format", "json"], terminal, "{"],
  ])("%s", async (_what, args, screen, expected) => expect(await firstLine(args, screen)).toBe(expected));

  test.each<[string, Parameters<typeof screenOf>, Screen | undefined]>([
    ["a pipe", [{}, {}], undefined],
    ["a terminal", [{ isTTY: true, columns: 132 }, { TERM: "xterm" }], { columns: 132, colour: true }],
    ["one that does not know its size", [{ isTTY: true, columns: 0 }, {}], { columns: 80, colour: true }],
    ["NO_COLOR", [{ isTTY: true, columns: 132 }, { NO_COLOR: "1" }], { columns: 132, colour: false }],
    ["NO_COLOR, but empty", [{ isTTY: true, columns: 132 }, { NO_COLOR: "" }], { columns: 132, colour: true }],
    [
      "a terminal that has no colours",
      [{ isTTY: true, columns: 132 }, { TERM: "dumb" }],
      { columns: 132, colour: false },
    ],
  ])("what it is shown on: %s", (_what, args, expected) => expect(screenOf(...args)).toEqual(expected));
});

describe("the policy", () => {
  test.each<[string, Readonly<Record<string, string>>, string[], number]>([
    ["beside the plan", { "stacks/one/.greenvn-policy.yaml": "max_charges: 0\n" }, ["@/one.json"], 1],
    ["at the top of the repository", { ".greenvn-policy.yaml": "fail_on: [delete]\n" }, ["@/gone.json"], 1],
    [
      "in package.json",
      { "package.json": JSON.stringify({ name: "numbers", greenvnPolicy: { fail_on: ["delete"] } }) },
      ["@/gone.json"],
      1,
    ],
    [
      "a package.json without one, the file above it",
      { "stacks/one/package.json": "{}", ".greenvn-policy.yaml": "fail_on: [delete]\n" },
      ["@/gone.json"],
      1,
    ],
    [
      "the nearest counts",
      { "stacks/.greenvn-policy.yaml": "max_charges: 1\n", ".greenvn-policy.yaml": "max_charges: 0\n" },
      ["@/one.json"],
      0,
    ],
    ["a flag beats it", { ".greenvn-policy.yaml": "max_charges: 0\n" }, ["@/one.json", "--max-charges", "5"], 0],
    [
      "an exemption",
      {
        ".greenvn-policy.yaml":
          "fail_on: [delete]\nexempt:\n  - id: gvn-1\n    address: greenvn_allocation.support\n    reason: the campaign is over\n",
      },
      ["@/gone.json"],
      0,
    ],
  ])("%s", async (_what, files, args, exit) => {
    write(files);
    expect(await planReport(args)).toMatchObject({ exit, stderr: "" });
  });

  test.each<[string, string, number]>([
    ["a file of any name", "rules/strict.yaml", 1],
    ["a package.json", "rules/package.json", 1],
  ])("--policy names it: %s", async (_what, name, exit) => {
    write({
      "rules/strict.yaml": "max_charges: 0\n",
      "rules/package.json": '{ "greenvnPolicy": { "max_charges": 0 } }',
      ".greenvn-policy.yaml": "max_charges: 1\n",
    });
    expect(await planReport(["@/one.json", "--policy", path.join(top, name)])).toMatchObject({ exit, stderr: "" });
  });

  test.each([
    ["is not there", "none.yaml"],
    ["has no rules", "package.json"],
  ])("exit 2: what --policy names %s", async (_what, name) => {
    write({ "package.json": "{}", ".greenvn-policy.yaml": "max_charges: 1\n" });
    const run = await planReport(["@/one.json", "--policy", path.join(top, name)]);
    expect(run).toMatchObject({ exit: 2, stdout: "" });
  });

  test("an exemption may ask for the name of the stack", async () => {
    write({ ".greenvn-policy.yaml": "fail_on: [delete]\nexempt:\n  - {id: gvn-1, stack: prod, reason: over}\n" });
    expect(await planReport(["@/gone.json", "--stack", "prod"])).toMatchObject({ exit: 0 });
    expect(await planReport(["@/gone.json", "--stack", "staging"])).toMatchObject({ exit: 1 });
    expect(await planReport(["@/gone.json"])).toMatchObject({ exit: 1 });
  });

  test("none above the repository", async () => {
    write({ ".greenvn-policy.yaml": "max_charges: 0\n", "stacks/.git/HEAD": "" });
    expect(await planReport(["@/one.json"])).toMatchObject({ exit: 0 });
  });

  test("a link that leads nowhere is no absent policy", async () => {
    symlinkSync(path.join(top, "nowhere"), path.join(top, ".greenvn-policy.yaml"));
    expect(await planReport(["@/one.json"])).toEqual({
      exit: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^The policy could not be read: .*\.greenvn-policy\.yaml is a link that leads nowhere\.\n$/,
      ) as string,
    });
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      "an unknown rule",
      { ".greenvn-policy.yaml": "max_charge: 0\n" },
      /^\.greenvn-policy\.yaml \(\.\.\/\.\.\): has an unknown key "max_charge"/,
    ],
    ["an emptied file", { ".greenvn-policy.yaml": "" }, /must hold rules/],
    ["comments alone", { ".greenvn-policy.yaml": "# max_charges: 0\n" }, /must hold rules/],
    ["a rule given twice", { ".greenvn-policy.yaml": "max_charges: 0\nmax_charges: 9\n" }, /unique/],
    ["no YAML", { ".greenvn-policy.yaml": "max_charges: [\n" }, /The policy could not be read: \.greenvn-policy\.yaml/],
    ["an alias", { ".greenvn-policy.yaml": "fail_on: &kinds [delete]\nexempt: *kinds\n" }, /could not be read/],
    ["a tag", { ".greenvn-policy.yaml": "max_charges: !limit 0\n" }, /could not be read/],
    [
      "a field of null",
      { "package.json": '{ "greenvnPolicy": null }' },
      /greenvnPolicy in package\.json must hold rules/,
    ],
    [
      "another ending",
      { ".greenvn-policy.yml": "max_charges: 0\n" },
      /^"\.greenvn-policy\.yml" looks like a policy, but the policy must be called \.greenvn-policy\.yaml/,
    ],
    [
      "another ending beside the right one",
      { ".greenvn-policy.yml": "max_charges: 0\n", ".greenvn-policy.yaml": "max_charges: 1\n" },
      /must be called/,
    ],
    ...[
      "greenvn-policy.yaml",
      ".greenvn_policy.yaml",
      ".greenvn-policy.json",
      ".greenvn-polcy.yaml",
      ".Greenvn-Policy.yaml",
      ".greenvn-p\u043elicy.yaml",
      ".greenvn-policy",
      ".greenvn-policy.yaml.disabled",
      ".greenvn-policies.yaml",
      "greenvn-policies.yml",
    ].map((name): [string, Readonly<Record<string, string>>, RegExp] => [
      `a near name, ${name}`,
      { [name]: "max_charges: 0\n" },
      /looks like a policy/,
    ]),
    [
      "a near name below the right one",
      { "stacks/greenvn-policy.yml": "max_charges: 0\n", ".greenvn-policy.yaml": "max_charges: 1\n" },
      /looks like a policy/,
    ],
    [
      "a field of a near name, in the plural",
      { "package.json": '{ "greenvnPolicies": { "max_charges": 0 } }' },
      /^package\.json has "greenvnPolicies", but the policy must be called greenvnPolicy/,
    ],
    [
      "a field of a near name",
      { "package.json": '{ "greenvn-policy": { "max_charges": 0 } }' },
      /^package\.json has "greenvn-policy", but the policy must be called greenvnPolicy/,
    ],
    [
      "two policies in one folder",
      { "package.json": '{ "greenvnPolicy": { "max_charges": 0 } }', ".greenvn-policy.yaml": "max_charges: 1\n" },
      /^There are two policies in one folder/,
    ],
    ["a package.json that is none", { "package.json": "{" }, /The policy could not be read/],
    ["false in package.json", { "package.json": '{ "greenvnPolicy": false }' }, /^greenvnPolicy in package\.json/],
  ])("exit 2: %s", async (_what, files, sentence) => {
    write(files);
    const run = await planReport(["@/one.json"]);
    expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit: 2, stdout: "" });
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
