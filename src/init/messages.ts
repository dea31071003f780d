import { type Language } from "../domain/language";
import { printable } from "../domain/printable";
import { shellWord } from "../domain/shell-word";
import { type Answers } from "./project/answers";
import { InitError } from "./project/init-error";
import { configuredIn, steps } from "./project/steps";
import { type PackageSource } from "./source/package-source";
import { type NotTold } from "./source/registry";

/** What `greenvn init` asks and says. What the files of a project say stands in `project`. */

export const ASKED = {
  language: "What do you declare your numbers in?",
  languages: {
    hcl: "HCL, Terraform's own language",
    cdktf: "TypeScript, with cdktf",
    cdktn: "TypeScript, with cdktn, its successor",
  },
  pipeline: "What plans and applies them?",
  pipelines: {
    github: "GitHub Actions",
    gitlab: "GitLab CI",
    atlantis: "Atlantis",
    none: "nothing yet: I type it",
  },
} as const;

export function cancelled(): InitError {
  return new InitError("Cancelled. Nothing was written.");
}

export function folderIsNone(folder: string): InitError {
  return new InitError(`${shown(folder)} is no folder; name another place. Nothing was written.`);
}

export function folderIsOdd(folder: string): InitError {
  return new InitError(`${shown(folder)} holds control characters; name another folder. Nothing was written.`);
}

/** All of them at once: whoever moves one away should not meet the next. */
export function filesInTheWay(folder: string, files: readonly string[]): InitError {
  const one = files.length === 1;
  return new InitError(
    [
      `${one ? "A file is" : `${files.length} files are`} in the way in ${shown(folder)}:`,
      ...files.map((file) => `  ${printable(file)}`),
      `Nothing was written. Move ${one ? "it" : "them"} away, or name another folder: greenvn init DIR`,
    ].join("\n"),
  );
}

export function couldNotWrite(folder: string, cause: unknown): InitError {
  return new InitError(`${shown(folder)} could not be written: ${causeOf(cause)}. Nothing was left there.`);
}

export function noNpm(): InitError {
  return new InitError("npm is needed and is not on the PATH; it comes with Node. Nothing was written.");
}

export function couldNotPack(root: string, said: string): InitError {
  const why = printable(said.trim().split("\n").at(-1) ?? "");
  return new InitError(
    `The package ${shown(root)} could not be packed${why === "" ? "" : `: ${why}`}. Nothing was written.`,
  );
}

export function exampleMissing(file: string, cause: unknown): InitError {
  return new InitError(`The package lacks ${shown(file)} (${causeOf(cause)}); install it anew. Nothing was written.`);
}

export interface Written {
  readonly answers: Answers;
  /** As it was given; null for the folder where the command was run. */
  readonly folder: string | null;
  readonly files: readonly string[];
  readonly source: PackageSource;
}

/** What was written and where the package comes from, then what to type. */
export function written({ answers, folder, files, source }: Written): string {
  const { language } = answers;
  return `${[
    `A project of ${files.length} files${folder === null ? "" : ` in ${shown(folder)}`}:`,
    ...files.map((file) => `wrote ${file}`),
    "",
    packageFrom(source),
    "",
    "Try it on a sandbox: no account, no charge. Type",
    "",
    ...toType(language, folder).map((line) => `  ${line}`),
    "",
    "The last line changes a number in place: one charged call, as the sandbox counts. `npm run plan` shows beforehand what",
    "an apply would change and cost, `npx greenvn doctor` what is wrong where something does not work.",
    "",
    ...turnToAccount(language),
  ].join("\n")}\n`;
}

/** After the command itself. */
export function toType(language: Language, folder: string | null): readonly string[] {
  return [...(folder === null ? [] : [`cd ${shellWord(folder)}`]), ...steps(language)];
}

function turnToAccount(language: Language): readonly string[] {
  const [sid, url] = language === "hcl" ? ["account_sid", "base_url"] : ["accountSid", "baseUrl"];
  return [
    `For your account, where calls are charged: take the two lines ${sid} and ${url} out of ${configuredIn(language)}, and set`,
    "GREENVN_ACCOUNT_SID and GREENVN_API_TOKEN in the environment. README.md says the rest.",
  ];
}

const NOT_TOLD: Readonly<Record<NotTold, string>> = {
  "no npm": "npm is not on the PATH",
  "too late": "the registry did not answer in time",
  "no answer": "the registry could not be asked",
};

function packageFrom({ dependency, packed, registry }: PackageSource): string {
  if (packed === undefined) return `package.json asks the registry for cdktf-greenvn ${dependency}.`;
  const why = registry.kind === "not-told" ? NOT_TOLD[registry.why] : "the registry does not have this version";
  return `${upper(why)}: ${packed.name} is the package that ran, and package.json names it (${dependency}).`;
}

function causeOf(cause: unknown): string {
  return printable(cause instanceof Error ? cause.message : String(cause)).replaceAll("\n", " ");
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shown(folder: string): string {
  return printable(folder).replaceAll("\n", " ");
}
