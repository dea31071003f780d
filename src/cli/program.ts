import { Command, CommanderError } from "commander";
import { InitError } from "../init/project/init-error";
import { InstallError } from "../install/install-error";
import { SandboxError } from "../sandbox";
import { type CommandIo, type Ended, type ExitCode } from "./command-io";
import { completeWordsCommand, completionCommand } from "./completion/command";
import { doctorCommand } from "./doctor";
import { importConfigCommand } from "./import-config";
import { initCommand } from "./init";
import { maskCommand } from "./mask";
import {
  commandExample,
  commandExampleEpilogue,
  commandHeading,
  commandSummary,
  PROGRAM_HELP,
  programEpilogue,
  programFailed,
  unexpectedError,
} from "./messages";
import { planDigestCommand } from "./plan-digest";
import { planReportCommand } from "./plan-report";
import { providerCommand } from "./provider";
import { sandboxCommand } from "./sandbox";

/** Every command, in the order of the help within its group: one file each. */
const COMMANDS: readonly ((io: CommandIo, ended: Ended) => Command)[] = [
  sandboxCommand,
  initCommand,
  importConfigCommand,
  doctorCommand,
  providerCommand,
  planReportCommand,
  planDigestCommand,
  maskCommand,
  completionCommand,
];

/**
 * Runs `greenvn` with these arguments, and says how it ended. Never throws: whatever goes wrong is a sentence on
 * stderr.
 */
export async function runProgram(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = programOf(io, (code) => (exit = code));
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

/** The program's definition, which its help and its completion are made from. */
export function programOf(io: CommandIo, ended: Ended): Command {
  const program = new Command("greenvn")
    .description(PROGRAM_HELP.program)
    .usage(PROGRAM_HELP.usage)
    .commandsGroup(commandHeading("help"))
    .helpCommand("help [command]", PROGRAM_HELP.commandHelp)
    .configureHelp({
      subcommandTerm: (command) => command.name(),
      subcommandDescription: (command) => commandSummary(command.description(), commandExample(command.name())),
    });
  for (const make of COMMANDS) {
    const command = make(io, ended);
    program.addCommand(command.helpGroup(commandHeading(command.name())));
    showExamples(command, command.name());
  }
  return program
    .addCommand(completeWordsCommand(io, ended), { hidden: true })
    .addHelpText("after", programEpilogue(commandExample("init")));
}

function showExamples(command: Command, path: string): void {
  const example = commandExample(path);
  if (example !== "") command.addHelpText("after", commandExampleEpilogue(example));
  for (const child of command.commands) showExamples(child, `${path} ${child.name()}`);
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
