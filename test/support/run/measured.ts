import { type Run, run } from "./run";

/**
 * A run of a program of Node, with what it used up: processor time, which a busy machine stretches less than the
 * clock's, and memory. With no file, Node's own start.
 */
export async function measured(
  file: string | null,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs }: { cwd: string; env?: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<Run & { readonly cpuMs: number; readonly peakMib: number }> {
  const script = `process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.error(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMib: maxRSS / 1024 })); });`;
  const start =
    file === null
      ? ""
      : `process.argv = ${JSON.stringify(["node", "greenvn", ...args])}; require(${JSON.stringify(file)});`;
  const result = await run(process.execPath, ["-e", script + start], { cwd, env, timeoutMs });
  const last = result.stderr.trimEnd().split("\n").at(-1) ?? "";
  return { ...result, ...(JSON.parse(last) as { cpuMs: number; peakMib: number }) };
}
