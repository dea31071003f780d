import path from "node:path";
import { isRecord } from "../../domain/is-record";
import { ENDINGS, parserFor } from "../../row-files/load-parser";
import { inFile, unknownEnding } from "../../row-files/messages";
import { readText } from "../../row-files/read-text";
import { type Field, type Place, type Row, type RowFile, type Written } from "../../row-files/row-file";
import { encodingOf } from "../expressions/tokens";
import {
  fromIsNothing,
  fromIsToken,
  inCode,
  keyBesideName,
  keyIsMissing,
  keyIsNoText,
  keyTwice,
  noKeyColumn,
  noRows,
  rowIsNoObject,
  severalOfRow,
  templateInFile,
} from "../messages";
import { ALLOCATION_PROPS, META_ARGUMENTS, type PropTable } from "../props/prop-table";
import { nearest, unknownProps } from "../props/unknown-props";
import { propValue } from "./cell";
import { problemOfKey, sameKey } from "./keys";

/** One allocation of a fleet, as it was read. */
export interface RowRead {
  readonly key: string;
  /** By the names of the allocation's props; whatever their values are. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What a sentence about the row begins with, given the prop that it is about; null where rows are code. */
  readonly placed: ((prop: string, sentence: string) => string) | null;
  /** `fleet.csv, line 3`; null where rows are code. */
  readonly place: string | null;
}

export interface RowsRead {
  readonly rows: readonly RowRead[];
  /** Sentences, each with file, line and column where there is one. */
  readonly problems: readonly string[];
}

export interface Reading {
  /** The column, or property, that tells one row from another. */
  readonly key: string;
  readonly ignored: readonly string[];
}

/** What a file can say of an allocation: what Terraform's own arguments hold can stand in none. */
const IN_FILE: PropTable = Object.fromEntries(
  Object.entries(ALLOCATION_PROPS).filter(([name]) => !Object.hasOwn(META_ARGUMENTS, name)),
);

/** Rows of a file, or of code: nothing is thrown, whatever they are. */
export function readRows(from: unknown, reading: Reading): RowsRead {
  if (typeof from === "string") {
    if (encodingOf(from) !== null) return { rows: [], problems: [fromIsToken()] };
    return readFile(from, reading);
  }
  if (!Array.isArray(from) || encodingOf(from) !== null) return { rows: [], problems: [fromIsNothing()] };
  return rowsOfCode(from as readonly unknown[], reading);
}

function rowsOfCode(from: readonly unknown[], { key: column, ignored }: Reading): RowsRead {
  const problems: string[] = [];
  const keys = new Keys(column, (row) => `row ${row}`);
  // A list may have holes, which only this visits.
  const rows = Array.from(from).flatMap((row, at): RowRead[] => {
    const say = (sentence: string) => problems.push(inCode(at + 1, sentence));
    if (!isRecord(row) || Array.isArray(row)) {
      say(rowIsNoObject(row));
      return [];
    }
    const key = keys.take(column in row ? row[column] : undefined, at + 1, say);
    for (const several of ["count", "forEach"]) if (row[several] !== undefined) say(severalOfRow(several));
    if (key === null) return [];
    const props = Object.entries(row).filter(
      ([name]) =>
        name !== "count" &&
        name !== "forEach" &&
        !ignored.includes(name) &&
        (name !== column || Object.hasOwn(ALLOCATION_PROPS, column)),
    );
    return [{ key, props: Object.fromEntries(props), placed: null, place: null }];
  });
  if (from.length === 0) problems.push(noRows());
  return { rows, problems };
}

function readFile(file: string, reading: Reading): RowsRead {
  const name = shownName(file);
  const parse = parserFor(path.extname(name).toLowerCase());
  if (parse === null) return { rows: [], problems: [inFile(name, { sentence: unknownEnding(ENDINGS) })] };
  const text = readText(file);
  if (text.kind === "refused") return { rows: [], problems: [inFile(name, text.problem)] };
  const read = parse(text.text);
  const told: string[] = read.problems.map((problem) => inFile(name, problem));
  const tell = (place: Place, sentence: string) => void told.push(inFile(name, { place, sentence }));
  if (read.columns !== null) checkColumns(name, read.columns, reading, told);
  const rows = rowsOfFile(name, read, reading, tell);
  return { rows, problems: told };
}

/** As seen from the working directory, where it lies within: the same on every machine. */
function shownName(file: string): string {
  const within = path.relative("", file);
  return within.startsWith("..") || path.isAbsolute(within) ? file : within;
}

function checkColumns(
  name: string,
  columns: NonNullable<RowFile["columns"]>,
  { key, ignored }: Reading,
  told: string[],
): void {
  const names = columns.map((column) => column.name);
  if (names.length > 0 && !names.includes(key)) {
    const sentence = noKeyColumn(key, names.find((one) => !Object.hasOwn(IN_FILE, one)) ?? "connectionId", names);
    told.push(inFile(name, { place: { line: columns[0]?.place.line ?? 1 }, sentence }));
  }
  for (const column of columns) {
    if (column.name === key || ignored.includes(column.name)) continue;
    for (const sentence of unknownProps(IN_FILE, { [column.name]: "" }))
      told.push(inFile(name, { place: column.place, sentence }));
  }
}

function rowsOfFile(
  name: string,
  file: RowFile,
  { key: column, ignored }: Reading,
  tell: (place: Place, sentence: string) => void,
): RowRead[] {
  const keys = new Keys(column, (line) => `line ${line}`);
  const hasKeys = file.columns === null || file.columns.some((one) => one.name === column);
  return file.rows.flatMap((row): RowRead[] => {
    const places = new Map<string, Place>();
    const props: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const key = hasKeys ? keyOf(row, column, keys, tell) : null;
    for (const { name: called, place, value } of row.fields) {
      if (ignored.includes(called)) continue;
      const prop = Object.hasOwn(IN_FILE, called) ? IN_FILE[called] : undefined;
      if (prop === undefined) {
        if (called !== column && file.columns === null)
          for (const sentence of unknownProps(IN_FILE, { [called]: "" })) tell(place, sentence);
        continue;
      }
      if (holdsTemplate(value)) tell(place, templateInFile(called));
      else props[called] = propValue(prop.shape, value);
      places.set(called, place);
    }
    if (key === null) return [];
    return [
      {
        key,
        props,
        place: `${name}, line ${row.place.line}`,
        placed: (prop, sentence) => inFile(name, { place: places.get(prop) ?? { line: row.place.line }, sentence }),
      },
    ];
  });
}

function keyOf(row: Row, column: string, keys: Keys, tell: (place: Place, sentence: string) => void): string | null {
  const field = row.fields.find(({ name }) => name === column);
  const place = field?.place ?? row.place;
  if (row.name === undefined) return keys.take(keyIn(field), row.place.line, (sentence) => tell(place, sentence));
  if (field !== undefined && !Object.hasOwn(IN_FILE, column)) tell(place, keyBesideName(column));
  return keys.take(row.name, row.place.line, (sentence) => tell(row.place, sentence));
}

/** The key as it stands in the file: `007` is a key of three digits. */
function keyIn(field: Field | undefined): unknown {
  if (field === undefined || field.value.kind === "nothing") return undefined;
  return propValue("text", field.value);
}

/** What Terraform would take for an expression of its own: a file holds data, and may come from anybody. */
function holdsTemplate(value: Written): boolean {
  switch (value.kind) {
    case "text":
      return value.text.includes("${") || value.text.includes("%{");
    case "plain":
      return value.source.includes("${") || value.source.includes("%{");
    case "nothing":
      return false;
    case "list":
      return value.items.some(holdsTemplate);
    case "map":
      return value.members.some(
        ([name, member]) => holdsTemplate({ kind: "text", text: name }) || holdsTemplate(member),
      );
  }
}

/** The keys so far, each by where it stands. */
class Keys {
  private readonly seen = new Map<string, number>();

  public constructor(
    private readonly column: string,
    private readonly placed: (at: number) => string,
  ) {}

  /** The key, where it is one and no other row has it. */
  public take(value: unknown, at: number, say: (sentence: string) => void): string | null {
    const { column, seen } = this;
    if (value === undefined || value === null || value === "") {
      say(keyIsMissing(column));
      return null;
    }
    if (typeof value !== "string") {
      say(keyIsNoText(column, value));
      return null;
    }
    const problem = problemOfKey(column, value);
    const same = sameKey(value);
    const other = seen.get(same);
    if (problem !== null) say(problem);
    else if (other !== undefined) say(keyTwice(column, value, this.placed(other)));
    else {
      seen.set(same, at);
      return value;
    }
    return null;
  }
}

/** The key that is meant by a misspelt one. */
export function nearestKey(key: string, keys: Iterable<string>): string | null {
  return nearest(key, [...keys]);
}
