import { spawn, type ChildProcess } from "node:child_process";
import { build } from "./build";
import { EXECUTABLE } from "./project";

const ROUNDS = 41;

/** The cookie by which Terraform tells a provider that it is Terraform. */
const HANDSHAKE = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", PLUGIN_PROTOCOL_VERSIONS: "5,6" };

/** Start of the executable to its handshake line, against bare `node -e 0`, in turns. */
async function main(): Promise<void> {
  await build(["provider"]);
  const bareMs: number[] = [];
  const handshakeMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bareMs.push(await untilExit());
    handshakeMs.push(await untilHandshake());
  }
  const [bare, handshake] = [median(bareMs), median(handshakeMs)];
  console.log(`node -e 0                      ${bare.toFixed(1)} ms`);
  console.log(`executable to its handshake    ${handshake.toFixed(1)} ms   ${(handshake / bare).toFixed(2)} times bare node`);
}

async function untilExit(): Promise<number> {
  const startedMs = performance.now();
  await ended(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }));
  return performance.now() - startedMs;
}

async function untilHandshake(): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(EXECUTABLE, { env: { ...process.env, ...HANDSHAKE }, stdio: ["ignore", "pipe", "ignore"] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    child.once("error", reject).once("close", () => reject(new Error("the executable ended without a handshake")));
  });
  const tookMs = performance.now() - startedMs;
  if (!line.startsWith("1|6|unix|")) throw new Error(`this is no handshake: ${line}`);
  child.kill("SIGTERM");
  await ended(child);
  return tookMs;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("close", resolve));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
