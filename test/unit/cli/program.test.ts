import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { type Command } from "commander";
import { type CommandIo, type ExitCode } from "../../../src/cli/command-io";
import { commandExample } from "../../../src/cli/messages";
import { programOf, runProgram } from "../../../src/cli/program";
import { startSandbox } from "../../../src/sandbox";
import { send } from "../../support/api/sandbox";
import { planOf } from "../report/plan-json";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "cli-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process; `onLine` sees what is printed, and may ask it to end. */
async function run(
  args: readonly string[],
  onLine: (text: string, stop: () => void) => void = () => undefined,
  { screen, env = {} }: { readonly screen?: CommandIo["screen"]; readonly env?: CommandIo["env"] } = {},
): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const io: CommandIo = {
    cwd: folder,
    env,
    installed: () => ({ root: folder, version: "1.2.3" }),
    stdin: Readable.from([]),
    stdout: (text) => {
      printed.stdout += text;
      onLine(text, stop);
    },
    stderr: (text) => (printed.stderr += text),
    ...(screen === undefined ? {} : { screen }),
    stopAsked: () => stopped,
  };
  return { exit: await runProgram(args, io), ...printed };
}

const nobody: CommandIo = {
  cwd: "/",
  env: {},
  installed: () => ({ root: "/", version: "1.2.3" }),
  stdin: Readable.from([]),
  stdout: () => undefined,
  stderr: () => undefined,
  stopAsked: () => new Promise(() => undefined),
};

/** Every command that a user can type, by its words; the program itself has none. */
function commandsBelow(command: Command, words: readonly string[]): readonly (readonly string[])[] {
  const children = command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== "help");
  return [words, ...children.flatMap((child) => commandsBelow(child, [...words, child.name()]))];
}
const COMMANDS = commandsBelow(
  programOf(nobody, () => undefined),
  [],
).map((words) => ({ words, typed: ["greenvn", ...words].join(" ") }));

test("there are commands, with others below them", () => {
  expect(COMMANDS.map(({ typed }) => typed)).toEqual(
    expect.arrayContaining(["greenvn", "greenvn sandbox", "greenvn provider install", "greenvn completion"]),
  );
});

describe.each(COMMANDS)("$typed", ({ words, typed }) => {
  test.each(["--help", "-h"])("%s", async (flag) => {
    const help = await run([...words, flag]);
    expect(help).toMatchObject({ exit: 0, stderr: "" });
    expect(help.stdout).toContain(`Usage: ${typed} `);
  });

  test.each(["--version", "-V"])("%s", async (flag) => {
    expect(await run([...words, flag])).toEqual({ exit: 0, stdout: "1.2.3\n", stderr: "" });
  });

  test("an option that is unknown is bad usage, before anything is done", async () => {
    const ran = await run([...words, "--bogus"]);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^error: (?:unknown option '--bogus'|required option )/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("its help fits a terminal of 100 columns", async () => {
    const { stdout } = await run([...words, "--help"]);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });
});

const SHOWN = COMMANDS.filter(({ words }) => words.length > 0);

test.each(SHOWN)("$typed has an example, which it could be typed by", async ({ words }) => {
  const example = commandExample(words.join(" "));
  const [, typed = ""] = /(?:^|[|(]\s*)greenvn ([^|)]+)/.exec(example) ?? [];
  const args = typed.trim().split(" ");
  // A command with others below it is shown by one of those.
  expect(args.slice(0, words.length)).toEqual(words);
  const known = (await run([...words, "--help"])).stdout + (await run([...args.slice(0, 2), "--help"])).stdout;
  for (const flag of args.filter((arg) => arg.startsWith("--"))) expect(known).toContain(`${flag} `);
  expect((await run([...words, "--help"])).stdout).toContain(example);
});

test("the help of the program tells a stranger what there is, by groups, and where to begin", async () => {
  const { stdout } = await run(["--help"]);
  const headings = [...stdout.matchAll(/^(\S[^\n]*):$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(["Begin", "Before an apply", "And"]));
  // A command that nobody has put into a group would stand under this.
  expect(headings).not.toContain("Commands");
  for (const { words } of SHOWN.filter(({ words: { length } }) => length === 1)) {
    expect(stdout).toMatch(new RegExp(`^ {2}${words[0]} +\\w`, "m"));
    expect(stdout.replace(/\n +/g, " ")).toContain(`$ ${commandExample(words.join(" "))}`);
  }
  expect(stdout).toMatch(/^New here\? Type: greenvn \w+/m);
  expect(stdout).toMatch(/^Exit codes: 0 .+; 1 .+; 2 /m);
  expect(stdout).not.toContain("complete-words");
});

test.each(
  [
    ["help", "sandbox"],
    ["help", "provider"],
    ["provider", "help", "install"],
  ].map((args) => ({ args })),
)("greenvn $args is the help of a command", async ({ args }) => {
  const asked = args.filter((word) => word !== "help");
  expect(await run(args)).toEqual(await run([...asked, "--help"]));
});

const PLAN = planOf([]);
const DIGEST = ["--lock-file", "@/lock.hcl", "--tree", "a".repeat(40)];

/** What the end of each command tells a script; 1 where the work was done and the answer is no. */
test.each<[typed: string, args: readonly string[], exit: ExitCode]>([
  ["completion of a shell that is known", ["completion", "bash"], 0],
  ["completion of another", ["completion", "tcsh"], 2],
  ["completion of none", ["completion"], 2],
  ["mask", ["mask", "--always"], 0],
  ["mask, given a file", ["mask", "@/plan.json"], 2],
  ["a plan that passes", ["plan-report", "@/plan.json"], 0],
  ["a plan whose gate fails", ["plan-report", "@/failed.json"], 1],
  ["a report on no plan", ["plan-report"], 2],
  ["a report on what is not there", ["plan-report", "@/nothing.json"], 2],
  ["a report on what is no plan", ["plan-report", "@/lock.hcl"], 2],
  ["a report in no format", ["plan-report", "@/plan.json", "--format", "pdf"], 2],
  ["a report below no limit", ["plan-report", "@/plan.json", "--max-charges", "-1"], 2],
  ["a report that fails on nothing known", ["plan-report", "@/plan.json", "--fail-on", "replace,nothing"], 2],
  ["a report by no policy", ["plan-report", "@/plan.json", "--policy", "@/nothing.yaml"], 2],
  ["a digest", ["plan-digest", "@/plan.json", ...DIGEST], 0],
  ["the digest of another plan", ["plan-digest", "@/failed.json", ...DIGEST, "--compare", "@/digest.json"], 1],
  ["a digest with no lock file", ["plan-digest", "@/plan.json", "--tree", "a".repeat(40)], 2],
  ["a digest of no tree", ["plan-digest", "@/plan.json", "--lock-file", "@/lock.hcl", "--tree", "main"], 2],
  ["a comparison with no digest", ["plan-digest", "@/plan.json", ...DIGEST, "--compare", "@/lock.hcl"], 2],
  ["the path of an executable that is not there", ["provider", "path"], 2],
  ["an installation into nothing", ["provider", "install"], 2],
  ["a sandbox on no port", ["sandbox", "--port", "all"], 2],
  ["a command that is none", ["nothing"], 2],
  ["help on a command that is none", ["help", "nothing"], 2],
])("%s ends with its exit code", async (_typed, args, exit) => {
  writeFileSync(path.join(folder, "lock.hcl"), "");
  writeFileSync(path.join(folder, "plan.json"), JSON.stringify(PLAN));
  writeFileSync(path.join(folder, "failed.json"), JSON.stringify({ ...PLAN, errored: true }));
  const env = { GREENVN_API_TOKEN: "a-token" };
  const placed = args.map((arg) => arg.replace("@", folder));
  if (args.includes("--compare")) {
    const kept = await run(
      ["plan-digest", "@/plan.json", ...DIGEST].map((arg) => arg.replace("@", folder)),
      undefined,
      {
        env,
      },
    );
    writeFileSync(path.join(folder, "digest.json"), kept.stdout);
  }
  const ran = await run(placed, undefined, { env });
  expect(ran.exit).toBe(exit);
  // A script reads standard output: what could not be done is told on the other one.
  if (exit === 2) expect([ran.stdout, ran.stderr]).toEqual(["", expect.stringMatching(/\S/)]);
  else expect(ran.stderr).toBe("");
});

test("completion is asked by a command that no help shows, whatever is typed", async () => {
  expect(await run(["complete-words", "--", "completion", ""])).toEqual({
    exit: 0,
    stdout: "bash\t\nzsh\t\nfish\t\n:nothing\n",
    stderr: "",
  });
  expect((await run(["complete-words", "--", "plan-report", "--form"])).stdout).toMatch(/^--format\t\w.*\n:nothing\n$/);
  expect(await run(["complete-words", "--", "--bogus", "--", "--help"])).toEqual({
    exit: 0,
    stdout: ":nothing\n",
    stderr: "",
  });
});

test.each<[string[], string]>([
  [["nothing"], "error: unknown command 'nothing'"],
  [["--bogus"], "error: unknown option '--bogus'"],
  [["sandbox", "--bogus"], "error: unknown option '--bogus'"],
  [["sandbox", "more"], "error: too many arguments for 'sandbox'"],
  [["sandbox", "--port"], "error: option '--port <port>' argument missing"],
  [
    ["sandbox", "--port", "65536"],
    "error: option '--port <port>' argument '65536' is invalid. It must be a whole number from 0 to 65535.",
  ],
  [
    ["sandbox", "--pool", "-1"],
    "error: option '--pool <n>' argument '-1' is invalid. It must be a whole number from 0 to 1000000.",
  ],
  [["sandbox", "--latency", "1e3"], "error: option '--latency <ms>' argument '1e3' is invalid."],
  [["sandbox", "--seed", ""], "error: option '--seed <text>' argument '' is invalid. It must not be empty."],
  [["doctor", ""], "error: command-argument value '' is invalid for argument 'dir'. It must name a folder"],
  [["doctor", "--bogus"], "error: unknown option '--bogus'"],
  [["init", ""], "error: command-argument value '' is invalid for argument 'dir'. It must name a folder"],
  [["init", "a", "b"], "error: too many arguments for 'init'"],
  [
    ["init", "--language", "cdkft"],
    "error: option '--language <language>' argument 'cdkft' is invalid. It must be one of hcl, cdktf, cdktn. Did you mean cdktf?",
  ],
  [
    ["init", "--language", "python"],
    "error: option '--language <language>' argument 'python' is invalid. It must be one",
  ],
  [["init", "--language", ""], "error: option '--language <language>' argument '' is invalid. It must be one of hcl,"],
  [["init", "--language", "HCL"], "error: option '--language <language>' argument 'HCL' is invalid. It must be one of"],
  [
    ["init", "--pipeline", "gitlub"],
    "error: option '--pipeline <pipeline>' argument 'gitlub' is invalid. It must be one of github, gitlab, atlantis, none.",
  ],
  [["provider", "install"], "error: required option '--dir <dir>' not specified"],
  [["provider", "install", "--dir", ""], "error: option '--dir <dir>' argument '' is invalid. It must name a folder"],
  [["provider", "remove"], "error: unknown command 'remove'"],
  [
    ["provider", "install", "--dir", ".", "--platform", "plan9_arm"],
    'greenvn: "plan9_arm" is no platform that the provider runs on',
  ],
])("greenvn %j is bad usage", async (args, sentence) => {
  const ran = await run(args);
  expect(ran).toMatchObject({ exit: 2, stdout: "" });
  expect(ran.stderr.startsWith(sentence)).toBe(true);
  expect(ran.stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
});

test.each([[[]], [["provider"]]])(
  "greenvn %j without a command shows what there is, and is bad usage",
  async (args) => {
    const { stdout } = await run([...args, "--help"]);
    expect(await run(args)).toEqual({ exit: 2, stdout: "", stderr: stdout });
  },
);

test("a sandbox says first where it listens, serves, and ends when asked to", async () => {
  let url = "";
  let served: Promise<Response> | undefined;
  const ran = await run(
    ["sandbox", "--port", "0", "--pool", "1", "--seed", "3", "--state", path.join(folder, "state.json")],
    (text, stop) => {
      url = /^listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(text)?.[1] ?? "";
      served = fetch(`${url}/_sandbox/ledger`).finally(stop);
    },
  );
  expect(ran).toEqual({ exit: 0, stdout: `listening on ${url}\n`, stderr: "" });
  expect((await served)?.status).toBe(200);
  await expect(fetch(url)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

/** A sandbox of which one allocation is made and one answer is lost. */
async function watched(args: readonly string[], screen?: CommandIo["screen"]): Promise<readonly string[]> {
  const { stdout } = await run(
    ["sandbox", "--port", "0", "--seed", "1", ...args],
    (text, stop) => {
      const url = /^listening on (\S+)\n$/.exec(text)?.[1];
      if (url === undefined) return;
      const call = (method: string, target: string, body?: object): Promise<unknown> =>
        send({ url }, method, target, body).catch(() => undefined);
      const makeTwo = async (): Promise<void> => {
        await call("POST", "/v1/tenants/sandbox/greenvn", CREATION);
        await call("POST", "/_sandbox/faults", [{ work: "done", answer: { kind: "reset" } }]);
        await call("POST", "/v1/tenants/sandbox/greenvn", { ...CREATION, connection_id: "b\u001b[2J\nx" });
      };
      void makeTwo().finally(stop);
    },
    screen === undefined ? {} : { screen },
  );
  return stdout.trimEnd().split("\n");
}

const CREATION = {
  connection_id: "a",
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620"],
  usage: "twoway",
};

test("on a terminal a sandbox says each call as it comes, with its price and no whole number", async () => {
  const [listening, hint, ...calls] = await watched([], { columns: 80, colour: true });
  expect(listening).toMatch(/^listening on http:/);
  expect(hint).toMatch(/^Open http:\S+ in a browser to watch/);
  expect(calls.map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, ""))).toEqual([
    expect.stringMatching(/^create {6}200 {3}charged {2}a {2}\+91\*{6}\d{4}$/),
    expect.stringMatching(/^create {6}lost {2}charged {2}b\[2J x {2}\+91\*{6}\d{4} {2}fault: reset$/),
  ]);
});

test.each<[string, readonly string[], CommandIo["screen"]]>([
  ["with --quiet", ["--quiet"], { columns: 80, colour: true }],
  ["into a pipe", [], undefined],
])("%s a sandbox says where it listens, and nothing else", async (_case, args, screen) => {
  expect(await watched(args, screen)).toEqual([expect.stringMatching(/^listening on http:/)]);
});

test("a port that is taken is one sentence", async () => {
  const other = await startSandbox();
  expect(await run(["sandbox", "--port", `${other.port}`])).toEqual({
    exit: 2,
    stdout: "",
    stderr: `greenvn: port ${other.port} of 127.0.0.1 is in use; choose another one, or 0 for a free one\n`,
  });
  await other.close();
});

test("a broken state file is one sentence", async () => {
  const state = path.join(folder, "state.json");
  writeFileSync(state, "{");
  expect(await run(["sandbox", "--port", "0", "--state", state])).toEqual({
    exit: 2,
    stdout: "",
    stderr: `greenvn: the state file ${state} is broken or no state of a sandbox; move it away to begin anew\n`,
  });
});

test("no help shows the account's token", async () => {
  expect((await run(["sandbox", "--help"])).stdout).not.toContain("sandbox-token");
});
