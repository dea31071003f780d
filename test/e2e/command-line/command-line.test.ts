import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

// One bundle for all: starting from the sources would take most of the time. It lies where the package is found above
// it.
let folder: string;
beforeAll(() => {
  const cache = path.join(ROOT, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, "greenvn-cli-"));
  execFileSync(
    path.join(ROOT, "node_modules", ".bin", "esbuild"),
    [
      "src/cli/main.ts",
      "--bundle",
      "--platform=node",
      "--format=cjs",
      "--log-level=error",
      `--outfile=${path.join(folder, "cli.js")}`,
    ],
    { cwd: ROOT },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

function start(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [path.join(folder, "cli.js"), ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

async function firstText(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return chunk.toString("utf8");
}

async function end(child: ChildProcess): Promise<unknown> {
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return code ?? signal;
}

jest.setTimeout(20_000);

test.each(["SIGINT", "SIGTERM"] as const)("a sandbox ends cleanly at %s, whatever is under way", async (signal) => {
  const child = start("sandbox", "--port", "0", "--latency", "60000");
  const url = /http:\S+/.exec(await firstText(child))?.[0] ?? "";
  const hanging = fetch(`${url}/v1/tenants/sandbox/greenvn/x`).then(
    () => "answered",
    () => "lost",
  );
  // The ledger shows the request once it is under way.
  for (let seen = false; !seen;)
    seen = ((await (await fetch(`${url}/_sandbox/ledger`)).json()) as { requests: unknown[] }).requests.length > 0;
  child.kill(signal);
  expect(await end(child)).toBe(0);
  expect(await hanging).toBe("lost");
});

test("a sandbox goes on where nobody reads its output any more", async () => {
  const child = start("sandbox", "--port", "0");
  const url = /http:\S+/.exec(await firstText(child))?.[0] ?? "";
  child.stdout?.destroy();
  expect((await fetch(`${url}/_sandbox/ledger`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await end(child)).toBe(0);
});

test("bad usage: a sentence, exit 2, no stack trace", async () => {
  const child = start("sandbox", "--pool", "many");
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  expect(await end(child)).toBe(2);
  expect(stderr).toBe(
    "error: option '--pool <n>' argument 'many' is invalid. It must be a whole number from 0 to 1000000.\n",
  );
});

// A folder that was deleted: any other exit code would say that a gate passed, or that one failed.
test("no working folder: a sentence, exit 2, no stack trace", async () => {
  const script = 'mkdir "$0/gone" && cd "$0/gone" && rmdir "$0/gone" && exec "$1" "$0/cli.js" plan-report plan.json';
  const child = spawn("/bin/sh", ["-c", script, folder, process.execPath], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  expect(await end(child)).toBe(2);
  expect(stderr).toMatch(/^greenvn: ENOENT[^\n]*\n$/);
});

test("output to nobody is harmless", async () => {
  const child = start("--help");
  child.stdout?.destroy();
  expect(await end(child)).toBe(0);
});
