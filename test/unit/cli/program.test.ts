import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { type CommandIo, type ExitCode } from "../../../src/cli/command-io";
import { runProgram } from "../../../src/cli/program";
import { startSandbox } from "../../../src/sandbox";
import { send } from "../../support/api/sandbox";

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
  screen?: CommandIo["screen"],
): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const io: CommandIo = {
    cwd: folder,
    env: {},
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

const COMMANDS = [
  [],
  ["sandbox"],
  ["init"],
  ["provider"],
  ["provider", "install"],
  ["provider", "path"],
  ["plan-report"],
];

test.each(COMMANDS)("greenvn %s %s: --help and --version", async (...command) => {
  const help = await run([...command, "--help"]);
  expect(help).toMatchObject({ exit: 0, stderr: "" });
  expect(help.stdout).toContain(`Usage: ${["greenvn", ...command].join(" ")}`);
  expect(await run([...command, "--version"])).toEqual({ exit: 0, stdout: "1.2.3\n", stderr: "" });
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
    const ran = await run(args);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("Commands:");
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
    screen,
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
