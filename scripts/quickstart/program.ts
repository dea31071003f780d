import { type ChildProcess, spawn } from "node:child_process";

/** Thrown by whatever runs when a person has asked to stop. */
export class Interrupted extends Error {}

export interface Programs {
  /** Runs a program with its output shown as it comes, and returns its exit code. */
  show(file: string, args: readonly string[]): Promise<number>;
  /** Runs a program and returns what it printed; rejects with what it said where it fails. */
  read(file: string, args: readonly string[]): Promise<string>;
}

/**
 * Programs of one folder and environment. A person's Ctrl-C reaches the running one once and in good order: Terraform
 * takes a second one for "leave everything as it is".
 */
export function programs(where: { cwd: string; env: NodeJS.ProcessEnv }, stop: AbortSignal): Programs {
  const run = async (
    file: string,
    args: readonly string[],
    stdio: "inherit" | "pipe",
  ): Promise<{ code: number; printed: string }> => {
    if (stop.aborted) throw new Interrupted();
    // In a process group of its own the terminal's Ctrl-C does not reach it besides.
    const child = spawn(file, args, { ...where, stdio: ["ignore", stdio, stdio], detached: true });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (chunk: string) => (printed += chunk));
    const interrupt = (): void => endInGoodOrder(child);
    stop.addEventListener("abort", interrupt, { once: true });
    try {
      const code = await new Promise<number | null>((resolve, reject) =>
        child.once("error", reject).once("close", resolve),
      );
      if (stop.aborted) throw new Interrupted();
      return { code: code ?? 1, printed };
    } finally {
      stop.removeEventListener("abort", interrupt);
    }
  };
  return {
    show: async (file, args) => (await run(file, args, "inherit")).code,
    async read(file, args) {
      const { code, printed } = await run(file, args, "pipe");
      if (code !== 0) throw new Error(`${[file, ...args].join(" ")} ended with ${code}\n${printed}`);
      return printed;
    },
  };
}

const PATIENCE_MS = 15_000;

function endInGoodOrder(child: ChildProcess): void {
  child.kill("SIGINT");
  const timer = setTimeout(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  }, PATIENCE_MS);
  child.once("close", () => clearTimeout(timer));
}
