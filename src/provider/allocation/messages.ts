import type { NameByEffect } from "../../domain/attributes/attributes";
import { isUnknown } from "../../domain/unknown";
import type { CreateOutcome, Failure } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import { areAboutPins, type ChargedCall } from "../../rules/charged-calls";
import { error, warning } from "../common/diagnostic";
import { couldNot, explain, nameOf, numberOf, quoted, willBeCharged } from "../common/messages";
import type { GivenUp } from "../common/session";
import type { AllocationState } from "../common/state";
import type { CreationEntry } from "../memory/journal-entries";
import type { Predecessor, ProviderNotes } from "../memory/notes";
import { doubts, MAY_ASK } from "../steps/messages";

// What a plan of an update says.

/** The plan's warning of a change of the parties. `changes`: names of the attributes. */
export function partiesWillChange(
  call: ChargedCall,
  base: AllocationState,
  changes: { readonly names: readonly string[]; readonly certain: boolean },
  notes: ProviderNotes,
): Diagnostic {
  const subject = changes.certain ? "The" : `${MAY_ASK}the`;
  return willBeCharged(call, base, [
    `${subject} parties are changed in place (${changes.names.join(", ")}); the number stays.`,
    ...(changes.names.includes("pins_wo_version")
      ? ["The write-only PINs of the configuration replace those in force, which no plan shows."]
      : []),
    ...doubts(notes),
  ]);
}

/** `names`: what was taken over from the declaration. `numberStays`: no other number is requested beside. */
export function recorded(prior: AllocationState, names: readonly string[], numberStays: boolean): Diagnostic {
  return warning(`Recorded, not requested: ${names.join(", ")} of ${nameOf(prior)}`, [
    "The API does not tell these, so the declaration is taken for what is in force: no call is made and nothing is" +
      ` charged for them${numberStays ? ", and the number stays" : ""}.`,
    ...(areAboutPins(names) ? ["PINs are not sent: where others are in force, change them after this apply."] : []),
    ...(numberStays ? ["Recorded, not requested: change rotation_triggers to take a number by it."] : []),
  ]);
}

/** A version of write-only PINs, and none to go with it. */
export function createdWithoutPins(planned: AllocationState): Diagnostic {
  return warning(
    `${nameOf(planned)} is created with no PINs`,
    [
      "pins_wo_version is set, and both aparty_pins_wo and bparty_pins_wo are null: no PINs are sent.",
      "To send some later, set them and change pins_wo_version, which is charged then.",
    ],
    attributePath("pins_wo_version"),
  );
}

/** PINs that Terraform goes on declaring from state, beside write-only ones. */
export function keptBesideWriteOnly(planned: AllocationState, name: "aparty_pins" | "bparty_pins"): Diagnostic {
  return error(
    `Could not plan write-only PINs of ${nameOf(planned)}`,
    [
      `State holds ${name}, and ignore_changes keeps them declared: PINs are either kept in state, or write-only.`,
      `Take ${name} out of ignore_changes: state then lets go of them, and nothing is sent for that.`,
    ],
    attributePath(name),
  );
}

/** `at`: when the call was sent whose answer was lost. */
export function pinsMayBeOthers(held: AllocationState, at: string): Diagnostic {
  return warning(`The PINs of ${nameOf(held)} may be others than those declared`, [
    `A call that was sent at ${at} with PINs got no answer, and what is in force of them is told by none.`,
    "What is declared now asks for no call. To be sure, send them: change the PINs or pins_wo_version, which is charged.",
  ]);
}

export function pinCodeIsOnlyRecorded(prior: AllocationState): Diagnostic {
  return warning(
    `pin_code of ${nameOf(prior)} is recorded, not requested`,
    [
      "A postal code counts at creation only: the API takes none when a number is changed.",
      "The number stays where it is.",
    ],
    attributePath("preferences", "pin_code"),
  );
}

// What a plan of a replacement says.

export function protectedFromReplacement(predecessor: Predecessor): Diagnostic {
  return error(
    `Refused to replace ${nameOf(predecessor)}: it is protected`,
    [
      "deletion_protection is true, or not known yet, in state or in the declaration, and a replacement would release" +
        ` ${numberOf(predecessor.green_vn)}.`,
      "Set deletion_protection = false, apply that, and then replace.",
    ],
    attributePath("deletion_protection"),
  );
}

export function justImported(predecessor: Predecessor): Diagnostic {
  return error(`Refused to replace ${nameOf(predecessor)}: it was just imported`, [
    "What was just imported is not replaced until its first apply, or 24 hours after the import:" +
      ` ${numberOf(predecessor.green_vn)} would be released.`,
    "To give the number up all the same, destroy the allocation first.",
  ]);
}

export function abandonedKeepsItsName(predecessor: Predecessor): Diagnostic {
  return error(
    `Refused to replace ${nameOf(predecessor)}: the abandoned allocation keeps its connection_id`,
    [
      'deletion_policy is "abandon": the allocation would live on and still hold its connection_id, so that another' +
        " could not be created by that name.",
      'Declare another connection_id, or set deletion_policy = "deallocate" and apply that first.',
    ],
    attributePath("connection_id"),
  );
}

/** A fresh import whose declaration would replace it, by the attribute `name`. */
export function importedDiffers(
  name: keyof AllocationState,
  prior: AllocationState,
  planned: AllocationState,
): Diagnostic {
  const [has, declared] = [shown(prior[name]), shown(planned[name])];
  return error(
    `Imported ${name} differs from the declaration of ${nameOf(prior)}`,
    [
      `The allocation has ${name} = ${has}, and the declaration says ${declared}.`,
      "Applying that would delete the allocation that was just imported and release" + ` ${numberOf(prior.green_vn)}.`,
      `Declare ${name} = ${has}, or import another allocation.`,
    ],
    attributePath(name),
  );
}

function shown(value: unknown): string {
  return isUnknown(value) ? "(known after apply)" : JSON.stringify(value);
}

/** `forced`: the attributes whose change replaces. */
export function replacementReleases(prior: AllocationState, forced: readonly Replacing[]): Diagnostic {
  return releases(
    prior,
    `Replacing the allocation (${forced.join(", ")} changes)`,
    forced.map((name) => toKeepItBy(name, prior)),
  );
}

/** An attribute whose change Terraform must answer with another allocation. */
export type Replacing = NameByEffect<"allocation", "replaces">;

function toKeepItBy(name: Replacing, prior: AllocationState): string {
  switch (name) {
    case "connection_id":
      return (
        `To keep the number, keep connection_id = ${JSON.stringify(prior.connection_id)}: it is a name given at` +
        " creation, and nothing else depends on it." +
        " It can also be put under lifecycle { ignore_changes = [connection_id] }."
      );
    case "deallocation_policy":
      return "To keep the number, keep the deallocation policy as it is or remove the block: it can not be updated.";
    case "flow_id":
      return "To keep the number, keep flow_id as it is or leave it out: it can not be updated.";
  }
}

// Creating.

/**
 * What became of a creation that did not succeed. `givenUp`: what this run did to an allocation of the same name.
 * `isResent`: an earlier run had sent it, and nobody knows what came of that.
 */
export function couldNotCreate(
  planned: AllocationState,
  outcome: Exclude<CreateOutcome, { kind: "done" }>,
  { givenUp, isResent }: { readonly givenUp: GivenUp | undefined; readonly isResent: boolean },
): Diagnostic {
  const summary = couldNot("create", planned);
  switch (outcome.kind) {
    case "refused":
      return error(summary, [
        explain(outcome.failure),
        ...(isResent
          ? ["This call created and charged nothing.", mayHaveBeenSent()]
          : ["Nothing was created or charged."]),
      ]);
    case "lost":
      return error(summary, [
        explain(outcome.failure),
        "The allocation may or may not exist, and may have been charged; ExoBridge has no call to look for it.",
        "Run terraform apply again: it is safe, since ExoBridge refuses a second allocation of the same connection_id" +
          ` ${JSON.stringify(planned.connection_id)}.`,
        takeItIn(planned),
      ]);
    case "exists":
      return error(summary, isLiveAlready(planned, outcome, givenUp, isResent));
  }
}

function isLiveAlready(
  planned: AllocationState,
  { failure, afterLost }: Extract<CreateOutcome, { kind: "exists" }>,
  givenUp: GivenUp | undefined,
  isResent: boolean,
): string[] {
  const found = [
    explain(failure),
    `An allocation with the connection_id ${JSON.stringify(planned.connection_id)} is live already.`,
    "First: does another address, workspace or state manage it? Then declare another connection_id here, or, where only" +
      " its address changed, write moved { from = OLD, to = NEW }: imported here as well, it would be given up with" +
      " either of the two.",
  ];
  if (givenUp?.kind === "abandoned")
    return [
      ...found,
      `It is ${givenUp.id}, your own, which this run has abandoned: it lives on, and bills until its policy ends.`,
      "This call created nothing.",
      `Take it in again: terraform import ADDRESS ${givenUp.id}.`,
      "Otherwise declare another connection_id.",
    ];
  const whose = afterLost
    ? [
        "An answer to this very creation was lost before, so it is most likely the one that this run made: charged," +
          " live, and billing until its policy ends.",
      ]
    : [
        ...(isResent ? [mayHaveBeenSent()] : []),
        "It may well be your own, left by a run whose answer was lost or by a removal from state, or the one that" +
          " this plan replaces where create_before_destroy is set: then it is live, and billing until its policy ends.",
        "It may also be somebody else's, so it is never adopted unasked.",
        "Where this very plan destroys the one that has the name, run terraform apply again once that is done.",
      ];
  const coolingOff =
    "This run gave up an allocation of the same connection_id a moment ago: ExoBridge may keep the name until that" +
    " one has cooled off, and running terraform apply again later may do.";
  return [
    ...found,
    ...whose,
    "This call created nothing.",
    ...(givenUp === undefined ? [] : [coolingOff]),
    takeItIn(planned),
  ];
}

function takeItIn(planned: AllocationState): string {
  return (
    "If it exists, is yours and nothing manages it, take it in: find its greenvn_id in the ExoBridge dashboard, in its reports, or from" +
    ` Exotel's support by the connection_id ${JSON.stringify(planned.connection_id)}, and run: terraform import` +
    " ADDRESS GREENVN_ID. Otherwise declare another connection_id."
  );
}

function mayHaveBeenSent(): string {
  return "An earlier run in this folder had sent this very creation, and what came of that is not known.";
}

// Creating what the journal knows.

/** What is declared of a creation otherwise than it was sent by an earlier run; null: nothing. PINs are secret. */
export type SentOtherwise =
  | { readonly name: string; readonly then: string | null; readonly now: string | null }
  | { readonly name: "aparty_pins" | "bparty_pins"; readonly wereSent: boolean };

/** Another resource of this apply has the name. */
export function nameIsTaken(
  planned: AllocationState,
  { greenvn_id: id }: Pick<CreationEntry, "greenvn_id">,
): Diagnostic {
  return error(couldNot("create", planned), [
    `Another resource of this very apply has the connection_id ${quotedName(planned)}, under another address or provider` +
      ` alias${id === null ? "" : `: it is ${id}`}.`,
    "Nothing was sent for this one. Declare another connection_id, or keep one of the two.",
  ]);
}

/** Another run sent it and was waited for in vain. */
export function nameIsBusy(planned: AllocationState): Diagnostic {
  return error(couldNot("create", planned), [
    `Another run of this folder has sent a creation by the connection_id ${quotedName(planned)}, and may still be waiting` +
      " for the answer.",
    "It was waited for in vain. Nothing was sent beside it.",
    "Run terraform apply again once that run has ended.",
  ]);
}

/** A live allocation that a run of this folder created, and that may be in a state. */
export function createdByAnotherRun(
  planned: AllocationState,
  id: string,
  { at, delivered }: Pick<CreationEntry, "at" | "delivered">,
): Diagnostic {
  return error(couldNot("create", planned), [
    `A run of this folder created ${id} by this connection_id ${quotedName(planned)} at ${at}, and it is live already.`,
    delivered
      ? "Terraform was told, so it may well be in a state: under another address, in another workspace, backend or" +
        " -state file, or as the one that this plan replaces where create_before_destroy is set."
      : "Whether Terraform could record it is not known: that run may still be at work, or was on another machine or in" +
        " another container.",
    "So it is not adopted: whoever else has it would then share it, and lose it with this one.",
    "Nothing was sent or charged.",
    `If no state has it (a save that failed, a run that was killed), take it in: terraform import ADDRESS ${id}.`,
    "Otherwise declare another connection_id.",
  ]);
}

export function couldNotReadEarlier(planned: AllocationState, id: string, failure: Failure): Diagnostic {
  return error(couldNot("create", planned), [
    `An earlier run in this folder created ${id} by this connection_id, and it could not be read: ${explain(failure)}`,
    "Nothing was sent or charged.",
    `Run terraform apply again, or import it where no state has it: terraform import ADDRESS ${id}`,
  ]);
}

export function stoppedBeforeCreating(planned: AllocationState, id: string): Diagnostic {
  return error(couldNot("create", planned), [
    `An earlier run in this folder created ${id} by this connection_id, and Terraform asked the provider to stop before` +
      " it could be read.",
    "Nothing was sent or charged. Run terraform apply again.",
  ]);
}

/** `differences`: what is declared now otherwise than the interrupted run sent it. */
export function adoptedOwn(
  planned: AllocationState,
  id: string,
  differences: readonly SentOtherwise[],
  { pinsWereSent }: { readonly pinsWereSent: boolean },
): Diagnostic {
  const isWish = ({ name }: SentOtherwise) => name.startsWith("preferences.") || name === "strictness";
  const pinsDiffer = areAboutPins(differences.map(({ name }) => name));
  return warning(`Adopted ${nameOf({ ...planned, id })}, which an interrupted run created`, [
    "Terraform had ended before it could be told of the answer.",
    "The allocation is taken into state as it is; this run creates nothing, and no call of it is charged.",
    ...(differences.length > 0
      ? [
          `It was created otherwise than it is declared now: ${differences.map(thenAndNow).join("; ")}.`,
          "What the API tells of that shows as drift at the next refresh; what it does not tell is recorded, not requested.",
        ]
      : []),
    ...(differences.some(({ name }) => name === "pins_wo_version")
      ? ["The write-only PINs in force are those that were sent then: change pins_wo_version once more to send yours."]
      : []),
    ...(differences.some(isWish) ? ["Change rotation_triggers to take a number by the present preferences."] : []),
    ...(pinsWereSent && !pinsDiffer
      ? ["PINs were sent with it; whether they are those declared now is not known."]
      : []),
  ]);
}

function thenAndNow(difference: SentOtherwise): string {
  if ("wereSent" in difference)
    return `${difference.name} were ${difference.wereSent ? "sent then, and none are declared now" : "not sent then, and are declared now"}`;
  const said = (value: string | null) => (value === null ? "not declared" : quoted(value));
  return `${difference.name} was ${said(difference.then)}, and is ${said(difference.now)} now`;
}

function quotedName({ connection_id }: AllocationState): string {
  return JSON.stringify(connection_id);
}

export function numberNotKnownYet(created: AllocationState): Diagnostic {
  return warning(`The number of ${nameOf(created)} is not known yet`, [
    "The allocation was created, but neither the answer nor a read after it tells its number.",
    "The next refresh shows it.",
  ]);
}

/** `oddities`: sentences without their full stops. */
export function oddAnswer(created: AllocationState, oddities: readonly string[]): Diagnostic {
  return warning(`The answer to the creation of ${nameOf(created)} was odd`, [
    ...oddities.map((oddity) => `${oddity}.`),
    "The allocation exists and is saved; the next refresh shows what is in force.",
  ]);
}

// Destroying.

export function protectedFromDestroy(prior: AllocationState): Diagnostic {
  return error(
    `Refused to destroy ${nameOf(prior)}: it is protected`,
    [
      `deletion_protection is true, and destroying would release ${numberOf(prior.green_vn)} for good.`,
      "No call was made to delete it.",
      "Set deletion_protection = false, apply that, and then destroy.",
    ],
    attributePath("deletion_protection"),
  );
}

export function couldNotReadProtected(prior: AllocationState, failure: Failure): Diagnostic {
  return error(
    `${couldNot("destroy", prior)}: it is protected, and could not be read`,
    [
      explain(failure),
      "A protected allocation may only be forgotten once it is known to be gone.",
      "Nothing was deleted.",
    ],
    attributePath("deletion_protection"),
  );
}

export function destroyWillRelease(prior: AllocationState): Diagnostic {
  return releases(prior, "Destroying the allocation", [
    'To keep it alive and only forget it, apply deletion_policy = "abandon" first.',
  ]);
}

/** Said by the apply, where no plan said it. */
export function destroyReleased(prior: AllocationState): Diagnostic {
  return releases(prior, "Destroying the allocation", []);
}

/** `inDoubt`: the call may have been carried out all the same. */
export function couldNotDestroy(prior: AllocationState, failure: Failure, inDoubt: boolean): Diagnostic {
  return error(couldNot("destroy", prior), [
    explain(failure),
    `${inDoubt ? "It may or may not be deallocated" : "By this call it was not deallocated"}; state is as it was, and` +
      " nothing was charged.",
    "Run terraform apply again: deleting twice does no harm.",
  ]);
}

/** The warning of a number that will be gone. */
function releases(prior: AllocationState, how: string, toKeepIt: readonly string[]): Diagnostic {
  const number = numberOf(prior.green_vn);
  return warning(`${number} will be released and can not be had back (${nameOf(prior)})`, [
    `${how} gives up ${number} for good.`,
    ...toKeepIt,
  ]);
}

// Importing.

export function emptyImportId(): Diagnostic {
  return error("Could not import", "The id of an allocation is its greenvn_id; it is empty here.");
}
