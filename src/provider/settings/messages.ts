import { isUnknown } from "../../domain/unknown";
import type { Failure } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import { error, warning } from "../common/diagnostic";
import { explain, quoted } from "../common/messages";

/** What is to be done with an account's settings. */
export type SettingsAttempt = "read" | "plan" | "adopt" | "change" | "import" | "forget";

/** `account`: null where it is not known yet. */
function couldNot(attempt: SettingsAttempt, account: string | null): string {
  return `Could not ${attempt} ${named(account)}`;
}

function named(account: string | null): string {
  return account === null ? "the account settings" : `the settings of account ${quoted(account)}`;
}

// The provider's configuration, as a request finds it.

export function providerRefused(attempt: SettingsAttempt, account: string | null): Diagnostic {
  return error(couldNot(attempt, account), "The provider's configuration was refused: see its own diagnostic.");
}

/** `names`: the attributes that are not known yet. */
export function providerNotKnownYet(
  attempt: SettingsAttempt,
  account: string | null,
  names: readonly string[],
): Diagnostic {
  return error(couldNot(attempt, account), [
    `The provider's configuration is not known yet (${names.join(", ")}), and this can not wait.`,
    "Give these values in a form that is known at plan, or apply what they depend on first.",
  ]);
}

export function didNotReadYet(account: string | null, names: readonly string[]): Diagnostic {
  return warning(
    `Did not read ${named(account)}`,
    `The provider's configuration is not known yet (${names.join(", ")}). What state has is kept.`,
  );
}

export function otherAccount(attempt: SettingsAttempt, actual: string, configured: string): Diagnostic {
  return error(couldNot(attempt, actual), [
    `They are those of the account ${quoted(actual)}, and the provider is configured for ${quoted(configured)}.`,
    "No call was made.",
    "Run with that account (account_sid or GREENVN_ACCOUNT_SID).",
  ]);
}

export function otherOrigin(attempt: SettingsAttempt, account: string, actual: string, configured: string): Diagnostic {
  return error(couldNot(attempt, account), [
    `They were read at ${quoted(actual)}, and the provider is configured for ${quoted(configured)}.`,
    "No call was made: they may be those of another account of the same name.",
    "Run with the base_url that the state was made by (base_url or GREENVN_BASE_URL).",
    "Where the API itself has moved, set allow_base_url_change = true in the provider block: the next read records the" +
      " new address.",
  ]);
}

export function originChanged(account: string, actual: string, configured: string): Diagnostic {
  return warning(`base_url changed: ${named(account)} are read at ${quoted(configured)} now`, [
    `They were read at ${quoted(actual)} before. The next apply records the new address.`,
  ]);
}

// Plans.

export function settingsTwice(account: string): Diagnostic {
  return error(`Two greenvn_account_settings hold ${named(account)}`, [
    "An account has one set of settings: each resource would undo what the other declares.",
    "Keep one of them, and take the other out of state: removed { from = ADDRESS, lifecycle { destroy = false } }, or" +
      " terraform state rm ADDRESS.",
    "Nothing was changed.",
  ]);
}

const CONSEQUENCES = {
  max_deallocation_time:
    "It is the longest life of every allocation that is made from then on, and the default of those that declare none.",
  deletion_time: "It is how long every number that is given up from then on cools off.",
} as const;
export type Weighty = keyof typeof CONSEQUENCES;

/** A change that counts for more than the settings. `before`: null where it is not known. */
export function weightyChange(name: Weighty, account: string | null, before: unknown, after: unknown): Diagnostic {
  const said = (value: unknown) => (isUnknown(value) ? "what is not known yet" : quoted(String(value)));
  return warning(
    `${name} of ${named(account)} ${before === null ? "is declared" : "changes"}`,
    [
      before === null
        ? `It is set to ${said(after)}, where the account has another value.`
        : `It was ${said(before)}, and is set to ${said(after)}.`,
      CONSEQUENCES[name],
      "The call is free.",
    ],
    attributePath(name),
  );
}

export function forgotten(account: string): Diagnostic {
  return warning(`The settings of account ${quoted(account)} stay as they are`, [
    "An account's settings can not be destroyed: they are taken out of state, and no call is made.",
    "To change them back first, declare what they should be, and apply that.",
  ]);
}

// Calls.

export function couldNotRead(attempt: "read" | "adopt", account: string, failure: Failure): Diagnostic {
  return error(couldNot(attempt, account), `${explain(failure)} State is as it was; nothing was changed.`);
}

/** `names`: what was sent. */
export function couldNotChange(
  attempt: "adopt" | "change",
  account: string,
  names: readonly string[],
  failure: Failure,
): Diagnostic {
  return error(couldNot(attempt, account), [
    `${explain(failure)}`,
    `Whether ${names.join(", ")} changed may not be known: the next plan shows it. The call is free.`,
    "Run terraform apply again.",
  ]);
}

export function notTheAccount(id: string, configured: string): Diagnostic {
  return error("Could not import the account settings", [
    `They are imported by the account's SID, which is ${quoted(configured)} for this provider, not ${quoted(id)}.`,
    "Nothing was imported or changed.",
  ]);
}
