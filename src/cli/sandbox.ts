import { Command, InvalidArgumentError } from "commander";
import { SANDBOX_ACCOUNT, startSandbox } from "../sandbox";
import { type CommandIo, type Ended } from "./command-io";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly state?: string;
  readonly latency: number;
  readonly pool: number;
  readonly seed?: number;
}

const EPILOGUE = `
It prints "listening on URL" once it takes requests, and ends with Ctrl-C. Its one account has the SID and key "${SANDBOX_ACCOUNT.sid}"; the
token stands in the README. Point the provider at it with GREENVN_BASE_URL=URL.

From this machine, without credentials:
  GET  /_sandbox/ledger            charged calls, all requests, totals
  GET  /_sandbox/numbers           free numbers of the pool (?region=KA&type=mobile&count=5)
  GET  /_sandbox/allocations       what there is
  POST /_sandbox/allocations/ID    change one as somebody else would, {"drop": true} removes it
  POST /_sandbox/faults            a list of faults to come; [] ends them
  POST /_sandbox/answers           knobs for odd answers
  POST /_sandbox/reset             begin anew`;

/** `greenvn sandbox`: runs until it is asked to end. */
export function sandboxCommand(io: CommandIo, ended: Ended): Command {
  return new Command("sandbox")
    .description("serve the ExoBridge API on this machine: no account, no charge, numbers that ring nowhere")
    .option("--port <port>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), 8_787)
    .option("--host <address>", "address to listen on; any but a loopback one lets others in", "127.0.0.1")
    .option("--state <file>", "keep the state in a file, and go on from it (it holds PINs)")
    .option("--latency <ms>", "wait before each call", wholeNumber(0, 600_000), 0)
    .option("--pool <n>", "numbers for each region and type", wholeNumber(0, 1_000_000), 2_000)
    .option(
      "--seed <n>",
      "what numbers and ids are derived from (default: the state's, or 1)",
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .addHelpText("after", EPILOGUE)
    .action(async ({ port, host, state, latency, pool, seed }: Options) => {
      const stopAsked = io.stopAsked();
      const sandbox = await startSandbox({
        port,
        host,
        pool,
        latencyMs: latency,
        ...(state === undefined ? {} : { stateFile: state }),
        ...(seed === undefined ? {} : { seed }),
      });
      io.stdout(`listening on ${sandbox.url}\n`);
      await stopAsked;
      await sandbox.close();
      ended(0);
    });
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return number;
  };
}
