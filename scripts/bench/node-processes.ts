import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Cost } from "./measure";

/** What one process of Node took in all. */
interface NodeProcess {
  readonly cpuMs: number;
  readonly peakMiB: number;
}

/** Runs what starts processes of Node, in the environment that makes each of them tell at its end what it took. */
export async function telling(
  temporary: string,
  run: (env: Readonly<Record<string, string>>) => Promise<Cost>,
): Promise<Cost & { readonly processes: readonly NodeProcess[] }> {
  const folder = await mkdtemp(path.join(temporary, "noted-"));
  const [script, notes] = [path.join(folder, "note.cjs"), path.join(folder, "notes")];
  await writeFile(
    script,
    `const fs = require("node:fs");
    const { peakMiB } = require(${JSON.stringify(path.join(__dirname, "peak-memory.cjs"))});
    process.once("exit", () => {
      const { userCPUTime, systemCPUTime } = process.resourceUsage();
      fs.appendFileSync(${JSON.stringify(notes)}, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: peakMiB() }) + "\\n");
    });`,
  );
  const cost = await run({ NODE_OPTIONS: `--require=${script}` });
  const processes = (await readFile(notes, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as NodeProcess);
  await rm(folder, { recursive: true });
  return { ...cost, processes };
}

/** The CPU time of all the processes that told. */
export function cpuMsOfAll({ processes }: { readonly processes: readonly NodeProcess[] }): number {
  return processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}
