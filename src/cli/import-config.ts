import { Command, Option } from "commander";
import { type Language, LANGUAGES } from "../domain/language";
import { someText, wholeNumber } from "./arguments";
import { type CommandIo, type Ended } from "./command-io";
import { IMPORT_CONFIG_HELP, importConfigEpilogue } from "./messages";

interface Options {
  readonly language: Language;
  readonly out?: string;
  readonly requestsPerMinute?: number;
}

/** `greenvn import-config`: a list of allocations becomes configuration that takes them over. */
export function importConfigCommand(io: CommandIo, ended: Ended): Command {
  return new Command("import-config")
    .description(IMPORT_CONFIG_HELP.command)
    .argument("<file>", IMPORT_CONFIG_HELP.file)
    .addOption(new Option("--language <language>", IMPORT_CONFIG_HELP.language).choices(LANGUAGES).default("hcl"))
    .option("--out <file>", IMPORT_CONFIG_HELP.out, someText)
    .option("--requests-per-minute <n>", IMPORT_CONFIG_HELP.requestsPerMinute, wholeNumber(1, 60_000, 5))
    .addHelpText("after", importConfigEpilogue())
    .action(async (file: string, { language, out, requestsPerMinute }: Options) => {
      const stopping = new AbortController();
      void io.stopAsked().then(() => stopping.abort());
      // The API client, and what a declaration is made by: no other command needs them.
      const { importConfig } = await import("../takeover/import-config");
      const options = { file, language, out: out ?? null, requestsPerMinute: requestsPerMinute ?? null };
      const { cwd, env, stdout, stderr, progress } = io;
      ended(
        await importConfig(options, {
          cwd,
          env,
          stdout,
          stderr,
          ...(progress === undefined ? {} : { progress }),
          stop: stopping.signal,
          now: Date.now,
        }),
      );
    });
}
