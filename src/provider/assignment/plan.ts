import { isUnknown, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { assignmentCalls } from "../../rules/charged-calls";
import { willBeCharged } from "../common/messages";
import { cannotCall, type Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { plannedAtCreation, plannedLater } from "../common/whole-state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { importAdoption } from "../steps/import-adoption";
import { planNumber } from "../steps/plan-number";
import { creationMayTakeAnother, importedDiffers, recorded } from "./messages";

interface PlanRequest {
  readonly prior: Known<AssignmentState> | null;
  readonly config: AssignmentState;
  readonly notes: Notes;
  readonly session: Session;
}

export function planAssignment({ prior, config, notes, session }: PlanRequest): Planned<AssignmentState> {
  const remembered = readNotes(notes, session.now());
  return prior === null ? planCreation(config, remembered, session) : planUpdate(prior, config, remembered, session);
}

function planCreation(config: AssignmentState, notes: ProviderNotes, session: Session): Planned<AssignmentState> {
  const planned: AssignmentState = {
    ...plannedAtCreation("assignment", config),
    id: config.greenvn_id,
    account_sid: session.kind === "ready" ? session.accountSid : UNKNOWN,
  };
  // What a replacement is planned with goes to the step that lets go of the former one.
  return { planned, replace: [], notes: writeNotes(notes), diagnostics: creationWarnings(planned) };
}

function creationWarnings(planned: AssignmentState): Diagnostic[] {
  return assignmentCalls(null, planned).map((call) => creationMayTakeAnother(call, planned));
}

function planUpdate(
  prior: Known<AssignmentState>,
  config: AssignmentState,
  notes: ProviderNotes,
  session: Session,
): Planned<AssignmentState> {
  const refused = session.kind === "ready" ? cannotCall(session, prior.account_sid, "plan", prior) : null;
  const { baseline, recorded: taken } = importAdoption<AssignmentState>("assignment", prior, config, notes);
  const declared = plannedLater("assignment", baseline, config);
  const number = planNumber({ ...baseline, green_vn: prior.green_vn }, declared, notes);
  const planned: AssignmentState = { ...declared, green_vn: number.greenVn };
  if (refused) return { planned, replace: [], notes: writeNotes(notes), diagnostics: [refused] };
  const replaced = planned.greenvn_id !== prior.greenvn_id;
  // Of a replacement Terraform shows what this first plan says alone.
  if (replaced) {
    const differs = freshImportDiffers(prior, planned, notes);
    return {
      planned,
      replace: [attributePath("greenvn_id")],
      notes: writeNotes(notes),
      diagnostics: differs.length > 0 ? differs : creationWarnings(planned),
    };
  }
  return {
    planned,
    replace: [],
    notes: writeNotes(notes),
    diagnostics: [
      ...number.diagnostics,
      ...assignmentCalls(baseline, planned).map((call) => willBeCharged(call, baseline, number.consequence)),
      ...recordedWarning(prior, taken, number.greenVn),
    ],
  };
}

/** What was just imported is not let go of by what its declaration got wrong. */
function freshImportDiffers(
  prior: Known<AssignmentState>,
  planned: AssignmentState,
  notes: ProviderNotes,
): Diagnostic[] {
  return !notes.imported || isUnknown(planned.greenvn_id) ? [] : [importedDiffers(prior, planned)];
}

function recordedWarning(
  prior: Known<AssignmentState>,
  taken: readonly string[],
  greenVn: AssignmentState["green_vn"],
): Diagnostic[] {
  return taken.length === 0 || greenVn !== prior.green_vn ? [] : [recorded(prior, taken)];
}
