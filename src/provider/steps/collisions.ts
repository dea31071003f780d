import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Session } from "../common/session";
import type { Collision, PlannedUse } from "../memory/planned-uses";
import { allocationTwice, bothPin, keptAndGivenUp, nameGivenUp, nameTwice } from "./messages";

/**
 * What is in the way of a use that is planned, among what the same walk has planned before it. Terraform asks in no
 * order: whichever comes second is told.
 */
export function collisions(session: Session, use: PlannedUse, isSecondHalf = false): Diagnostic[] {
  return session.kind === "refused" ? [] : session.planned.add(use, isSecondHalf).map(said);
}

function said(collision: Collision): Diagnostic {
  switch (collision.kind) {
    case "one allocation twice":
      return allocationTwice(collision);
    case "kept and given up":
      return keptAndGivenUp(collision);
    case "one name twice":
      return nameTwice(collision);
    case "name given up":
      return nameGivenUp(collision);
    case "both pin":
      return bothPin(collision);
  }
}
