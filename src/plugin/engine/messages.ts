/** Every diagnostic that the runtime itself makes. What the provider has to say comes from the provider. */
import type { Diagnostic, Path } from "../sdk/diagnostic";
import type { Provider } from "../sdk/resource";

/** The provider whose bug is told of. */
type About = Pick<Provider<object, unknown>, "address" | "version">;

/** What could not be done, to what: the summary of all that is told of one request. */
export const couldNot = {
  answer: (rpc: string) => `Could not answer Terraform's ${rpc}`,
  configure: () => "Could not configure the provider",
  validate: (type: string) => `Could not validate the configuration of ${type}`,
  validateProvider: () => "Could not validate the configuration of the provider",
  upgrade: (type: string) => `Could not read the saved state of ${type}`,
  upgradeIdentity: (type: string) => `Could not read the saved identity of ${type}`,
  read: (type: string) => `Could not read ${type}`,
  readData: (type: string) => `Could not read the data source ${type}`,
  plan: (step: "creation" | "change" | "destruction", type: string) => `Could not plan the ${step} of ${type}`,
  create: (type: string) => `Could not create ${type}`,
  change: (type: string) => `Could not change ${type}`,
  destroy: (type: string) => `Could not destroy ${type}`,
  import: (type: string) => `Could not import ${type}`,
  move: (from: string, to: string) => `Could not move ${from} to ${to}`,
  planAction: (type: string) => `Could not plan the action ${type}`,
  invoke: (type: string) => `Could not carry out the action ${type}`,
  call: (name: string) => `Could not call the function ${name}`,
} as const;

/** What an exception left behind, for the user. */
const AFTERMATHS = {
  nothingChanged: "Nothing was changed.",
  nothingImported: "Nothing was imported or changed.",
  stateKept: "State stays as it was.",
  creationUnknown:
    "Whether the remote system was changed is not known. " + "Nothing is saved: look there before you apply again.",
  changeUnknown:
    "Whether the remote system was changed is not known. " +
    "State stays as it was: look there before you apply again.",
  changeReached:
    "State has what was reached before. Whether more of the remote system was changed is not known: " +
    "look at the next plan before you apply it.",
  creationReached: "It was created: state has what was known of it by then, and the next plan shows what differs.",
} as const;
export type Aftermath = keyof typeof AFTERMATHS;

/** A required argument whose expression comes to null. */
export function missingArgument(name: string, path: Path): Diagnostic {
  return {
    severity: "error",
    summary: "Missing required argument",
    detail: `The argument ${JSON.stringify(name)} is required, and the value that it is given is null.`,
    path,
  };
}

/** A write-only argument, by its path, under a Terraform that would keep it. */
export function writeOnlyNotKept(name: string, path: Path): Diagnostic {
  return {
    severity: "error",
    summary: "Write-only argument needs a newer Terraform",
    detail:
      `The argument ${JSON.stringify(name)} is write-only: its value must stand in no state and no plan. This version ` +
      "of Terraform or OpenTofu does not say that it keeps such values out, and would write it there. " +
      "Use Terraform 1.11 or later, or OpenTofu 1.11 or later, or take the argument out. Nothing was changed.",
    path,
  };
}

/** Asked for what needs a session before Terraform configured the provider. */
export function notConfigured(summary: string): Diagnostic {
  return error(
    summary,
    "Terraform has not configured the provider yet. This is a bug of the program that started the provider.",
  );
}

/** A request that is not what the protocol says. `problem` names the place, never the content. */
export function notUnderstood(summary: string, problem: string): Diagnostic {
  return error(summary, `Terraform and the provider do not understand each other: ${problem}.`);
}

/** An exception that nobody expected: its own message is told nobody, for it may quote a secret. */
export function unexpectedException(about: About, summary: string, aftermath: Aftermath): Diagnostic {
  // An error beside a new resource's state would taint it: the next apply would delete it and make another.
  return bug(about, aftermath === "creationReached" ? "warning" : "error", summary, AFTERMATHS[aftermath]);
}

/** A file beside the executable that is loaded late is not there, or not any more. */
export function partMissing(summary: string, aftermath: Aftermath): Diagnostic {
  return {
    severity: aftermath === "creationReached" ? "warning" : "error",
    summary,
    detail:
      `A file of the provider is missing beside its executable, and what needs it was not begun. ` +
      `${AFTERMATHS[aftermath]}\n\nInstall the provider again, by terraform init.`,
  };
}

/** A plan that Terraform would refuse. `places` are paths as a person writes them. */
export function contradictoryPlan(about: About, summary: string, places: readonly string[]): Diagnostic {
  return bug(
    about,
    "error",
    summary,
    `The plan contradicts the configuration or the schema at: ${places.join(", ")}. Nothing was changed.`,
  );
}

export function creationWithoutState(about: About, summary: string): Diagnostic {
  return bug(
    about,
    "error",
    summary,
    "The creation ended without a state and without an error. Whether anything was created is not known.",
  );
}

export function changeWithoutState(about: About, summary: string): Diagnostic {
  return bug(about, "error", summary, "The change ended without a state and without an error. State stays as it was.");
}

export function destructionWithState(about: About, summary: string): Diagnostic {
  return bug(about, "error", summary, "The destruction ended with a state and without an error. State keeps it.");
}

/** The summary of what went wrong with a creation beside the state that it made. */
export function oddCreation(type: string): string {
  return `Odd result of the creation of ${type}`;
}

/** An error beside a new resource's state would taint it: the next apply would delete it and make another. */
export function creationNotAsPlanned(about: About, type: string, attributes: readonly string[]): Diagnostic {
  return bug(about, "warning", oddCreation(type), notAsPlanned(attributes));
}

export function changeNotAsPlanned(about: About, summary: string, attributes: readonly string[]): Diagnostic {
  return bug(about, "error", summary, notAsPlanned(attributes));
}

function notAsPlanned(attributes: readonly string[]): string {
  return (
    `The result was not as planned at: ${attributes.join(", ")}. ` +
    "State has the planned values there, and the next plan shows what differs."
  );
}

export function resultMisfits(about: About, summary: string, attributes: readonly string[]): Diagnostic {
  return bug(about, "error", summary, `The result does not fit the schema at: ${attributes.join(", ")}.`);
}

export function importWithoutState(about: About, summary: string): Diagnostic {
  return bug(about, "error", summary, "The import ended without a state and without an error.");
}

export function readWithoutResult(about: About, summary: string): Diagnostic {
  return bug(about, "error", summary, "The read ended without a result and without an error.");
}

export function noUpgradeFrom(about: About, summary: string, version: number): Diagnostic {
  return bug(about, "error", summary, `There is no way from schema version ${version} to ${version + 1}.`);
}

export function stateIsNotJson(summary: string): Diagnostic {
  return error(
    summary,
    "It is not a JSON object. States of Terraform before 0.12 must be upgraded with Terraform 0.12 first.",
  );
}

/** `written` and `newest` are versions of the schema: the state's, and the last that the provider knows. */
export function stateIsNewer({ version }: About, summary: string, written: number, newest: number): Diagnostic {
  return error(
    summary,
    `It was written by a newer version of the provider: its schema version is ${written}, ` +
      `and version ${version} of the provider knows ${newest} at most. ` +
      "Use the newer provider, or restore an older state.",
  );
}

/** `problem` names the place, never the content. */
export function stateIsDamaged(summary: string, problem: string): Diagnostic {
  return error(
    summary,
    `The state is damaged, or was edited by hand: ${problem}. ` +
      "Restore an older state, or remove the resource from state and import it.",
  );
}

/** `written` and `newest` are versions of the identity's layout. */
export function identityIsNewer({ version }: About, summary: string, written: number, newest: number): Diagnostic {
  return error(
    summary,
    `It was written by a newer version of the provider: the version of its layout is ${written}, ` +
      `and version ${version} of the provider knows ${newest} at most. ` +
      "Use the newer provider, or restore an older state.",
  );
}

/** `problem` names the place, never the content. */
export function identityIsDamaged(summary: string, problem: string): Diagnostic {
  return error(summary, `The identity is damaged, or was edited by hand: ${problem}. Restore an older state.`);
}

/** A state that is of another resource than the one that is known by the identity beside it. */
export function identityChanged(summary: string): Diagnostic {
  return error(
    summary,
    "Its state is of another resource than the one that Terraform knows by its identity: either of them was edited by " +
      "hand, or this is a bug of the provider. The identity stays as it was. " +
      "Restore an older state, or remove the resource from state and import it.",
  );
}

/** An import by an identity that lacks what it must name. */
export function identityIncomplete(summary: string, names: readonly string[]): Diagnostic {
  return error(summary, `The identity to import by must name ${names.join(", ")}. Nothing was imported or changed.`);
}

export function hasNoIdentity(summary: string): Diagnostic {
  return error(summary, "It has no identity to import by: import it by its id. Nothing was imported or changed.");
}

export function sourceIsNotJson(summary: string): Diagnostic {
  return error(summary, "The state of the source is not a JSON object.");
}

export function cannotTakeOver(summary: string, sourceType: string, sourceProvider: string): Diagnostic {
  return error(
    summary,
    `The provider can not take over the state of ${sourceType} of ${sourceProvider}. ` +
      "Remove the moved block, and import the resource instead.",
  );
}

export function unknownAtInvocation(summary: string): Diagnostic {
  return error(summary, "Its configuration holds values that are not known yet, and it was not begun.");
}

// Errors of functions are one text, which Terraform puts into a sentence of its own and ends with a full stop.

export function wrongArgumentCount(wanted: number, given: number): string {
  return `it takes ${wanted} ${wanted === 1 ? "argument" : "arguments"}, and was given ${given}`;
}

export function nullArgument(): string {
  return "the argument must not be null";
}

/** What is told of a request otherwise, where there is place for one text alone. */
export function functionFailed(told: {
  readonly summary?: string | undefined;
  readonly detail?: string | undefined;
}): string {
  return `${told.summary ?? ""}. ${told.detail ?? ""}`.replace(/\.$/, "");
}

export function oddResult(about: About, summary: string): Diagnostic {
  return bug(about, "error", summary, "The result is not of the type that the function returns.");
}

function error(summary: string, detail: string): Diagnostic {
  return { severity: "error", summary, detail };
}

/** A mistake of the provider itself: `summary` could not be done, and `detail` is what that means for the user. */
function bug(
  { address, version }: About,
  severity: Diagnostic["severity"],
  summary: string,
  detail: string,
): Diagnostic {
  const report =
    `This is a bug of the provider (version ${version}), not a mistake in your configuration. ` +
    `Please report it at ${issuesOf(address)}, with the lines that TF_LOG_PROVIDER=debug shows.`;
  return { severity, summary, detail: `${detail}\n\n${report}` };
}

/**
 * Where a bug of the provider at `address` (`HOST/NAMESPACE/TYPE`) is reported: registries require this name of its
 * repository.
 */
function issuesOf(address: string): string {
  const [, namespace = "", type = ""] = address.split("/");
  return `https://github.com/${namespace}/terraform-provider-${type}/issues`;
}
