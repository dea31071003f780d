import { type ChildProcess, spawn } from "node:child_process";
import { MAGIC_COOKIE } from "../../src/plugin/server/process/handshake";
import { createIdentity } from "../../src/plugin/server/transport/certificate";
import { EXECUTABLE } from "../project";

/** Milliseconds until a Node that has nothing to do has ended. */
export async function bareNodeMs(): Promise<number> {
  const startedMs = performance.now();
  await ended(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }));
  return performance.now() - startedMs;
}

/** Milliseconds until ours, started as Terraform does with TLS both ways, has written its handshake line. */
export const handshakeMs = (): Promise<number> =>
  // By its Node, as the bare one is: the shebang's way through the PATH would be measured on one side only.
  handshakeOf(process.execPath, [EXECUTABLE]);

/** The same of any provider. */
export async function handshakeOf(file: string, args: readonly string[]): Promise<number> {
  const env = {
    ...process.env,
    [MAGIC_COOKIE.name]: MAGIC_COOKIE.value,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: createIdentity(new Date()).certificatePem,
  };
  const startedMs = performance.now();
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    child.once("error", reject).once("close", () => reject(new Error("the executable ended without a handshake")));
  });
  const tookMs = performance.now() - startedMs;
  if (!/^1\|\d\|unix\|/.test(line)) throw new Error(`this is no handshake: ${line}`);
  child.kill("SIGTERM");
  await ended(child);
  return tookMs;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("close", resolve));
}
