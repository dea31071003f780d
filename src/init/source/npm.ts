import { spawn } from "node:child_process";

/** What npm came to; `missing`: there is none, `late`: it did not end in time. */
export type NpmRun =
  | { readonly kind: "ended"; readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "missing" }
  | { readonly kind: "late" };

export interface NpmOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where it may keep what it keeps: a folder of the command's own, and nothing of the user's. */
  readonly cache: string;
  readonly timeoutMs: number;
}

/** Runs npm, which knows the user's registry, proxies and certificates. Asks nothing, and asks the network once. */
export function runNpm(args: readonly string[], { cwd, env, cache, timeoutMs }: NpmOptions): Promise<NpmRun> {
  return new Promise((resolve) => {
    const settings = { cache, fetch_retries: "0", logs_max: "0", update_notifier: "false", loglevel: "error" };
    const child = spawn("npm", args, {
      cwd,
      env: {
        ...env,
        ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value])),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.once("error", () => {
      clearTimeout(timer);
      resolve({ kind: "missing" });
    });
    child.once("close", (exitCode) => {
      clearTimeout(timer);
      resolve(isLate ? { kind: "late" } : { kind: "ended", exitCode, ...said });
    });
  });
}
