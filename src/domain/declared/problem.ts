/** What is wrong with one declared value, in words that serve a Terraform diagnostic and a synth error alike. */
export interface Problem {
  /** A warning lets the declaration pass. */
  readonly severity: "error" | "warning";
  /** Where, in the names of `Declaration`: `["preferences", "region"]`. Whoever reports it maps the names. */
  readonly path: readonly string[];
  /** The offending value as it may be shown; absent where the value is secret or missing. */
  readonly value?: string;
  /** What is wrong and what would be right: a sentence without a full stop at the end. */
  readonly expected: string;
}

export function errorAt(path: readonly string[], expected: string, value?: string | null): Problem {
  return { severity: "error", path, expected, ...shown(value) };
}

export function warningAt(path: readonly string[], expected: string, value?: string | null): Problem {
  return { severity: "warning", path, expected, ...shown(value) };
}

function shown(value: string | null | undefined): { value?: string } {
  if (value === undefined) return {};
  return { value: JSON.stringify(value) };
}
