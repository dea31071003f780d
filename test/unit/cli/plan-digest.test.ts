import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { runProgram } from "../../../src/cli/program";

const TREE = "a".repeat(40);
const PLAN = {
  terraform_version: "1.11.4",
  configuration: {},
  resource_changes: [{ address: 'greenvn_allocation.l["+919810164426"]', change: { actions: ["create"] } }],
};

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "cli-")));
  write("plan.json", JSON.stringify(PLAN));
  write("lock.hcl", "");
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  args: readonly string[],
  env: Record<string, string> = {},
  stdin: readonly string[] = [],
): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  const exit = await runProgram(
    args.map((arg) => arg.replace("@", folder)),
    {
      cwd: folder,
      env,
      installed: () => ({ root: folder, version: "1.2.3" }),
      stdin: Readable.from(stdin.map((text) => Buffer.from(text))),
      stdout: (text) => (printed.stdout += text),
      stderr: (text) => (printed.stderr += text),
      stopAsked: () => new Promise(() => undefined),
    },
  );
  return { exit, ...printed };
}

const TOKEN = { GREENVN_API_TOKEN: "a-token" };
const digest = (env: Record<string, string> = TOKEN, ...more: readonly string[]): Promise<Ran> =>
  run(["plan-digest", "@/plan.json", "--lock-file", "@/lock.hcl", "--tree", TREE, ...more], env);

test("the same plan compares as the same, and another is named with exit code 1", async () => {
  const made = await digest();
  expect({ ...made, stdout: Object.keys(JSON.parse(made.stdout) as object) }).toEqual({
    exit: 0,
    stdout: ["format", "key", "digest", "parts"],
    stderr: "",
  });
  write("reviewed.json", made.stdout);
  expect(await digest(TOKEN, "--compare", "@/reviewed.json")).toEqual({
    exit: 0,
    stdout: "The fresh plan does what the reviewed one did.\n",
    stderr: "",
  });
  write("plan.json", JSON.stringify({ ...PLAN, resource_changes: [] }));
  expect(await digest(TOKEN, "--compare", "@/reviewed.json")).toEqual({
    exit: 1,
    stdout:
      "The fresh plan is not the one that was reviewed:\n" +
      '  - resource "greenvn_allocation.l[\\"+919810164426\\"]" was in the reviewed plan alone\n' +
      "Nothing was applied. Plan and review again.\n",
    stderr: "",
  });
});

test.each<[string, () => Promise<Ran>, RegExp]>([
  ["no key", () => digest({}), /^A digest needs a key; set GREENVN_DIGEST_KEY or GREENVN_API_TOKEN\.\n$/],
  ["an empty key", () => digest({ GREENVN_API_TOKEN: "" }), /^A digest needs a key/],
  ["no plan", () => (write("plan.json", "{}"), digest()), /^The JSON is no plan of Terraform/],
  ["no lock file", () => (rmSync(path.join(folder, "lock.hcl")), digest()), /lock\.hcl" could not be read/],
  ["no digest to compare with", () => digest(TOKEN, "--compare", "@/none.json"), /none\.json" could not be read/],
  ["something else in its place", () => digest(TOKEN, "--compare", "@/plan.json"), /is no digest of this version/],
  ["a wrong policy", () => (write(".greenvn-policy.yaml", "mask: perhaps\n"), digest()), /^\.greenvn-policy\.yaml: /],
  ["a tree that is none", () => digest(TOKEN, "--tree", "HEAD"), /--tree.*It must be a hash of git/],
])("%s: exit code 2 and a sentence", async (_what, ask, sentence) =>
  expect(await ask()).toEqual({ exit: 2, stdout: "", stderr: expect.stringMatching(sentence) as string }),
);

test("--mask hides the number in the name of a file that can't be read", async () => {
  const { stderr } = await digest(TOKEN, "--compare", "@/917205827365.json", "--mask");
  expect(stderr).toContain("******7365");
  expect(stderr).not.toContain("7205827365");
});

test("a digest that was made with another token is refused", async () => {
  write("reviewed.json", (await digest({ GREENVN_API_TOKEN: "another" })).stdout);
  expect(await digest(TOKEN, "--compare", "@/reviewed.json")).toMatchObject({ exit: 2, stdout: "" });
  expect(await digest({ ...TOKEN, GREENVN_DIGEST_KEY: "another" }, "--compare", "@/reviewed.json")).toMatchObject({
    exit: 0,
  });
});

test("a policy that hides numbers hides them in what is kept and said", async () => {
  write(".greenvn-policy.yaml", "mask: true\n");
  expect((await digest()).stdout).toContain('+91******4426\\"]');
});

describe("greenvn mask", () => {
  const lines = ["number +9198", "10164426\nrest 09810164426"];

  test.each<[string, string | null, readonly string[], Ran]>([
    ["with no policy", null, [], { exit: 0, stdout: lines.join(""), stderr: "" }],
    [
      "whatever the policy says",
      null,
      ["--always"],
      { exit: 0, stdout: "number +91******4426\nrest *******4426", stderr: "" },
    ],
    [
      "as the policy says",
      "mask: true\n",
      [],
      { exit: 0, stdout: "number +91******4426\nrest *******4426", stderr: "" },
    ],
    [
      "with a policy that can not be read, which may have asked for it",
      "mask: perhaps\n",
      [],
      {
        exit: 2,
        stdout: "number +91******4426\nrest *******4426",
        stderr: ".greenvn-policy.yaml: mask must be true or false.\n",
      },
    ],
  ])("%s", async (_when, policy, options, said) => {
    if (policy !== null) write(".greenvn-policy.yaml", policy);
    expect(await run(["mask", ...options], {}, lines)).toEqual(said);
  });
});
