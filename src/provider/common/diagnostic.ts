import { printable } from "../../domain/printable";
import type { Diagnostic, Path } from "../../plugin/sdk/diagnostic";

// Only messages.ts files may call these, which lint holds: so whatever they repeat of the API's passes `printable`.

/** What fails the request. `detail` is one text, or its sentences in their order. */
export function error(summary: string, detail: string | readonly string[], path?: Path): Diagnostic {
  return diagnostic("error", summary, detail, path);
}

/** What lets the request pass. `detail` as of an error. */
export function warning(summary: string, detail: string | readonly string[], path?: Path): Diagnostic {
  return diagnostic("warning", summary, detail, path);
}

function diagnostic(
  severity: Diagnostic["severity"],
  summary: string,
  detail: string | readonly string[],
  path?: Path,
): Diagnostic {
  return {
    severity,
    summary: printable(summary).replaceAll("\n", " "),
    detail: printable(typeof detail === "string" ? detail : detail.join(" ")),
    ...(path ? { path } : {}),
  };
}
