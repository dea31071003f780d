import { Command, Option } from "commander";
import { type Language, LANGUAGES } from "../domain/language";
import { type Pipeline, PIPELINES } from "../init/project/answers";
import { folderOf } from "./arguments";
import { type CommandIo, type Ended } from "./command-io";
import { INIT_HELP, initEpilogue, notAmong } from "./messages";
import { isNearName } from "./near-policy-name";

interface Options {
  readonly language?: Language;
  readonly pipeline?: Pipeline;
}

/** `greenvn init`: a project of one's own. */
export function initCommand(io: CommandIo, ended: Ended): Command {
  return new Command("init")
    .description(INIT_HELP.command)
    .argument("[dir]", INIT_HELP.dir, folderOf)
    .addOption(new Option("--language <language>", INIT_HELP.language).choices(LANGUAGES).argParser(oneOf(LANGUAGES)))
    .addOption(new Option("--pipeline <pipeline>", INIT_HELP.pipeline).choices(PIPELINES).argParser(oneOf(PIPELINES)))
    .addHelpText("after", initEpilogue())
    .action(async (dir: string | undefined, answered: Options) => {
      const { init } = await import("../init/init");
      const said = await init({
        dir: dir ?? null,
        cwd: io.cwd,
        env: io.env,
        answered,
        installed: io.installed(),
        terminal: io.terminal ?? null,
      });
      io.stdout(said);
      ended(0);
    });
}

function oneOf<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((each) => each === text);
    if (choice === undefined) throw notAmong(choices, choices.find((each) => isNearName(text, each)) ?? null);
    return choice;
  };
}
