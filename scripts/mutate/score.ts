/** What Stryker's JSON report tells, as far as it is read here: mutation-testing-report-schema, version 2. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

export interface Mutant {
  readonly status: Status;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

type Status =
  "Killed" | "Timeout" | "Survived" | "NoCoverage" | "Ignored" | "RuntimeError" | "CompileError" | "Pending";

/** How many mutants of a room came to what. */
export interface Tally {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly uncovered: number;
  /** Left out by a comment or a setting. */
  readonly excluded: number;
  /** With which no test could be begun: that says nothing of the tests. */
  readonly unjudged: number;
}

export interface Score {
  readonly tally: Tally;
  /** Of a hundred mutants: how many made a test fail, or never end. All others are survivors; null where there is none. */
  readonly score: number | null;
  /** One line for each survivor: place, what became of it, what it changed. */
  readonly survivors: readonly string[];
}

const COUNTED: Readonly<Record<Status, keyof Tally>> = {
  Killed: "killed",
  Timeout: "timedOut",
  Survived: "survived",
  NoCoverage: "uncovered",
  Ignored: "excluded",
  RuntimeError: "unjudged",
  CompileError: "unjudged",
  Pending: "unjudged",
};

export function scoreOf({ files }: Report): Score {
  const mutants = Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, mutant })));
  const count = (name: keyof Tally): number => mutants.filter(({ mutant }) => COUNTED[mutant.status] === name).length;
  const tally: Tally = {
    killed: count("killed"),
    timedOut: count("timedOut"),
    survived: count("survived"),
    uncovered: count("uncovered"),
    excluded: count("excluded"),
    unjudged: count("unjudged"),
  };
  return {
    tally,
    score: mutants.length === 0 ? null : ((tally.killed + tally.timedOut) / mutants.length) * 100,
    survivors: mutants
      .filter(({ mutant }) => !isDetected(mutant))
      .map(({ file, mutant }) => survivorLine(file, mutant)),
  };
}

/** Whether a room has the score that is asked of it; one without mutants has none. */
export function isReached({ score }: Score, atLeast: number): boolean {
  return score !== null && score >= atLeast;
}

/** A line for each room, under a line of headings. */
export function tableOf(
  rooms: readonly { readonly name: string; readonly atLeast: number; readonly score: Score }[],
): string {
  const rows = rooms.map(({ name, atLeast, score }) => [
    name,
    ...COLUMNS.map((column) => String(score.tally[column])),
    // Cut, not rounded: 89.96 is not 90.
    score.score === null ? "none" : (Math.floor(score.score * 10) / 10).toFixed(1),
    `>= ${atLeast}`,
    isReached(score, atLeast) ? "met" : "MISSED",
  ]);
  const headings = [
    "",
    "killed",
    "timed out",
    "survived",
    "not covered",
    "excluded",
    "unjudged",
    "score",
    "target",
    "",
  ];
  const table = [headings, ...rows];
  const widths = headings.map((_heading, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))))
    .map((cells) => cells.join("  ").trimEnd())
    .join("\n");
}

const COLUMNS = ["killed", "timedOut", "survived", "uncovered", "excluded", "unjudged"] as const;

function isDetected({ status }: Mutant): boolean {
  return status === "Killed" || status === "Timeout";
}

function survivorLine(file: string, { status, mutatorName, replacement = "", location: { start } }: Mutant): string {
  const change = replacement.replace(/\s+/g, " ");
  const shown = change.length > LONGEST_CHANGE ? `${change.slice(0, LONGEST_CHANGE)}…` : change;
  return `${file}:${start.line}:${start.column} ${status} ${mutatorName}: ${shown}`;
}

const LONGEST_CHANGE = 80;
