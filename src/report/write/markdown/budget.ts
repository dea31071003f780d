/** A part of a report: either all of it stands there, or rows are left out from its end. */
export interface Section {
  /** What stands above the rows: a heading, a table's head. */
  readonly head: string;
  readonly rows: number;
  /** One whole row with its line end. Asked for only as far as rows fit, so that a large plan costs little. */
  readonly row: (index: number) => string;
  /** What stands below the rows. */
  readonly foot: string;
  /** Said where rows are left out. */
  readonly leftOut: (rows: number) => string;
  /** What the sections before it may not take of the space that it needs, in bytes; 3,000 where absent. */
  readonly reservedBytes?: number;
}

const RESERVED_BYTES = 3_000;
/** Space for one sentence about what was left out. */
const NOTE_BYTES = 200;

/**
 * The sections in at most so many bytes, cut by whole rows and saying so. Heads and feet are never cut. Once a row is
 * left out, the sections below have what is reserved for them and no more: what stands above matters more.
 */
export function fit(sections: readonly Section[], maxBytes: number): string {
  const reserved = sections.map((section) => neededBytes(section, section.reservedBytes ?? RESERVED_BYTES));
  let left = maxBytes - sum(sections.map((section) => bytes(section.head) + bytes(section.foot) + NOTE_BYTES));
  let isCut = false;
  const texts = sections.map((section, index) => {
    const space = left - sum(reserved.slice(index + 1));
    const rows = take(section, isCut ? Math.min(space, reserved[index] ?? 0) : space);
    left -= sum(rows.map(bytes));
    const missing = section.rows - rows.length;
    isCut ||= missing > 0;
    return `${section.head}${rows.join("")}${missing > 0 ? section.leftOut(missing) : ""}${section.foot}`;
  });
  return texts.join("");
}

function take(section: Section, space: number): string[] {
  const rows: string[] = [];
  let used = 0;
  for (let index = 0; index < section.rows; index += 1) {
    const row = section.row(index);
    used += bytes(row);
    if (used > space) break;
    rows.push(row);
  }
  return rows;
}

/** The size of all rows, or `enough` where they are larger. */
function neededBytes(section: Section, enough: number): number {
  let needed = 0;
  for (let index = 0; index < section.rows && needed < enough; index += 1) needed += bytes(section.row(index));
  return Math.min(needed, enough);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
