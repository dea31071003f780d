/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  "node",
  "terraform",
  "cli-configuration",
  "plugin-cache",
  "stack",
  "executable",
  "lock-file",
  "state-lock",
  "policy",
  "proxy",
  "account",
  "api",
  "clock",
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `fault`: something does not work, or will not. `note`: worth knowing, and nothing to mend. */
export type Verdict = "fine" | "note" | "fault";

export interface Finding {
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly says: string;
  /** Lines for a shell, each of which mends it by itself; empty where nothing is to be mended, or no line can. */
  readonly mend: readonly string[];
}
