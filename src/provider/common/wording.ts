import { printable, shortened } from "../../domain/printable";
import { isUnknown } from "../../domain/unknown";
import type { Failure } from "../../exobridge";
import type { Diagnostic, Path } from "../../plugin/sdk/diagnostic";
import type { ChargedCall } from "../../rules/charged-calls";

export function error(summary: string, detail: string, path?: Path): Diagnostic {
  return diagnostic("error", summary, detail, path);
}

export function warning(summary: string, detail: string, path?: Path): Diagnostic {
  return diagnostic("warning", summary, detail, path);
}

function diagnostic(severity: Diagnostic["severity"], summary: string, detail: string, path?: Path): Diagnostic {
  return {
    severity,
    summary: printable(summary).replaceAll("\n", " "),
    detail: printable(detail),
    ...(path ? { path } : {}),
  };
}

/** `allocation "driver-42" (gvn-1)`: both names, as far as they are known. */
export function nameOf(allocation: { readonly id?: unknown; readonly connection_id?: unknown }): string {
  const id = typeof allocation.id === "string" ? shortened(allocation.id, LONGEST_QUOTE) : null;
  const connection = typeof allocation.connection_id === "string" ? quoted(allocation.connection_id) : null;
  if (connection === null) return `allocation ${id ?? "(not known yet)"}`;
  return id === null ? `allocation ${connection}` : `allocation ${connection} (${id})`;
}

/** The longest value that a sentence repeats, in characters. */
const LONGEST_QUOTE = 256;

/** A text for a sentence, in quotes. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text, LONGEST_QUOTE));
}

/** What a failure was, as a sentence. */
export function explain(failure: Failure): string {
  switch (failure.kind) {
    case "unreachable":
      return `ExoBridge could not be reached: ${failure.message}. The call was never sent.`;
    case "no-answer":
      return `The call was sent, and ExoBridge gave no answer: ${failure.message}.`;
    case "refused":
      return `ExoBridge answered HTTP ${failure.status}${failure.code === null ? "" : `, code ${failure.code}`}: ${failure.message}${/[.!?]$/.test(failure.message) ? "" : "."}${adviceOn(failure)}`;
    case "malformed":
      return `ExoBridge answered HTTP ${failure.status}, but not as its documents say: ${failure.message}.`;
    case "stopped":
      return `The run is ending: ${failure.message}. The call was never sent.`;
  }
}

function adviceOn({ status, code }: Extract<Failure, { kind: "refused" }>): string {
  if (code === 15) return " Declare another region, or ask Exotel to enable this one.";
  if ((status === 404 && code === 1) || (status === 410 && code === 22))
    return " The allocation is no longer there: the next plan shows it.";
  switch (status) {
    case 401:
    case 402: // What older documents say for 401.
      return " Check api_key and api_token (GREENVN_API_KEY, GREENVN_API_TOKEN).";
    case 403:
      return " Check account_sid (GREENVN_ACCOUNT_SID), and what the account may do.";
    case 429:
      return " Wait and run again, or set requests_per_minute.";
    case 452:
      return " No free number meets what is asked for: loosen the preferences or strictness, or try later.";
    default:
      return "";
  }
}

const VERBS = { create: "create", vn: "change the number of", "call-party": "change the parties of" } as const;
const PATHS = { create: "POST", vn: "PUT …/vn", "call-party": "PUT …/call-party" } as const;

/** "Could not change the number of allocation …". */
export function couldNot(operation: ChargedCall["operation"], name: string): string {
  return `Could not ${VERBS[operation]} ${name}`;
}

/** The plan's warning of a charged call. `consequence` says what becomes of what is in force. */
export function willBeCharged(
  call: ChargedCall,
  allocation: { readonly id?: unknown; readonly connection_id?: unknown },
  consequence: string,
): Diagnostic {
  const charge = call.certainty === "open" ? "may be charged as a new allocation" : "is charged as a new allocation";
  return warning(
    `${PATHS[call.operation]} for ${nameOf(allocation)} ${charge}`,
    `${consequence} The call ${charge} and can not be undone.`,
  );
}

/** The plan's warning of a number that will be gone. */
export function willBeReleased(
  allocation: { readonly id?: unknown; readonly connection_id?: unknown; readonly green_vn?: unknown },
  how: string,
  toKeepIt: string,
): Diagnostic {
  const number = numberOf(allocation.green_vn);
  return warning(
    `${number} will be released and can not be had back (${nameOf(allocation)})`,
    `${how} gives up ${number} for good.${toKeepIt ? ` ${toKeepIt}` : ""}`,
  );
}

/** A number for a sentence. */
export function numberOf(greenVn: unknown): string {
  return typeof greenVn === "string" && !isUnknown(greenVn) ? shortened(greenVn, LONGEST_QUOTE) : "the number";
}
