import type { Failure } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { ChargedCall } from "../../rules/charged-calls";
import { error, warning } from "../common/diagnostic";
import { couldNot, explain, nameOf, numberOf, willBeCharged } from "../common/messages";
import type { AssignmentState } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import { askedFor, doubts } from "../steps/messages";

// What a plan says.

/** `number`: the one in force, where the plan could read it. */
export function creationMayTakeAnother(
  call: ChargedCall,
  planned: AssignmentState,
  number: string | null,
  notes: ProviderNotes,
): Diagnostic {
  const { greenvn_id: id, connection_id } = planned;
  return willBeCharged(call, { id, connection_id }, [
    number === null
      ? "The allocation is read first: unless what is preferred is provably in force, another number is taken in" +
        " place, and the present one is given up for good."
      : `${numberOf(number)} is in force, and nothing tells that it is what is preferred: another number is taken in` +
        ` place, and ${numberOf(number)} is given up for good.`,
    ...askedFor(planned),
    ...doubts(notes),
  ]);
}

/** A fresh import whose declaration would let go of it. */
export function importedDiffers(prior: AssignmentState, planned: AssignmentState): Diagnostic {
  const [had, declared] = [JSON.stringify(prior.greenvn_id), JSON.stringify(planned.greenvn_id)];
  return error(
    `Imported greenvn_id differs from the declaration of ${nameOf(prior)}`,
    [
      `The allocation that was imported has greenvn_id = ${had}, and the declaration says ${declared}.`,
      `Declare greenvn_id = ${had}, or import ${declared}.`,
      "Nothing was changed or charged.",
    ],
    attributePath("greenvn_id"),
  );
}

/** `names`: what was taken over from the declaration. */
export function recorded(prior: AssignmentState, names: readonly string[]): Diagnostic {
  return warning(`Recorded, not requested: ${names.join(", ")} of ${nameOf(prior)}`, [
    "The API does not tell these, so the declaration is taken for what is in force: no call is made, nothing is" +
      " charged and the number stays.",
    "Recorded, not requested: change rotation_triggers to take a number by it.",
  ]);
}

// Creating, and the plan of it.

/** `isUnknownId`: ExoBridge does not tell whether there ever was one. */
export function noAllocationToTakeOn(id: string, isUnknownId: boolean): Diagnostic {
  return error(
    couldNot("take on", id),
    [
      isUnknownId
        ? "ExoBridge knows no allocation of this id: it never existed, or is gone."
        : "It is gone: deallocated, or its policy ended.",
      "Nothing was changed or charged.",
    ],
    attributePath("greenvn_id"),
  );
}

export function couldNotTakeOn(id: string, failure: Failure): Diagnostic {
  return error(couldNot("take on", id), `${explain(failure)} Nothing was changed or charged.`);
}

/**
 * What leaves a creation open does not fail it: beside an error Terraform marks what it saves as tainted, and the next
 * apply makes another one by another charged call.
 */
export function savedAllTheSame({ summary, detail }: Diagnostic, isCarriedOut: boolean): Diagnostic {
  return warning(summary, [
    detail,
    isCarriedOut
      ? "The assignment is saved without a number until then."
      : "The assignment is saved with what was read before the call: the next plan adopts the change where it has" +
        " landed by then, or shows it as an update that may be charged again.",
  ]);
}

// Importing.

export function emptyImportId(): Diagnostic {
  return error("Could not import", "The id of an assignment is the allocation's greenvn_id; it is empty here.");
}
