import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../project";
import type { Cost } from "./measure";

/** Ten thousand take seconds; what grows with their square is to fail, and not to go on for ever. */
const LONGEST_MS = 10 * 60_000;
const PROGRAM = path.join(ROOT, "scripts", "bench", "synthesis-program.cjs");

/**
 * What is synthesized: our construct, the bare generated class with what a user would write beside it, or a fleet from
 * the rows of a CSV.
 */
export interface Synthesized {
  readonly kind: "ours" | "generated" | "fleet";
  readonly count: number;
  readonly outputs: boolean;
}

/**
 * A synthesis in a process of its own: its time without the start of Node and the loading of the library, and the most
 * memory that the process held.
 */
export async function synthesis({ kind, count, outputs }: Synthesized): Promise<Cost & { readonly peakMiB: number }> {
  const args = [PROGRAM, kind, String(count), outputs ? "outputs" : "none"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, timeout: LONGEST_MS });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof synthesis>>;
}
