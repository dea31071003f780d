import { createRequire } from "node:module";
import type * as csv from "./csv";
import type * as json from "./json";
import { type ParseRows } from "./row-file";
import type * as yaml from "./yaml";

const load = createRequire(__filename);

/** The kinds of files, by the ends of their names. Each parser is loaded once it is asked for. */
const PARSERS: Readonly<Record<string, () => ParseRows>> = {
  ".csv": () => (load("./csv") as typeof csv).parseCsv,
  ".json": () => (load("./json") as typeof json).parseJson,
  ".yaml": () => (load("./yaml") as typeof yaml).parseYaml,
  ".yml": () => (load("./yaml") as typeof yaml).parseYaml,
};

export const ENDINGS = Object.keys(PARSERS);

/** What reads files of that ending, such as `.csv`; null where nothing does. */
export function parserFor(ending: string): ParseRows | null {
  return Object.hasOwn(PARSERS, ending) ? (PARSERS[ending]?.() ?? null) : null;
}
