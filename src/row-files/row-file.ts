/** Where something stands in a file. `column` counts cells in a CSV, and characters elsewhere, both from 1. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/** A value as the file has it. What is meant by it is for whoever knows what it is to be. */
export type Written =
  /** A text in quotes, or one that can be nothing else; every cell of a CSV. */
  | { readonly kind: "text"; readonly text: string }
  /** What JSON or YAML would take for a number or a flag: `source` is what stands there, digit by digit. */
  | { readonly kind: "plain"; readonly source: string; readonly value: number | boolean }
  /** An empty cell, or null. */
  | { readonly kind: "nothing" }
  | { readonly kind: "list"; readonly items: readonly Written[] }
  | { readonly kind: "map"; readonly members: readonly (readonly [name: string, value: Written])[] };

/** One value of a row, by the name of its column or property. */
export interface Field {
  readonly name: string;
  readonly place: Place;
  readonly value: Written;
}

export interface Row {
  readonly place: Place;
  /** What the row is called by the file's own form: a property of the outermost object, not of the row. */
  readonly name?: string;
  readonly fields: readonly Field[];
}

/** What is wrong with a file, in a sentence without a full stop; without a place where it is about all of it. */
export interface RowProblem {
  readonly place?: Place;
  readonly sentence: string;
}

export interface RowFile {
  readonly rows: readonly Row[];
  /** The columns of a CSV, each named once; null where every row names its own properties. */
  readonly columns: readonly Column[] | null;
  /** Where there are any, rows may be missing. */
  readonly problems: readonly RowProblem[];
}

export interface Column {
  readonly name: string;
  readonly place: Place;
}

/** Reads the text of a file: never throws. */
export type ParseRows = (text: string) => RowFile;

/** The longest that one value may be, in characters. */
export const LONGEST_VALUE = 65_536;

export function refusedFile(...problems: readonly RowProblem[]): RowFile {
  return { rows: [], columns: null, problems };
}
