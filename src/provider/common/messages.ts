import type { Problem } from "../../domain/declared/problem";
import { shortened } from "../../domain/printable";
import { isUnknown } from "../../domain/unknown";
import type { Failure } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { ChargedCall } from "../../rules/charged-calls";
import { error, warning } from "./diagnostic";
import type { Difference } from "./remote";

// Names and values in sentences.

/** Any state of an allocation, or what is known of one. */
export interface Named {
  readonly id?: unknown;
  readonly connection_id?: unknown;
}

/** The longest value that a sentence repeats, in characters. */
const LONGEST_QUOTE = 256;

/** The longest list of numbers that a sentence repeats, in characters. */
const LONGEST_LIST = 1000;

/** `allocation "driver-42" (gvn-1)`: both names, as far as they are known. */
export function nameOf(allocation: Named): string {
  const id = typeof allocation.id === "string" ? shortened(allocation.id, LONGEST_QUOTE) : null;
  const connection = typeof allocation.connection_id === "string" ? quoted(allocation.connection_id) : null;
  if (connection === null) return `allocation ${id ?? "(not known yet)"}`;
  return id === null ? `allocation ${connection}` : `allocation ${connection} (${id})`;
}

/** A text for a sentence, in quotes. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text, LONGEST_QUOTE));
}

/** A number for a sentence. */
export function numberOf(greenVn: unknown): string {
  return typeof greenVn === "string" && !isUnknown(greenVn) ? shortened(greenVn, LONGEST_QUOTE) : "the number";
}

/** What an answer says otherwise than the plan that it was to fulfil. PINs are not spelled out. */
export function otherwise(difference: Difference): string {
  switch (difference.kind) {
    case "text":
      return `${difference.name} is ${quoted(difference.told)}, not ${quoted(difference.planned)}`;
    case "numbers": {
      const list = (numbers: readonly string[]) => shortened(numbers.join(", "), LONGEST_LIST);
      return `${difference.name} are ${list(difference.told) || "none"}, not ${list(difference.planned)}`;
    }
    case "pins":
      return `${difference.name} are others than those declared`;
    case "number":
      return `green_vn is ${numberOf(difference.told)}, not ${difference.planned}`;
  }
}

// What could not be done, and why.

/** What a request is to do with an allocation. */
export type Attempt =
  | "create"
  | "read"
  | "plan"
  | "update"
  | "destroy"
  | "import"
  | "take on"
  | "rotate"
  | "change the number of"
  | "change the parties of";

/** "Could not update allocation …". An id alone is named in full. */
export function couldNot(attempt: Attempt, allocation: Named | string): string {
  return `Could not ${attempt} ${typeof allocation === "string" ? `allocation ${allocation}` : nameOf(allocation)}`;
}

/** What a failure was, as a sentence. */
export function explain(failure: Failure): string {
  switch (failure.kind) {
    case "unreachable":
      return `ExoBridge could not be reached: ${failure.message}. The call was never sent.`;
    case "no-answer":
      return `The call was sent, and ExoBridge gave no answer: ${failure.message}.`;
    case "refused": {
      const code = failure.code === null ? "" : `, code ${failure.code}`;
      const stop = /[.!?]$/.test(failure.message) ? "" : ".";
      return `ExoBridge answered HTTP ${failure.status}${code}: ${failure.message}${stop}${adviceOn(failure)}`;
    }
    case "malformed":
      return `ExoBridge answered HTTP ${failure.status}, but not as its documents say: ${failure.message}.`;
    case "stopped":
      return `The run is ending: ${failure.message}. The call was never sent.`;
  }
}

function adviceOn({ status, code }: Extract<Failure, { kind: "refused" }>): string {
  if (code === 7) return CHECK_CREDENTIALS;
  if (code === 15) return " Declare another region, or ask Exotel to enable this one.";
  if ((status === 404 && code === 1) || (status === 410 && code === 22))
    return " The allocation is no longer there: the next plan shows it.";
  switch (status) {
    case 401:
    case 402: // What older documents say for 401.
      return CHECK_CREDENTIALS;
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

const CHECK_CREDENTIALS = " Check api_key and api_token (GREENVN_API_KEY, GREENVN_API_TOKEN).";

// The provider's configuration, as a request finds it.

/** What a plan that creates something says, once. */
export function credentialsRefused(failure: Failure): Diagnostic {
  return error("ExoBridge refuses the credentials", [
    explain(failure),
    "A plan that creates something asks first, by a free read of the account's settings; skip_credentials_check = true" +
      " leaves that out.",
    "Nothing was changed or charged.",
  ]);
}

export function providerRefused(attempt: Attempt, allocation: Named | string): Diagnostic {
  return error(couldNot(attempt, allocation), "The provider's configuration was refused: see its own diagnostic.");
}

/** `names`: the attributes that are not known yet. */
export function providerNotKnownYet(
  attempt: Attempt,
  allocation: Named | string,
  names: readonly string[],
): Diagnostic {
  return error(couldNot(attempt, allocation), [
    `The provider's configuration is not known yet (${names.join(", ")}), and this can not wait.`,
    "Give these values in a form that is known at plan, or apply what they depend on first.",
  ]);
}

export function otherAccount(
  attempt: Attempt,
  allocation: Named | string,
  account: { readonly actual: string; readonly configured: string },
): Diagnostic {
  const [actual, configured] = [JSON.stringify(account.actual), JSON.stringify(account.configured)];
  return error(couldNot(attempt, allocation), [
    `The allocation lives in the account ${actual}, and the provider is configured for ${configured}.`,
    "No call was made.",
    "Run with the account that the state was made by (account_sid or GREENVN_ACCOUNT_SID).",
  ]);
}

interface Origins {
  readonly actual: string;
  readonly configured: string;
}

export function otherOrigin(attempt: Attempt, allocation: Named | string, { actual, configured }: Origins): Diagnostic {
  return error(couldNot(attempt, allocation), [
    `The allocation lives at ${quoted(actual)}, and the provider is configured for ${quoted(configured)}.`,
    "No call was made: an API that does not know the allocation would look as if it were gone.",
    "Run with the base_url that the state was made by (base_url or GREENVN_BASE_URL).",
    "Where the API itself has moved, set allow_base_url_change = true in the provider block: the first read that finds" +
      " the allocation records the new address.",
  ]);
}

export function plannedForOtherOrigin(
  attempt: Attempt,
  allocation: Named | string,
  { actual, configured }: Origins,
): Diagnostic {
  return error(couldNot(attempt, allocation), [
    `It was planned for ${quoted(actual)}, and the provider is configured for ${quoted(configured)}.`,
    "No call was made.",
    "Plan again, or apply with the base_url of the plan (base_url or GREENVN_BASE_URL).",
  ]);
}

/** One for all allocations that it is said of: Terraform folds warnings of equal summaries. */
export function baseUrlChanged(
  allocation: Named,
  { actual, configured, onThisMachine }: Origins & { readonly onThisMachine: boolean },
): Diagnostic {
  return warning(
    `base_url changed: the API is at ${shortened(configured, LONGEST_QUOTE)} now, and was at ${shortened(actual, LONGEST_QUOTE)}`,
    [
      `The address that state holds of ${nameOf(allocation)} is taken from the run that found it last.`,
      ...(onThisMachine
        ? [
            "Both are on this machine, as sandboxes are: one that does not know an allocation counts as if it were gone.",
          ]
        : [
            "allow_base_url_change is true: once the allocation is found there, state records the new address.",
            "Take allow_base_url_change out again after the next apply.",
          ]),
    ],
  );
}

/** An API to which an allocation is said to have moved, and which does not know it. `actual` null: state does not tell. */
export function notFoundAtOrigin(
  attempt: Attempt,
  allocation: Named,
  { actual, configured }: { readonly actual: string | null; readonly configured: string },
): Diagnostic {
  return error(couldNot(attempt, allocation), [
    `${quoted(configured)} answers that there is no such allocation, or none any more.`,
    `${actual === null ? "State does not tell where it lives" : `State says that it lives at ${quoted(actual)}`}, and` +
      " allow_base_url_change is true: it may well be live and billing elsewhere, so that it is not taken for gone.",
    "State is as it was; nothing was changed or charged.",
    "Run with the base_url that the state was made by.",
    "Where the allocation is known to be gone, take it out of state: removed { lifecycle { destroy = false } }, or" +
      " terraform state rm ADDRESS.",
  ]);
}

// Declarations.

/** `problem` by Terraform's names. */
export function declaredWrongly({ severity, path, value, expected }: Problem): Diagnostic {
  const name = path.join(".");
  const detail = `${name}: ${value === undefined ? "" : `${value} `}${expected}.`;
  switch (severity) {
    case "error":
      return error(`Invalid ${name}`, detail, attributePath(...path));
    case "warning":
      return warning(`Unusual ${name}${value === undefined ? "" : ` ${value}`}`, detail, attributePath(...path));
  }
}

export function notADeletionPolicy(policy: string, policies: readonly string[]): Diagnostic {
  return declaredWrongly({
    severity: "error",
    path: ["deletion_policy"],
    value: JSON.stringify(policy),
    expected: `must be one of ${policies.map((word) => JSON.stringify(word)).join(", ")}`,
  });
}

/** `names`: what can be preferred. */
export function nothingPreferred(names: readonly string[]): Diagnostic {
  return warning(
    "Nothing is set in preferences",
    [
      "preferences is declared, and holds no value, so any number may be granted.",
      "Terraform drops a key that it does not know without a word, such as a misspelt one:" +
        ` it knows ${names.join(", ")}.`,
      "Where nothing is to be preferred, leave preferences out.",
    ],
    attributePath("preferences"),
  );
}

// Charges.

const PATHS = { create: "POST", vn: "PUT …/vn", "call-party": "PUT …/call-party" } as const;

/** The plan's warning of a charged call. `consequence`: sentences on what becomes of what is in force. */
export function willBeCharged(call: ChargedCall, allocation: Named, consequence: readonly string[]): Diagnostic {
  const charge = call.certainty === "open" ? "may be charged as a new allocation" : "is charged as a new allocation";
  return warning(`${PATHS[call.operation]} for ${nameOf(allocation)} ${charge}`, [
    ...consequence,
    `The call ${charge} and can not be undone.`,
  ]);
}
