import { namesByEffect } from "../../domain/attributes/attributes";
import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Known } from "../../plugin/sdk/value";
import { type AllocationState, idOf } from "../common/state";
import type { Predecessor, ProviderNotes } from "../memory/notes";
import {
  abandonedKeepsItsName,
  importedDiffers,
  justImported,
  protectedFromReplacement,
  replacementReleases,
  type Replacing,
} from "./messages";

/** What is refused releases nothing: its plan does not say so either. */
export function replacementDiagnostics(
  prior: Known<AllocationState>,
  planned: AllocationState,
  notes: ProviderNotes,
  predecessor: Predecessor,
  forced: readonly Replacing[],
): Diagnostic[] {
  const refusals = [
    ...freshImportDiffers(prior, planned, notes, forced),
    ...refuseReplacement({ ...predecessor, fresh: false }, planned),
  ];
  if (refusals.length > 0) return refusals;
  return prior.deletion_policy === "abandon" ? [] : [replacementReleases(prior, forced)];
}

/** The attributes whose change Terraform must answer with another allocation. */
export function forcedReplacement(baseline: AllocationState, planned: AllocationState): Replacing[] {
  return REPLACING.filter((name) => planned[name] !== null && planned[name] !== baseline[name]);
}

const REPLACING: readonly Replacing[] = namesByEffect("allocation", "replaces");

/** What the steps that a plan may lead to are told of the allocation that is replaced or destroyed. */
export function predecessorOf(
  prior: Known<AllocationState>,
  planned: AllocationState,
  notes: ProviderNotes,
  warned: boolean,
): Predecessor {
  return {
    id: idOf(prior),
    connection_id: prior.connection_id,
    green_vn: prior.green_vn,
    protected: isProtected(prior) || isProtected(planned),
    abandoned: prior.deletion_policy === "abandon",
    fresh: notes.imported !== undefined,
    warned,
  };
}

/** A protection that is not known yet protects. */
export function isProtected(state: AllocationState): boolean {
  return state.deletion_protection === true || isUnknown(state.deletion_protection);
}

export function refuseReplacement(predecessor: Predecessor, planned: AllocationState): Diagnostic[] {
  if (predecessor.protected) return [protectedFromReplacement(predecessor)];
  if (predecessor.fresh) return [justImported(predecessor)];
  const keepsName = planned.connection_id === predecessor.connection_id || isUnknown(planned.connection_id);
  return predecessor.abandoned && keepsName ? [abandonedKeepsItsName(predecessor)] : [];
}

/** A fresh import is never replaced by what its declaration got wrong. */
function freshImportDiffers(
  prior: Known<AllocationState>,
  planned: AllocationState,
  notes: ProviderNotes,
  forced: readonly Replacing[],
): Diagnostic[] {
  return notes.imported ? forced.map((name) => importedDiffers(name, prior, planned)) : [];
}
