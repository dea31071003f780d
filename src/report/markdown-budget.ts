/** A part of a report: either all of it stands there, or rows are left out from its end. */
export interface Section {
  /** What stands above the rows: a heading, a table's head. */
  readonly head: string;
  /** Whole rows, each with its line end. */
  readonly rows: readonly string[];
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

/** The sections in at most so many bytes, cut by whole rows and saying so. Heads and feet are never cut. */
export function fit(sections: readonly Section[], maxBytes: number): string {
  const sizes = sections.map((section) => ({ fixed: bytes(section.head) + bytes(section.foot) + NOTE_BYTES, rows: section.rows.reduce((sum, row) => sum + bytes(row), 0), reserved: section.reservedBytes ?? RESERVED_BYTES }));
  let left = maxBytes - sizes.reduce((sum, size) => sum + size.fixed, 0);
  const texts = sections.map((section, index) => {
    const reserved = sizes.slice(index + 1).reduce((sum, size) => sum + Math.min(size.rows, size.reserved), 0);
    const { kept, used } = take(section.rows, Math.max(left - reserved, 0));
    left -= used;
    const missing = section.rows.length - kept.length;
    return `${section.head}${kept.join("")}${missing > 0 ? section.leftOut(missing) : ""}${section.foot}`;
  });
  return texts.join("");
}

function take(rows: readonly string[], space: number): { kept: readonly string[]; used: number } {
  let used = 0;
  for (const [index, row] of rows.entries()) {
    const size = bytes(row);
    if (used + size > space) return { kept: rows.slice(0, index), used };
    used += size;
  }
  return { kept: rows, used };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
