import { spawn } from "node:child_process";
import { ROOT } from "./project";

/** Runs a program in the project's folder or another, shows what it prints as it comes, and returns it. Rejects where it fails. */
export async function shown(
  file: string,
  args: readonly string[],
  {
    cwd = ROOT,
    env,
    timeoutMs,
    say,
  }: { cwd?: string; env: NodeJS.ProcessEnv; timeoutMs: number; say: (line: string) => void },
): Promise<string> {
  const command = [file, ...args].join(" ");
  say(`$ ${command}`);
  const child = spawn(file, args, { cwd, env, timeout: timeoutMs, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    from.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
      to.write(chunk);
    });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code ?? signal ?? "nothing"}`));
    });
  });
  return printed;
}
