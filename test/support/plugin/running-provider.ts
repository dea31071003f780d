import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { EXECUTABLE } from "../../../scripts/project";
import { MAGIC_COOKIE } from "../../../src/plugin/server/process/handshake";
import { createIdentity } from "../../../src/plugin/server/transport/certificate";
import { standaloneUnderTest } from "../run/standalone";
import { connectPlugin, type PluginClient } from "./client";

/** A provider's executable, started as Terraform does. */
export interface RunningProvider {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** The first line on stdout. */
  readonly line: string;
  readonly socketPath: string;
  /** All that came on stdout and stderr so far. */
  stdout(): string;
  stderr(): string;
  connect(): Promise<PluginClient>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly afterMs: number;
  }>;
}

export interface StartOptions {
  readonly args?: readonly string[];
  /** Arguments of Node itself, before the executable. */
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
  /** Without it the process is started as a person does. Default: true. */
  readonly cookie?: boolean;
  readonly temporary: string;
}

/** Starts an executable and waits for its first line on stdout. */
export async function startProvider(
  executable: string,
  { args = [], nodeArgs = [], env = {}, tls = false, cookie = true, temporary }: StartOptions,
): Promise<RunningProvider> {
  const client = createIdentity(new Date());
  const standalone = executable === EXECUTABLE ? standaloneUnderTest() : null;
  if (standalone !== null && nodeArgs.length > 0) throw new Error("a standalone executable takes no arguments of Node");
  const [command, before] = standalone === null ? [process.execPath, [...nodeArgs, executable]] : [standalone, []];
  const child = spawn(command, [...before, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      TMPDIR: temporary,
      ...(cookie ? { [MAGIC_COOKIE.name]: MAGIC_COOKIE.value, PLUGIN_PROTOCOL_VERSIONS: "5,6" } : {}),
      ...(tls ? { PLUGIN_CLIENT_CERT: client.certificatePem } : {}),
      ...env,
    },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const startedAt = Date.now();
  const ended = new Promise<Awaited<RunningProvider["ended"]>>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, afterMs: Date.now() - startedAt })),
  );
  const line = await new Promise<string>((resolve) => {
    child.stdout.on("data", () => (stdout.includes("\n") ? resolve(stdout.slice(0, stdout.indexOf("\n"))) : undefined));
    void ended.then(() => resolve(stdout));
  });
  const [, , , path = ""] = line.split("|");
  const socketPath = line.startsWith("TF_REATTACH_PROVIDERS=") ? reattachSocket(line) : path;
  return {
    process: child,
    line,
    socketPath,
    stdout: () => stdout,
    stderr: () => stderr,
    connect: () => connectPlugin(socketPath, tls ? { client, server: certificateIn(line) } : undefined),
    ended,
  };
}

/** The server's certificate, as the handshake line has it. */
export function certificateIn(line: string): string {
  const base64 = line.split("|")[5] ?? "";
  return `-----BEGIN CERTIFICATE-----\n${base64}${"=".repeat((4 - (base64.length % 4)) % 4)}\n-----END CERTIFICATE-----\n`;
}

function reattachSocket(line: string): string {
  const value = JSON.parse(line.slice("TF_REATTACH_PROVIDERS=".length)) as Record<string, { Addr: { String: string } }>;
  return Object.values(value)[0]?.Addr.String ?? "";
}
