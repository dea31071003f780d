import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { snippetsIn } from "../../support/docs/markdown-code";
import { cloneInto } from "../../support/run/fresh-clone";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { output } from "../../support/run/packed-package";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run, type Running, start } from "../../support/run/run";

/** The commands of the README, as a reader of a fresh clone types them, in the order in which they stand. */

const PORT = 8787;
const blocks = snippetsIn("README.md").filter(({ language }) => language === "sh");
/** A command that goes on until it is ended stands alone, for a terminal of its own. */
const serves = (code: string): boolean => code.trim() === "npx greenvn sandbox";

let folder: string;
let clone: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-readme-");
  clone = path.join(folder, "cdktf-greenvn");
  cloneInto(clone);
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
  ])
    await output("git", args, clone, process.env);
  const [programs, home, temporary] = ["p", "h", "t"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [programs, home, temporary]) mkdirSync(each);
  symlinkSync(prepared().terraform.path, path.join(programs, "terraform"));
  env = {
    PATH: [programs, path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter),
    HOME: home,
    TMPDIR: temporary,
    CHECKPOINT_DISABLE: "1",
    // No registry is asked for anything: what npx does not find here, it does not find.
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
  };
});
afterAll(() => removeFolder(folder));

/**
 * The packages are there, and this is a test of that very command: these two are not typed. scripts/fresh-clone.sh
 * types them.
 */
const SHELL = `npm() { case "$1" in ci | test) ;; *) command npm "$@" ;; esac; }\n`;

test("each works where it stands, and leaves nothing that git sees", async () => {
  expect(blocks.map(({ code }) => code.split("\n", 1)[0])).toEqual([
    "npm ci && npm run quickstart",
    "npm run quickstart -- --keep",
    ". .quickstart/environment",
    "npm run quickstart -- --end",
    "npx greenvn sandbox",
    expect.stringMatching(/^export GREENVN_BASE_URL=http:\/\/127\.0\.0\.1:8787 /) as unknown,
    "npm ci && npm test",
  ]);
  // As it stands, but for its port where another sandbox of this machine has that.
  const port = await freePort(PORT);
  const at = (code: string): string => (port === PORT ? code : code.replaceAll(`:${PORT}`, `:${port}`));

  const script = path.join(folder, "typed.sh");
  const firstTerminal = async (from: number, to: number): Promise<string> => {
    const typed = blocks.slice(from, to).filter(({ code }) => !serves(code));
    writeFileSync(script, SHELL + typed.map(({ code }) => at(code)).join("\n"));
    // Terraform asks whether it should: yes.
    const { exitCode, stdout, stderr } = await run("/bin/bash", ["-c", `yes yes | bash -e "${script}"`], {
      cwd: clone,
      env,
      timeoutMs: 80_000,
    });
    expect({ exitCode, said: exitCode === 0 ? "" : stdout + stderr }).toEqual({ exitCode: 0, said: "" });
    return stdout;
  };
  const sandboxBlock = blocks.findIndex(({ code }) => serves(code));

  const quickstarts = await firstTerminal(0, sandboxBlock);
  expect(quickstarts).toMatch(/the sandbox at http:\/\/127\.0\.0\.1:\d+/);
  expect(quickstarts).toContain("PUT …/vn for allocation");
  expect(quickstarts).toMatch(/GreenVN plan: .*1 number is given up for another one/);
  expect(quickstarts).toMatch(/support_green_vn = "\+919820\d{6}"/);
  // What the command says to try next is what the README says.
  for (const line of blocks[2]?.code.trim().split("\n").slice(0, -1) ?? [])
    expect(quickstarts).toContain(`  ${line}\n`);

  const sandbox = secondTerminal(port);
  try {
    await sandbox.printed(new RegExp(`^listening on http://127\\.0\\.0\\.1:${port}$`, "m"));
    const applied = await firstTerminal(sandboxBlock, blocks.length);
    expect(applied).toContain("Apply complete! Resources: 2 added, 0 changed, 0 destroyed.");
    expect(await charged(port)).toBe(2);
  } finally {
    sandbox.signalGroup("SIGINT");
    await sandbox.ended;
  }
  expect(await untilNone(() => processesIn(clone), 5_000)).toEqual([]);
  // All is new in the index of a folder that has no commit; a file that has changed since has a second letter.
  const status = await output("git", ["status", "--porcelain"], clone, process.env);
  expect(status.split("\n").filter((line) => line !== "" && !line.startsWith("A "))).toEqual([]);
});

test("a quickstart that is to be kept, and is stopped before its end, leaves no sandbox and no folder", async () => {
  const running = start(process.execPath, ["--import", require.resolve("tsx"), "scripts/quickstart.ts", "--keep"], {
    cwd: clone,
    env: { ...env, TSX_DISABLE_CACHE: "1" },
    timeoutMs: 80_000,
  });
  await running.printed(/apply created/);
  running.signal("SIGINT");
  const { exitCode, stderr } = await running.ended;
  expect({ exitCode, stderr }).toEqual({
    exitCode: 130,
    stderr: expect.stringContaining("nothing is left behind") as unknown,
  });
  expect(existsSync(path.join(clone, ".quickstart"))).toBe(false);
  expect(await untilNone(() => processesIn(clone), 5_000)).toEqual([]);
});

/** As it stands where the port is free. */
function secondTerminal(port: number): Running {
  const command = blocks.find(({ code }) => serves(code))?.code ?? "";
  return start("/bin/bash", ["-c", port === PORT ? command : `${command.trim()} --port ${port}`], {
    cwd: clone,
    env,
    timeoutMs: 80_000,
  });
}

async function charged(port: number): Promise<number> {
  const { totals } = (await (await fetch(`http://127.0.0.1:${port}/_sandbox/ledger`)).json()) as {
    totals: { charged: number };
  };
  return totals.charged;
}

/** The port asked for, or any other where it is taken. */
function freePort(asked: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" && asked !== 0 ? resolve(freePort(0)) : reject(error),
    );
    server.listen(asked, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : asked));
    });
  });
}
