import { type Screen } from "../report/plan-report";

/** What standard output is shown on; absent where it goes to a file or a program. See https://no-color.org. */
export function screenOf(
  stdout: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Screen | undefined {
  if (stdout.isTTY !== true) return undefined;
  // A terminal whose size is not known says 0.
  const columns = stdout.columns === undefined || stdout.columns === 0 ? 80 : stdout.columns;
  return { columns, colour: (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb" };
}
