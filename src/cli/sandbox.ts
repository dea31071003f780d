import path from "node:path";
import { Command } from "commander";
import { SANDBOX_ACCOUNT, SANDBOX_ADDRESS, startSandbox } from "../sandbox";
import { wholeNumber } from "./arguments";
import { type CommandIo, type Ended } from "./command-io";
import { callLine, howToWatch, listeningOn, notEmpty, SANDBOX_HELP, sandboxEpilogue } from "./messages";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly state?: string;
  readonly latency: number;
  readonly pool: number;
  readonly seed?: string;
  readonly quiet?: true;
}

/** `greenvn sandbox`: runs until it is asked to end. */
export function sandboxCommand(io: CommandIo, ended: Ended): Command {
  return new Command("sandbox")
    .description(SANDBOX_HELP.command)
    .option("--port <port>", SANDBOX_HELP.port, wholeNumber(0, 65_535), SANDBOX_ADDRESS.port)
    .option("--host <address>", SANDBOX_HELP.host, SANDBOX_ADDRESS.host)
    .option("--state <file>", SANDBOX_HELP.state)
    .option("--latency <ms>", SANDBOX_HELP.latency, wholeNumber(0, 600_000), 0)
    .option("--pool <n>", SANDBOX_HELP.pool, wholeNumber(0, 1_000_000), 2_000)
    .option("--seed <text>", SANDBOX_HELP.seed, notNothing)
    .option("--quiet", SANDBOX_HELP.quiet)
    .addHelpText("after", sandboxEpilogue(SANDBOX_ACCOUNT.sid))
    .action(async ({ port, host, state, latency, pool, seed, quiet }: Options) => {
      const stopAsked = io.stopAsked();
      // Whatever reads it from a pipe waits for one line, and may never read another.
      const isLogged = io.screen !== undefined && quiet !== true;
      const sandbox = await startSandbox({
        port,
        host,
        pool,
        latencyMs: latency,
        pageFolder: path.join(io.installed().root, "dist", "sandbox-page"),
        ...(isLogged ? { hearCall: (call, step) => io.stdout(callLine(call, step)) } : {}),
        ...(state === undefined ? {} : { stateFile: state }),
        ...(seed === undefined ? {} : { seed }),
      });
      io.stdout(listeningOn(sandbox.url));
      if (isLogged) io.stdout(howToWatch(sandbox.url));
      await stopAsked;
      await sandbox.close();
      ended(0);
    });
}

// Blanks are a seed, too.
function notNothing(text: string): string {
  if (text === "") throw notEmpty();
  return text;
}
