import { type Argument, type Command, type Option } from "commander";

/** One thing that may stand where the cursor is. */
export interface Candidate {
  /** The whole word. */
  readonly word: string;
  /** One line; empty where the word says it all. */
  readonly what: string;
}

/** What may stand where the cursor is: words, or what the shell finds on its disk. */
export interface Completions {
  readonly candidates: readonly Candidate[];
  readonly disk: "files" | "folders" | "nothing";
}

const NOTHING: Completions = { candidates: [], disk: "nothing" };

/**
 * What completes the last of these words, read from the program's own definition: its commands, their options and
 * arguments, and the choices of each. `words` are those after the program's name, up to the cursor.
 */
export function completionsOf(program: Command, words: readonly string[]): Completions {
  const current = words.at(-1) ?? "";
  const place = placeAfter(program, words.slice(0, -1));
  const all = unfiltered(place, current);
  return { ...all, candidates: all.candidates.filter(({ word }) => word.startsWith(current)) };
}

/** Where the words so far have led. */
interface Place {
  readonly command: Command;
  /** How many of its arguments are there already. */
  readonly given: number;
  /** The option whose value comes next. */
  readonly awaited: Option | null;
  /** Whether `--` has been written: no option comes after it. */
  readonly optionsEnded: boolean;
}

function placeAfter(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, given: 0, awaited: null, optionsEnded: false };
  for (const word of words) place = step(place, word);
  return place;
}

function step(place: Place, word: string): Place {
  const { command, given, awaited, optionsEnded } = place;
  if (awaited !== null && (awaited.required || !word.startsWith("-"))) return { ...place, awaited: null };
  const here: Place = { ...place, awaited: null };
  if (!optionsEnded && word === "--") return { ...here, optionsEnded: true };
  if (!optionsEnded && word.startsWith("-") && word !== "-") {
    const option = word.includes("=") ? undefined : optionCalled(command, word);
    return { ...here, awaited: option !== undefined && takesValue(option) ? option : null };
  }
  const child =
    given > 0 ? undefined : commandsOf(command).find((one) => [one.name(), ...one.aliases()].includes(word));
  if (child === undefined) return { ...here, given: given + 1 };
  // Help is asked of what else could stand there.
  return child.name() === "help" ? here : { ...here, command: child };
}

function unfiltered({ command, given, awaited, optionsEnded }: Place, current: string): Completions {
  if (awaited?.required === true) return valuesOf(awaited, "", current);
  if (!optionsEnded && current.startsWith("-")) {
    const [name, value] = splitAt(current, "=");
    if (value === null) return optionNames(command);
    const option = optionCalled(command, name);
    return option === undefined || !takesValue(option) ? NOTHING : valuesOf(option, `${name}=`, value);
  }
  if (awaited !== null) return valuesOf(awaited, "", current);
  const below = commandsOf(command);
  const children = given > 0 ? [] : below.map((one) => candidate(one.name(), one.description()));
  const argument = argumentAt(command, given);
  if (argument !== undefined) {
    const values = valuesOf(argument, "", current);
    return { ...values, candidates: [...children, ...values.candidates] };
  }
  // Where nothing but options can follow, they need no dash to be asked for.
  return below.length === 0 && !optionsEnded ? optionNames(command) : { ...NOTHING, candidates: children };
}

function optionNames(command: Command): Completions {
  const candidates = optionsOf(command).map((one) => candidate(one.long ?? one.short ?? "", one.description));
  return { ...NOTHING, candidates: candidates.filter(({ word }) => word !== "") };
}

/** What may stand for a value: its choices, or what the name of its place tells, such as `<file>`. */
function valuesOf(of: Option | Argument, before: string, typed: string): Completions {
  const choices = of.argChoices ?? [];
  if (choices.length === 0) return { ...NOTHING, disk: diskFor(placeName(of)) };
  const listed = alreadyListed(typed, choices);
  return {
    ...NOTHING,
    candidates: choices
      .filter((choice) => !listed.includes(choice))
      .map((choice) => candidate([before, ...listed.map((one) => `${one},`), choice].join(""), "")),
  };
}

/** The choices that a list, separated by commas, holds so far. */
function alreadyListed(typed: string, choices: readonly string[]): readonly string[] {
  const before = typed.split(",").slice(0, -1);
  return before.every((one) => choices.includes(one)) ? before : [];
}

/** What is told of the place of a value in the help: `file`, `dir`, `plan.json`. */
function placeName(of: Option | Argument): string {
  return "flags" in of ? (/[<[]([^>\]]+)/.exec(of.flags)?.[1] ?? "") : of.name();
}

function diskFor(place: string): Completions["disk"] {
  const name = place.replace(/\.\.\.$/, "").toLowerCase();
  if (/(?:^|[-_])(?:dir|directory|folder)$/.test(name)) return "folders";
  return /(?:^|[-_])(?:file|path)$|\.\w+$/.test(name) ? "files" : "nothing";
}

function argumentAt(command: Command, index: number): Argument | undefined {
  const last = command.registeredArguments.at(-1);
  return command.registeredArguments[index] ?? (last?.variadic === true ? last : undefined);
}

function candidate(word: string, what: string): Candidate {
  const [line = ""] = what.split("\n");
  return { word, what: line.replaceAll("\t", " ") };
}

function splitAt(text: string, mark: string): readonly [before: string, after: string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + mark.length)];
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** As the help shows them, so that what is hidden there is completed nowhere. */
function commandsOf(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

function optionCalled(command: Command, name: string): Option | undefined {
  return optionsOf(command).find(({ long, short }) => long === name || short === name);
}

function optionsOf(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}
