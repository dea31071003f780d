import { type ChildProcess, spawn } from "node:child_process";

/** What a program that has ended left behind. */
export interface Run {
  readonly command: string;
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs, and the ways to disturb it. */
export interface Running {
  readonly pid: number;
  /** Resolves when it has ended and its output is closed. */
  readonly ended: Promise<Run>;
  /** The match, once its standard output holds one; rejects where it ends without. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal to this process alone. */
  signal(name: NodeJS.Signals): void;
  /** Sends a signal to it and all that it started, as a terminal's Ctrl-C does. */
  signalGroup(name: NodeJS.Signals): void;
}

export interface Where {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** All that its standard input holds. Default: nothing. */
  readonly input?: string;
}

/** Starts a program in a process group of its own, and kills the group when the time is up. */
export function start(file: string, args: readonly string[], where: Where): Running {
  const command = [file, ...args].join(" ");
  const child = spawn(file, args, {
    cwd: where.cwd,
    env: where.env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  // It may end without reading it.
  child.stdin.on("error", () => undefined).end(where.input);
  const output = collect(child);
  const signalGroup = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };

  let isTimeUp = false;
  const timer = setTimeout(() => {
    isTimeUp = true;
    signalGroup("SIGKILL");
  }, where.timeoutMs);
  const ended = new Promise<Run>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      clearTimeout(timer);
      const run = { command, exitCode, ...output.soFar() };
      if (isTimeUp)
        reject(new Error(`${command} did not end within ${where.timeoutMs} ms\n${run.stdout}\n${run.stderr}`));
      else resolve(run);
    });
  });
  ended.catch(() => undefined); // Whoever awaits it sees the failure; nobody has to.

  return {
    pid,
    ended,
    signalGroup,
    signal: (name) => void child.kill(name),
    printed: (pattern) => output.matches(pattern, command),
  };
}

/** Runs a program to its end. A failing exit code is for the caller to judge. */
export async function run(file: string, args: readonly string[], where: Where): Promise<Run> {
  return start(file, args, where).ended;
}

function collect(child: ChildProcess) {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  return {
    soFar: () => ({ stdout, stderr }),
    matches: (pattern: RegExp, command: string) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(stdout);
          if (match !== null) resolve(match);
        };
        child.stdout?.on("data", look);
        child.once("close", () =>
          reject(new Error(`${command} ended without printing ${String(pattern)}\n${stdout}\n${stderr}`)),
        );
        look();
      }),
  };
}
