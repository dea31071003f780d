import { installedPackage } from "../install/executable";
import { type CommandIo } from "./command-io";
import { programFailed } from "./messages";
import { runProgram } from "./program";
import { screenOf } from "./screen";

/** The one place of the command line that ends the process. */
async function main(): Promise<void> {
  // Whoever read the output may have gone away: that ends no sandbox, and is no error of ours.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exit(2);
    });
  }
  const screen = screenOf(process.stdout, process.env);
  const io: CommandIo = {
    cwd: process.cwd(),
    env: process.env,
    installed: installedPackage,
    stdin: process.stdin,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    ...(screen === undefined ? {} : { screen }),
    ...(process.stdin.isTTY && process.stdout.isTTY
      ? { terminal: { input: process.stdin, output: process.stdout } }
      : {}),
    ...(process.stderr.isTTY ? { progress: (line: string) => void process.stderr.write(`\r\u001b[K${line}`) } : {}),
    stopAsked: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
  // Not `process.exit`: what was written to a pipe may still be on its way.
  process.exitCode = await runProgram(process.argv.slice(2), io);
}

// Whatever comes this far, such as a working folder that was deleted: exit code 1 would say that a gate failed.
main().catch((error: unknown) => {
  process.stderr.write(programFailed(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
});
