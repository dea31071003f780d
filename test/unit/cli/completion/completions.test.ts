import { Command, Option } from "commander";
import fc from "fast-check";
import { completionsOf } from "../../../../src/cli/completion/completions";

/** Of every kind of command, option and argument that a definition can hold. */
function program(): Command {
  return new Command("tool")
    .option("-v, --verbose", "say more")
    .addCommand(
      new Command("init")
        .description("write a project")
        .argument("[dir]", "where")
        .addOption(new Option("--language <language>", "of the project").choices(["hcl", "cdktf"]))
        .addOption(new Option("--fail-on <kinds>", "what fails").choices(["replace", "delete", "rename"]))
        .option("--from <release-folder>", "what is installed")
        .option("--plan-file <file>", "a plan")
        .option("--policy [file]", "a policy")
        .option("--pool <n>", "how many"),
    )
    .addCommand(
      new Command("provider")
        .description("the provider\twith a tab\nand a second line")
        .addCommand(new Command("path").alias("where"))
        .addCommand(new Command("install").argument("<os>").argument("<plan.json...>")),
    )
    .addCommand(new Command("inner"), { hidden: true });
}

const FLAGS = ["--language", "--fail-on", "--from", "--plan-file", "--policy", "--pool", "--help"];

test.each<[what: string, typed: string, words: readonly string[], disk?: string]>([
  ["nothing yet: the commands, none that is hidden", "", ["init", "provider", "help"]],
  ["the beginning of a command", "pro", ["provider"]],
  ["a command that is none", "nothing ", []],
  ["an option of the program", "-", ["--verbose", "--help"]],
  ["a command behind an option", "--verbose in", ["init"]],
  ["below a command", "provider ", ["path", "install", "help"]],
  ["below a command by its other name", "provider where -", ["--help"]],
  ["what help is asked of", "help pro", ["provider"]],
  ["an option with choices", "init --language ", ["hcl", "cdktf"]],
  ["a choice that begins", "init --language c", ["cdktf"]],
  ["a choice behind =", "init --language=h", ["--language=hcl"]],
  ["what follows a value", "init --language hcl --la", ["--language"]],
  ["a list that goes on", "init --fail-on delete,re", ["delete,replace", "delete,rename"]],
  ["a list of what is none", "init --fail-on nothing,re", []],
  ["a list behind =", "init --fail-on=replace,d", ["--fail-on=replace,delete"]],
  ["a file", "init --plan-file ", [], "files"],
  ["a file behind =", "init --plan-file=a", [], "files"],
  ["a folder by the last word of its place", "init --from ", [], "folders"],
  ["a number", "init --pool ", []],
  ["an argument that is a folder", "init ", [], "folders"],
  ["no more arguments", "init here ", FLAGS],
  ["no option behind --", "init -- --", [], "folders"],
  ["a value that looks like an option", "init --pool --language ", [], "folders"],
  ["a value that need not be there", "init --policy ", [], "files"],
  ["an option in place of a value that need not be there", "init --policy --po", ["--policy", "--pool"]],
  ["an argument of which nothing is known", "provider install ", []],
  ["the first of many arguments", "provider install linux ", [], "files"],
  ["the third of many", "provider install linux a.json b.json ", [], "files"],
  ["no command behind an argument", "provider install path ins", [], "files"],
  ["an option that is none", "init --bogus=", []],
  ["a value of what takes none", "--verbose=", []],
])("%s: %j", (_what, typed, words, disk = "nothing") => {
  const completions = completionsOf(program(), typed.split(" "));
  expect({ words: completions.candidates.map(({ word }) => word), disk: completions.disk }).toEqual({ words, disk });
});

test("no words at all are those of the first word", () => {
  expect(completionsOf(program(), [])).toEqual(completionsOf(program(), [""]));
});

test("a description is one line, with no tab", () => {
  const { candidates } = completionsOf(program(), ["p"]);
  expect(candidates).toEqual([{ word: "provider", what: "the provider with a tab" }]);
});

test("whatever is typed, each word that is offered begins with what stands there", () => {
  const piece = fc.oneof(
    fc.constantFrom("init", "provider", "install", "help", "-", "--", "=", ",", "--language", "--fail-on=", "replace,"),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (words) => {
      const { candidates } = completionsOf(program(), words);
      expect(candidates.filter(({ word }) => !word.startsWith(words.at(-1) ?? "") || /[\t\n]/.test(word))).toEqual([]);
    }),
  );
});
