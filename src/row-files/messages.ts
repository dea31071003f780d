import { printable, shortened } from "../domain/printable";
import { type RowProblem } from "./row-file";

/** What is wrong with a file of rows: each the end of a sentence that names file, line and column. */

/** `fleet.csv, line 3, column 2: …` */
export function inFile(file: string, { place, sentence }: RowProblem): string {
  const line = place === undefined ? "" : `, line ${place.line}`;
  const column = place?.column === undefined ? "" : `, column ${place.column}`;
  return `${shown(file)}${line}${column}: ${sentence}`;
}

export function couldNotRead(why: string): string {
  return `could not be read: ${printable(why)}`;
}

export function noFile(): string {
  return "is no file; name a file that holds rows";
}

export function tooLarge(mostBytes: number): string {
  return `is larger than ${mostBytes / 1024 / 1024} MiB; split it`;
}

export function unknownEnding(endings: readonly string[]): string {
  return `is of no kind that is read here; its name must end with ${endings.join(", ")}`;
}

export function notUtf8(): string {
  return "holds a byte that is no UTF-8; save the file as UTF-8";
}

export function isUtf16(): string {
  return "is UTF-16, as spreadsheets save Unicode text; save it as CSV UTF-8";
}

export function holdsNul(): string {
  return "holds a NUL character, as no text does";
}

export function isEmpty(): string {
  return "is empty; a file must hold rows";
}

export function holdsNoRow(): string {
  return "holds no row";
}

/** What a parser said of its grammar. */
export function notWellFormed(format: "CSV" | "JSON" | "YAML", why: string): string {
  return `is no well-formed ${format}: ${shortened(printable(why).replaceAll("\n", " "), 200)}`;
}

export function nestedTooDeeply(): string {
  return "is nested too deeply to hold rows";
}

export function quoteNotClosed(): string {
  return "the quotes that open here are closed nowhere";
}

export function strayQuote(): string {
  return 'quotes stand in the middle of a cell; put the whole cell in quotes, and write "" for each within it';
}

export function columnTwice(name: string, others: string): string {
  return `the column ${quoted(name)} stands in ${others} already; every column needs a name of its own`;
}

export function columnOfNoName(): string {
  return "the column has cells and no name; name it in the first line";
}

export function raggedRow(cells: number, columns: number): string {
  const has = cells === 1 ? "1 cell" : `${cells} cells`;
  return `the row has ${has}, and the first line names ${columns} columns; a cell that holds a comma must stand in quotes`;
}

export function rowTooLong(longest: number): string {
  return `the row is longer than ${longest} characters`;
}

export function tooManyColumns(columns: number, most: number): string {
  return `names ${columns} columns; ${most} at most are read`;
}

export function tooManyRows(most: number): string {
  return `holds more than ${most} rows, the most that are read`;
}

export function valueTooLong(longest: number): string {
  return `the value is longer than ${longest} characters`;
}

export function noRows(): string {
  return "must hold a list of rows, or an object of them by name";
}

export function noRow(): string {
  return "is no row; a row is an object of properties";
}

export function memberTwice(name: string): string {
  return `${quoted(name)} stands here twice`;
}

export function noAlias(): string {
  return "aliases, anchors and tags of YAML are not read; write the value out";
}

export function noScalarKey(): string {
  return "the name of a property must be a text";
}

function quoted(text: string): string {
  return JSON.stringify(shortened(printable(text), 80));
}

function shown(text: string): string {
  return shortened(printable(text), 200);
}
