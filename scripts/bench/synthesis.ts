import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../project";
import type { Cost } from "./measure";

const PROGRAM = path.join(ROOT, "scripts", "bench", "synthesis-program.cjs");

/** What is synthesized: our construct, or the bare generated class with what a user would write beside it. */
export interface Synthesized {
  readonly kind: "ours" | "generated";
  readonly count: number;
  readonly outputs: boolean;
}

/** Time of a synthesis in a process of its own, without the start of Node and the loading of the library. */
export async function synthesis({ kind, count, outputs }: Synthesized): Promise<Cost> {
  const args = [PROGRAM, kind, String(count), outputs ? "outputs" : "none"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as Cost;
}
