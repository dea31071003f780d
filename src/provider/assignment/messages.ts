import type { Failure } from "../../exobridge";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { ChargedCall } from "../../rules/charged-calls";
import { error, warning } from "../common/diagnostic";
import { couldNot, explain, nameOf, willBeCharged } from "../common/messages";
import type { AssignmentState } from "../common/state";

// What a plan says.

export function creationMayTakeAnother(call: ChargedCall, planned: AssignmentState): Diagnostic {
  return willBeCharged(call, { id: planned.greenvn_id }, [
    "The allocation is read first: unless what is preferred is provably in force, another number is taken in place," +
      " and the present one is given up for good.",
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

// Creating.

export function noAllocationToTakeOn(id: string): Diagnostic {
  return error(
    couldNot("take on", id),
    "It is gone: deallocated, or its policy ended. Nothing was changed or charged.",
    attributePath("greenvn_id"),
  );
}

export function couldNotTakeOn(id: string, failure: Failure): Diagnostic {
  return error(couldNot("take on", id), `${explain(failure)} Nothing was changed or charged.`);
}

// Importing.

export function emptyImportId(): Diagnostic {
  return error("Could not import", "The id of an assignment is the allocation's greenvn_id; it is empty here.");
}
