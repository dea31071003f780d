import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isRecord } from "../../src/domain/is-record";
import { SANDBOX_ACCOUNT } from "../../src/sandbox";
import { COMMAND_LINE, ROOT } from "../project";

/** What `--keep` leaves: the stack and all that belongs to it. */
export const KEPT = path.join(ROOT, ".quickstart");
const RECORD = path.join(KEPT, "kept.json");
const LOG = path.join(KEPT, "sandbox.log");

const PATIENCE_MS = 15_000;

export interface ServedSandbox {
  readonly url: string;
  close(): Promise<void>;
}

/** Throws where an earlier quickstart is kept: its stack would belong to a sandbox that nobody finds again. */
export function expectNoneKept(): void {
  if (!existsSync(KEPT)) return;
  throw new Error("one is kept in .quickstart already; npm run quickstart -- --end ends it");
}

/** A sandbox in a process of its own, which lives on after this one. */
export async function detachedSandbox(seed: string): Promise<ServedSandbox> {
  const log = openSync(LOG, "w");
  const child = spawn(
    process.execPath,
    [COMMAND_LINE, "sandbox", "--port", "0", "--seed", String(seed), "--state", path.join(KEPT, "sandbox.json")],
    { cwd: KEPT, detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  let hasEnded = false;
  child.once("exit", () => (hasEnded = true)).once("error", () => (hasEnded = true));
  child.unref();
  for (const startedMs = performance.now(); performance.now() - startedMs < PATIENCE_MS && !hasEnded;) {
    const [, url] = /listening on (\S+)/.exec(readFileSync(LOG, "utf8")) ?? [];
    if (url !== undefined && child.pid !== undefined) {
      const { pid } = child;
      writeFileSync(RECORD, `${JSON.stringify({ pid, url })}\n`);
      return { url, close: () => ended(pid) };
    }
    await sleep(50);
  }
  child.kill();
  throw new Error(`the sandbox did not start: ${readFileSync(LOG, "utf8").trim()}`);
}

/** Ends what is kept, and removes it. Resolves to one sentence that says so. */
export async function endKept(): Promise<string> {
  if (!existsSync(KEPT)) return "Nothing is kept here.";
  const pid = keptProcess();
  if (pid !== null && (await isOurSandbox(pid))) await ended(pid);
  rmSync(KEPT, { recursive: true, force: true, maxRetries: 5 });
  return "The sandbox has ended, and .quickstart is removed.";
}

/** Null where a start was cut short before there was one. */
function keptProcess(): number | null {
  if (!existsSync(RECORD)) return null;
  const record: unknown = JSON.parse(readFileSync(RECORD, "utf8"));
  return isRecord(record) && typeof record["pid"] === "number" ? record["pid"] : null;
}

/** The system gives numbers of processes that have ended to others: nothing else may be ended. */
async function isOurSandbox(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "args=", "-p", String(pid)]).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT")
        throw new Error(
          `there is no ps here to tell whether process ${pid} is the sandbox: end it, then remove .quickstart`,
        );
      return { stdout: "" }; // No such process.
    },
  );
  return stdout.includes(`${COMMAND_LINE} sandbox `) && stdout.includes(KEPT);
}

/** Asks a process to end, and resolves once it has. */
async function ended(pid: number): Promise<void> {
  const signalled = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(pid, signal);
    } catch {
      return false; // It has ended.
    }
  };
  signalled("SIGTERM");
  for (const startedMs = performance.now(); signalled(0); await sleep(50)) {
    if (performance.now() - startedMs > PATIENCE_MS) signalled("SIGKILL");
  }
}

/**
 * What a shell reads before it works on the kept stack: the sandbox's account, where the declaration stands and where
 * it is synthesized to.
 */
export function environmentFile(url: string, program: string, isOnPath: boolean): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const variables = {
    GREENVN_BASE_URL: url,
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
    DECLARED: path.join(KEPT, "declared.json"),
    CDKTF_OUTDIR: path.join(KEPT, "cdktf.out"),
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const found = isOnPath ? [] : [`export PATH=${quoted(path.dirname(program))}:"$PATH"`];
  return ["# The account is the sandbox's: nothing here is secret.", ...lines, ...found, ""].join("\n");
}

/** What a person does next with what is kept. */
export function tryNext(url: string, product: string): string {
  return `It stays: the sandbox at ${url}, and the stack in .quickstart.

Look at what has been charged, and at all calls: ${url}/_sandbox/ledger

Declare another region, from this folder, and see what that would do and cost:
  . .quickstart/environment
  echo '{ "region": "MU" }' > .quickstart/declared.json
  node --import tsx examples/quickstart/main.ts
  cd .quickstart/cdktf.out/stacks/quickstart
  ${product} plan -out=next.tfplan
  ${product} show -json next.tfplan > next.json
  npx greenvn plan-report next.json
  ${product} apply next.tfplan

End it all: npm run quickstart -- --end`;
}
