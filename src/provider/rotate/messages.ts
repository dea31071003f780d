import type { Failure, ReadOutcome, WriteOutcome } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { VnAttributes } from "../../rules/attributes";
import { error, warning } from "../common/diagnostic";
import { couldNot, explain, nameOf, numberOf, willBeCharged } from "../common/messages";
import { askedFor } from "../steps/messages";

const AT_ID = attributePath("greenvn_id");
const NOTHING_SENT = "Nothing was sent or charged.";

// What a plan says.

/** `id`: null where it is not known yet. */
export function willRotate(
  id: string | null,
  asked: Pick<VnAttributes, "preferences" | "strictness">,
  hasPreferences: boolean,
): Diagnostic {
  return willBeCharged({ operation: "vn", certainty: "exact" }, { id }, [
    "Another number is taken as soon as the action runs, and the one in force is given up for good.",
    ...(hasPreferences
      ? askedFor(asked)
      : ["Any number of the pool may come, whatever a resource declares of the allocation."]),
    "A resource that strictly pins a number would take that one back, by a further charged call.",
    "State and outputs show the old number until the next apply, which takes the new one over with no call.",
  ]);
}

/** A resource of the same plan strictly pins `pinned`. */
export function wouldBeTakenBack(id: string, pinned: string): Diagnostic {
  return error(
    `Refused to rotate ${nameOf({ id })}`,
    [
      `A resource of this plan strictly pins ${numberOf(pinned)}: it would take that number back after the rotation,` +
        " by a further charged call.",
      "Loosen or change the pin (preferences.greenvn, strictness) of that resource, or leave the number as it is.",
      NOTHING_SENT,
    ],
    AT_ID,
  );
}

// What is told while it runs. Each is one line.

export function looksAt(id: string): string {
  return `Reading ${nameOf({ id })} before a call that is charged.`;
}

export function journalCanNotBeWritten(): string {
  return (
    "The journal in Terraform's data directory can not be written: should the answer to the charged call be lost, " +
    "a later run can not recognise what became of it."
  );
}

/** `number`: null where the API does not tell it. */
export function takesAnother(id: string, number: string | null): string {
  return `Taking another number for ${nameOf({ id })}: ${numberOf(number)} is given up now, and the call is charged.`;
}

/** The last word: `before` null where it was not told. */
export function hasAnother(id: string, granted: string, before: string | null): string {
  return (
    `${capitalized(nameOf({ id }))} has ${numberOf(granted)} now${before === null ? "" : `, no longer ${numberOf(before)}`}. ` +
    "State and outputs show the old number until the next apply, which takes the new one over with no call."
  );
}

/** An earlier rotation, which was in doubt, counts as carried out. `number`: null where nobody tells it. */
export function earlierOneLanded(id: string, number: string | null, before: string | null): Diagnostic {
  return warning(`An earlier rotation of ${nameOf({ id })} counts as carried out`, [
    number === null
      ? "What became of it was not known to Terraform."
      : `What became of it was not known to Terraform: ${numberOf(number)} is in force` +
        `${before === null ? "" : `, no longer ${numberOf(before)}`}.`,
    "That counts as its result: nothing was sent or charged this time.",
    "Invoke the action again for yet another number.",
  ]);
}

// Why nothing was done, or nobody knows.

export function noAllocationToRotate(id: string, { isUnknownId }: Extract<ReadOutcome, { kind: "gone" }>): Diagnostic {
  return error(
    couldNot("rotate", id),
    [
      isUnknownId === true
        ? "ExoBridge knows no allocation of this id."
        : "It is gone: deallocated, or its policy ended.",
      NOTHING_SENT,
    ],
    AT_ID,
  );
}

export function couldNotLookAt(id: string, failure: Failure): Diagnostic {
  return error(couldNot("rotate", id), [
    "The allocation is read before each charged call, and this read failed.",
    explain(failure),
    NOTHING_SENT,
  ]);
}

export function isInForceAlready(id: string, number: string): Diagnostic {
  return error(
    couldNot("rotate", id),
    [
      `preferences.greenvn asks for ${numberOf(number)}, which is in force already: a rotation takes another number.`,
      NOTHING_SENT,
    ],
    attributePath("preferences", "greenvn"),
  );
}

export function rotationRefused(id: string, failure: Failure): Diagnostic {
  return error(couldNot("rotate", id), `${explain(failure)} This call changed and charged nothing.`);
}

export function rotationUnresolved(
  id: string,
  { failure, seen }: Extract<WriteOutcome, { kind: "unresolved" }>,
  { isRemembered }: { readonly isRemembered: boolean },
): Diagnostic {
  return error(couldNot("rotate", id), [
    explain(failure),
    "It may or may not have been carried out and charged.",
    seen
      ? "Looking at the allocation several times, the number was still seen as before."
      : "No look at the allocation got through either.",
    ...(isRemembered ? BLOCKED : FORGOTTEN),
  ]);
}

export function stillInDoubt(id: string, at: string): Diagnostic {
  return error(couldNot("rotate", id), [
    `A rotation that was sent at ${at} got no answer, and the number is still seen as before: it may land yet.`,
    NOTHING_SENT,
    ...BLOCKED,
  ]);
}

const FORGOTTEN = [
  "The journal could not be written, so no later run knows of this one: invoked again, it may be charged again.",
  "Read the allocation first; a resource takes a number that changed over at its next read, with no call.",
];

const BLOCKED = [
  "Until ExoBridge tells another number, no further rotation of this allocation is sent from this folder.",
  "Once it does, that counts as the result, and a resource takes the number over at its next read, with no call.",
  "Should it not have been carried out, rotation_triggers of a resource take another number.",
];

export function resourceIsInDoubt(id: string): Diagnostic {
  return error(couldNot("rotate", id), [
    "A resource has sent a change of its number whose answer was lost, and Terraform has not saved what became of it.",
    NOTHING_SENT,
    "Run terraform apply first: it looks, and adopts that change with no second charge.",
    "Should it never have been carried out, rotation_triggers of that resource take another number.",
  ]);
}

export function anotherIsAtIt(id: string): Diagnostic {
  return error(couldNot("rotate", id), [
    "Another run of this folder, or something else of this very apply, is changing its number.",
    NOTHING_SENT,
    "Invoke the action again once that has ended.",
  ]);
}

export function stoppedBeforeLooking(id: string): Diagnostic {
  return error(couldNot("rotate", id), [
    "Terraform asked the provider to stop before it could look at the allocation.",
    NOTHING_SENT,
  ]);
}

/** It was carried out, and nobody tells the number. */
export function numberNotTold(id: string): Diagnostic {
  return warning(`Could not learn the new number of ${nameOf({ id })}`, [
    "The rotation was carried out, but neither its answer nor a read after it tells the number.",
    "Nothing needs to be sent again: the next refresh reads it.",
  ]);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
