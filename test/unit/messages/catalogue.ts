import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { isRecord } from "../../../src/domain/is-record";

/** Written anew by: npx tsx scripts/make-golden-messages.ts */
export const GOLDEN_MESSAGES = path.join(ROOT, "test", "golden", "messages.md");

const SAMPLES = path.join(__dirname, "samples");

/** Columns of a line, without the four that indent it. */
const WIDTH = 110;

type Message = (...args: never[]) => unknown;

/**
 * Arguments for every message that a `messages.ts` exports: those of one call, or of several by what each shows. A
 * message that branches has a call for each branch.
 */
export type SamplesOf<Messages> = {
  readonly [
    Name in keyof Messages as Messages[Name] extends Message | Readonly<Record<string, Message>> ? Name : never
  ]: Messages[Name] extends (...args: infer Args) => unknown
    ? Args | Readonly<Record<string, Args>>
    : SamplesOf<Messages[Name]>;
};

/** A `messages.ts`, and the file of its samples. */
interface Room {
  /** `src/provider/steps/messages.ts` */
  readonly file: string;
  /** `provider-steps.ts` */
  readonly samplesFile: string;
  readonly exports: Exports;
  /** Empty where there is no such file. */
  readonly samples: Exports;
}

type Exports = Readonly<Record<string, unknown>>;

/** Every `messages.ts` of the product. */
export function rooms(): readonly Room[] {
  const stored = sampleFiles();
  return readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => path.posix.basename(file) === "messages.ts")
    .sort()
    .map((file) => {
      const samplesFile = `${path.posix.dirname(file).replaceAll("/", "-")}.ts`;
      const samples = stored.includes(samplesFile) ? load(path.join(SAMPLES, samplesFile))["samples"] : {};
      if (!isRecord(samples)) throw new Error(`${samplesFile} exports no samples`);
      return { file: `src/${file}`, samplesFile, exports: inOrderOf(file), samples };
    });
}

export function sampleFiles(): readonly string[] {
  return readdirSync(SAMPLES).sort();
}

/** What a `messages.ts` exports, as it stands there. */
function inOrderOf(file: string): Exports {
  const source = path.join(ROOT, "src", file);
  const names = [...readFileSync(source, "utf8").matchAll(/^export (?:function|const) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const placeOf = ([name]: [string, unknown]): number => names.indexOf(name);
  return Object.fromEntries(Object.entries(load(source)).sort((one, other) => placeOf(one) - placeOf(other)));
}

function load(file: string): Exports {
  return createRequire(__filename)(file) as Exports;
}

/** Names of messages that no sample shows, such as `couldNot.read`. */
export function withoutSamples(messages: Exports, samples: Exports, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([name, message]) => {
    const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
    if (typeof message === "function") return callsIn(sample).length === 0 ? [`${prefix}${name}`] : [];
    return isRecord(message) ? withoutSamples(message, isRecord(sample) ? sample : {}, `${prefix}${name}.`) : [];
  });
}

/** The arguments of each call, by what it shows; nothing where there is one call alone. */
function callsIn(sample: unknown): (readonly [shows: string | null, args: readonly unknown[]])[] {
  if (Array.isArray(sample)) return [[null, sample]];
  if (!isRecord(sample)) return [];
  return Object.entries(sample).map(([shows, args]) => [shows, args as readonly unknown[]]);
}

/** The page that shows every message of every room. */
export function renderCatalogue(): string {
  const intro = [
    "# Every message",
    "What the product says, by the files that say it. Made from the samples in `test/unit/messages/samples`, by" +
      " `npx tsx scripts/make-golden-messages.ts`; never edited.",
  ];
  const sections = rooms().flatMap(({ file, exports, samples }) => [`## ${file}`, ...entriesOf(exports, samples)]);
  return `${[...intro, ...sections].join("\n\n")}\n`;
}

function entriesOf(messages: Exports, samples: Exports, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([name, message]) => {
    const heading = `### ${prefix}${name}`;
    if (typeof message === "string") return [heading, indented(message)];
    if (isTexts(message))
      return [
        heading,
        Object.entries(message)
          .map(([key, text]) => indented(`${key}: ${text}`))
          .join("\n"),
      ];
    const sample = samples[name];
    if (typeof message === "function") {
      const calls = callsIn(sample).map(([shows, args]) => {
        const said = indented(textOf((message as (...args: readonly unknown[]) => unknown)(...args)));
        return shows === null ? said : `${shows}:\n\n${said}`;
      });
      return [heading, ...calls];
    }
    return isRecord(message) && isRecord(sample) ? entriesOf(message, sample, `${prefix}${name}.`) : [];
  });
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

/** What a message made: a text, sentences, an error, or a diagnostic, as a person reads it. */
function textOf(said: unknown): string {
  if (typeof said === "string") return said;
  if (Array.isArray(said)) return said.join(" ");
  if (said instanceof Error) return said.message;
  if (!isRecord(said) || typeof said["summary"] !== "string" || typeof said["detail"] !== "string")
    throw new Error("a message that is neither a text nor an error nor a diagnostic");
  const { severity, summary, detail, path: steps } = said;
  const heading = `${severity === "error" ? "Error" : "Warning"}: ${summary}`;
  const where = Array.isArray(steps)
    ? [`at ${steps.map((step: object) => Object.values(step).join("")).join(".")}`]
    : [];
  return [heading, detail, ...where].join("\n\n");
}

function indented(text: string): string {
  return text
    .split("\n")
    .flatMap(wrapped)
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}

function wrapped(line: string): string[] {
  const cut = line.length <= WIDTH ? -1 : line.lastIndexOf(" ", WIDTH);
  return cut <= 0 ? [line] : [line.slice(0, cut), ...wrapped(line.slice(cut + 1))];
}
