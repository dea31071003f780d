import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { AllocationState } from "../common/state";
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
  prior: AllocationState,
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
export function forcedReplacement(prior: AllocationState, planned: AllocationState): Replacing[] {
  const changes: [Replacing, boolean][] = [
    ["connection_id", planned.connection_id !== prior.connection_id],
    [
      "deallocation_policy",
      planned.deallocation_policy !== null && planned.deallocation_policy !== prior.deallocation_policy,
    ],
    ["flow_id", planned.flow_id !== prior.flow_id],
  ];
  return changes.filter(([, changed]) => changed).map(([name]) => name);
}

/** What the steps that a plan may lead to are told of the allocation that is replaced or destroyed. */
export function predecessorOf(
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  warned: boolean,
): Predecessor {
  return {
    id: prior.id as string,
    connection_id: prior.connection_id as string | null,
    green_vn: prior.green_vn as string | null,
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
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  forced: readonly Replacing[],
): Diagnostic[] {
  return notes.imported ? forced.map((name) => importedDiffers(name, prior, planned)) : [];
}
