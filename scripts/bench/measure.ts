import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** What a program took, with all that it started. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
}

export interface Where {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the program must say, or the measurement is of something else. */
  readonly says?: RegExp;
}

/** The shell tells what its children took: Node itself can ask for that of its own process only. */
const TIMED = '"$@"; code=$?; times >&3; exit $code';

/** Runs a program to its end. Throws what it said where it fails. */
export async function measured(file: string, args: readonly string[], { says, ...where }: Where = {}): Promise<Cost> {
  const startedMs = performance.now();
  const child = spawn("/bin/sh", ["-c", TIMED, "sh", file, ...args], {
    ...where,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, out, told, times] = child.stdio.map((stream) =>
    stream === null ? () => "" : textOf(stream as Readable),
  ) as [unknown, () => string, () => string, () => string];
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  const wallMs = performance.now() - startedMs;
  const said = `${out()}${told()}`;
  if (code !== 0 || says?.test(said) === false)
    throw new Error(`${[file, ...args].join(" ")} ended with ${String(code)}\n${said.slice(-4000)}`);
  return { wallMs, cpuMs: childrenMs(times()) };
}

function textOf(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

/** The second line of `times` is of the shell's children. */
const childrenMs = (times: string): number => timesMs(times.trim().split("\n")[1] ?? "");

/** A line of the shell's `times`, user and system time: `0m1.25s 0m0.031s`. */
export function timesMs(line: string): number {
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`the shell told no times: ${line}`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}
