import { CsvError, parse } from "csv-parse/sync";
import { Lines } from "./lines";
import {
  columnOfNoName,
  columnTwice,
  holdsNoRow,
  isEmpty,
  notWellFormed,
  quoteNotClosed,
  raggedRow,
  rowTooLong,
  strayQuote,
  tooManyColumns,
  tooManyRows,
  valueTooLong,
} from "./messages";
import {
  type Column,
  type Field,
  LONGEST_VALUE,
  refusedFile,
  type Row,
  type RowFile,
  type RowProblem,
} from "./row-file";

/** One record and where it begins; a cell in quotes may hold line breaks. */
export interface CsvRecord {
  readonly line: number;
  /** Without the blanks around each. */
  readonly cells: readonly string[];
}

export type CsvRecords =
  | { readonly kind: "records"; readonly records: readonly CsvRecord[] }
  | { readonly kind: "refused"; readonly problem: RowProblem };

/** Rows of a CSV whose first line names the columns. Separated by commas; by semicolons or tabs where that line has no comma. */
export function parseCsv(text: string): RowFile {
  const read = csvRecords(text);
  if (read.kind === "refused") return refusedFile(read.problem);
  const [header, ...records] = read.records;
  if (header === undefined) return refusedFile({ sentence: isEmpty() });
  if (header.cells.length > MOST_COLUMNS)
    return refusedFile({ place: { line: header.line }, sentence: tooManyColumns(header.cells.length, MOST_COLUMNS) });
  const problems: RowProblem[] = [];
  const columns = header.cells.map((name, at): Column => ({ name, place: { line: header.line, column: at + 1 } }));
  const first = new Map<string, Column>();
  for (const column of columns) {
    const other = first.get(column.name);
    if (column.name === "") {
      const at = (column.place.column ?? 1) - 1;
      // Spreadsheets write empty columns to the right.
      if (records.some(({ cells }) => (cells[at] ?? "") !== ""))
        problems.push({ place: column.place, sentence: columnOfNoName() });
    } else if (other === undefined) first.set(column.name, column);
    else
      problems.push({
        place: column.place,
        sentence: columnTwice(column.name, `column ${other.place.column ?? 1}`),
      });
  }
  const rows: Row[] = [];
  for (const { line, cells } of records) {
    if (problems.length > MOST_PROBLEMS) break;
    if (cells.length === columns.length)
      rows.push({ place: { line }, fields: fieldsOf(line, cells, columns, problems) });
    else problems.push({ place: { line }, sentence: raggedRow(cells.length, columns.length) });
  }
  if (records.length === 0) problems.push({ sentence: holdsNoRow() });
  return { rows, columns: columns.filter(({ name }) => name !== ""), problems };
}

/** All records but the blank ones: those of a blank line, or of empty cells alone. */
export function csvRecords(text: string): CsvRecords {
  const lines = new Lines(text);
  const records: CsvRecord[] = [];
  // Its own count of lines takes a line break within quotes for two where that is \r\n.
  let [offset, countedBytes] = [0, 0];
  const take = (record: readonly string[], endBytes: number): void => {
    while (LINE_BREAK.has(text.charAt(offset))) {
      offset += 1;
      countedBytes += 1;
    }
    const start = offset;
    while (countedBytes < endBytes && offset < text.length) {
      const point = text.codePointAt(offset) ?? 0;
      countedBytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      offset += point < 0x10000 ? 1 : 2;
    }
    const cells = record.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== "")) records.push({ line: lines.placeOf(start).line, cells });
  };
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      // Each is one, whatever the first line ends with.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
      // Nothing is kept of the others: a file may be of blank lines alone.
      on_record: (record: readonly string[], { bytes }: { readonly bytes: number }) => {
        take(record, bytes);
        if (records.length > MOST_ROWS) throw new TooManyRows();
        return null;
      },
    });
  } catch (error) {
    if (error instanceof TooManyRows) return { kind: "refused", problem: { sentence: tooManyRows(MOST_ROWS) } };
    if (error instanceof CsvError) return { kind: "refused", problem: problemOf(error, text, lines) };
    throw error;
  }
  return { kind: "records", records };
}

const LINE_BREAK = new Set(["\r", "\n"]);

/** More are no list that anybody keeps. */
const MOST_ROWS = 100_000;

/** Ends the reading of a file. */
class TooManyRows extends Error {}

/** The longest that one row may be, in characters. */
const LONGEST_ROW = 1024 * 1024;

/** More are no columns of a fleet, and each is told of. */
const MOST_COLUMNS = 200;

/** A file of another kind has a problem in every line: it is not read to the end for more. */
const MOST_PROBLEMS = 1_000;

/** What separates the cells: the first line tells, whose names hold none of these. */
function delimiterOf(text: string): string {
  const [first = ""] = text.trimStart().split(/\r|\n/, 1);
  return [",", ";", "\t"].find((one) => first.includes(one)) ?? ",";
}

function problemOf(error: CsvError, text: string, lines: Lines): RowProblem {
  switch (error.code as string) {
    case "CSV_QUOTE_NOT_CLOSED":
      return { place: { line: lines.placeOf(openQuote(text)).line }, sentence: quoteNotClosed() };
    case "CSV_MAX_RECORD_SIZE":
      return { place: { line: lineOf(error) }, sentence: rowTooLong(LONGEST_ROW) };
    case "INVALID_OPENING_QUOTE":
    case "CSV_INVALID_CLOSING_QUOTE":
      return { place: { line: lineOf(error) }, sentence: strayQuote() };
    default:
      return { place: { line: lineOf(error) }, sentence: notWellFormed("CSV", error.message) };
  }
}

function lineOf(error: CsvError): number {
  const { lines } = error as CsvError & { readonly lines?: unknown };
  return typeof lines === "number" ? lines : 1;
}

/** Where the quotes open that nothing closes: two in a row are one that is written within them. */
function openQuote(text: string): number {
  let open = -1;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) open = open < 0 ? at : -1;
  return Math.max(open, 0);
}

function fieldsOf(line: number, cells: readonly string[], columns: readonly Column[], problems: RowProblem[]): Field[] {
  return cells.flatMap((text, at): Field[] => {
    const name = columns[at]?.name ?? "";
    const place = { line, column: at + 1 };
    if (name === "") return [];
    if (text.length > LONGEST_VALUE) {
      problems.push({ place, sentence: valueTooLong(LONGEST_VALUE) });
      return [];
    }
    return [{ name, place, value: text === "" ? { kind: "nothing" } : { kind: "text", text } }];
  });
}
