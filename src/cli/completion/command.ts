import { Argument, Command } from "commander";
import { type CommandIo, type Ended } from "../command-io";
import { COMPLETION_HELP, completionEpilogue } from "../messages";
import { completionsOf } from "./completions";
import { ANSWERS, type Shell, SHELL_SCRIPTS, SHELLS } from "./shell-scripts";

/** `greenvn completion`: what a shell has to be told, to complete commands, options and their values. */
export function completionCommand(io: CommandIo, ended: Ended): Command {
  return new Command("completion")
    .description(COMPLETION_HELP.command)
    .addArgument(new Argument("<shell>", COMPLETION_HELP.shell).choices(SHELLS))
    .addHelpText("after", completionEpilogue())
    .action((shell: Shell) => {
      io.stdout(SHELL_SCRIPTS[shell]);
      ended(0);
    });
}

/**
 * What the scripts ask: the words up to the cursor, and what may stand there, a line for each with its description
 * behind a tab. The last line says what the shell is to add of its own.
 */
export function completeWordsCommand(io: CommandIo, ended: Ended): Command {
  return new Command(ANSWERS).argument("[words...]").action((words: readonly string[], _options, self: Command) => {
    const { candidates, disk } = completionsOf(self.parent ?? self, words);
    io.stdout(
      [...candidates.map(({ word, what }) => `${word}\t${what}`), `:${disk}`].map((line) => `${line}\n`).join(""),
    );
    ended(0);
  });
}
