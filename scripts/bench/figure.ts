/** What a case may show: `ratio` is ours by what it is held against. */
export interface Figure {
  /** Names the figure in the stored results, too. */
  readonly name: string;
  readonly unit: "ms" | "s" | "s of CPU" | "MiB" | "ms per resource";
  /** Medians. */
  readonly ours: number;
  readonly against: number;
  readonly ratio: number;
  readonly target?: Target;
}

export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** A figure whose ratio is one median by the other. */
export function figure(name: string, unit: Figure["unit"], ours: number, against: number, target?: Target): Figure {
  return { name, unit, ours, against, ratio: ours / against, ...(target === undefined ? {} : { target }) };
}

export function isMet({ ratio, target }: Figure): boolean {
  if (target === undefined) return true;
  return "atMost" in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Ratios of an earlier run by the names of their figures. */
export type StoredRatios = Readonly<Record<string, number>>;

const HEADINGS = ["", "ours", "against", "", "ratio", "target", "", "stored ratio"] as const;

/** The figures as the rows of a table. `stored` are the ratios to compare with, if there are any. */
export function tableOf(figures: readonly Figure[], stored: StoredRatios | undefined): string {
  const rows = figures.map((each) => {
    const { target } = each;
    const wanted = target === undefined ? "" : "atMost" in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`;
    return [
      each.name,
      digits(each.ours),
      digits(each.against),
      each.unit,
      each.ratio.toFixed(2),
      wanted,
      target === undefined ? "" : isMet(each) ? "met" : "MISSED",
      comparison(each, stored?.[each.name]),
    ];
  });
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = (column: number): boolean => [1, 2, 4].includes(column);
  return [[...HEADINGS], ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function comparison({ ratio }: Figure, stored: number | undefined): string {
  if (stored === undefined) return "";
  const change = Math.round((ratio / stored - 1) * 100);
  return `${stored.toFixed(2)} (${change > 0 ? "+" : ""}${change} %)`;
}
