import { Command, CommanderError } from "commander";
import { InitError } from "../init/project/init-error";
import { InstallError } from "../install/install-error";
import { SandboxError } from "../sandbox";
import { type CommandIo, type Ended, type ExitCode } from "./command-io";
import { doctorCommand } from "./doctor";
import { initCommand } from "./init";
import { maskCommand } from "./mask";
import { PROGRAM_HELP, programFailed, unexpectedError } from "./messages";
import { planDigestCommand } from "./plan-digest";
import { planReportCommand } from "./plan-report";
import { providerCommand } from "./provider";
import { sandboxCommand } from "./sandbox";

/** Every command, in the order of the help: one file each. */
const COMMANDS: readonly ((io: CommandIo, ended: Ended) => Command)[] = [
  sandboxCommand,
  initCommand,
  doctorCommand,
  providerCommand,
  planReportCommand,
  planDigestCommand,
  maskCommand,
];

/**
 * Runs `greenvn` with these arguments, and says how it ended. Never throws: whatever goes wrong is a sentence on
 * stderr.
 */
export async function runProgram(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = new Command("greenvn").description(PROGRAM_HELP.program);
  for (const command of COMMANDS) program.addCommand(command(io, (code) => (exit = code)));
  try {
    applySettings(program, io.installed().version, io);
    await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.stderr(programFailed(sentenceOf(error)));
    return 2;
  }
}

// Commands that are added, rather than made, by their parent inherit none of its settings.
function applySettings(command: Command, version: string, io: CommandIo): void {
  command
    .version(version, "-V, --version", PROGRAM_HELP.version)
    .helpOption("-h, --help", PROGRAM_HELP.help)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  for (const child of command.commands) applySettings(child, version, io);
}

function sentenceOf(error: unknown): string {
  if ([SandboxError, InstallError, InitError].some((known) => error instanceof known)) return (error as Error).message;
  return unexpectedError(error);
}
