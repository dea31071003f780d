import type { Notes, Reached } from "../../plugin/sdk/resource";
import { allocationCalls } from "../../rules/charged-calls";
import { cannotCall, type Ready, type Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { afterApply, fulfilled, withoutMarks } from "../steps/after-apply";
import { changeNumber } from "../steps/change-number";
import { changeParties } from "../steps/change-parties";
import type { Step } from "../steps/charged-write";
import { takeOverAllocation } from "../steps/import-adoption";
import { lookFirst } from "../steps/look-first";

interface UpdateRequest {
  readonly prior: AllocationState;
  readonly planned: AllocationState;
  readonly notes: Notes;
  readonly session: Session;
}

export async function updateAllocation({
  prior,
  planned,
  notes,
  session,
}: UpdateRequest): Promise<Reached<AllocationState>> {
  const cannot = cannotCall(session, prior.account_sid, "update", prior);
  if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
  return changeInPlace(session, prior, planned, readNotes(notes, session.now()));
}

/** The calls of an update, in the order of the plan, with what each of them reached. */
async function changeInPlace(
  session: Ready,
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
): Promise<Reached<AllocationState>> {
  const calls = allocationCalls(takeOverAllocation(prior, planned, notes).base, planned).map(
    ({ operation }) => operation,
  );
  const found =
    calls.length > 0
      ? await lookFirst(session, prior, notes)
      : ({ kind: "done", state: prior, notes, diagnostics: [] } as const);
  if (found.kind !== "done")
    return {
      state: recordStateOnly(found.state, planned, calls),
      notes: writeNotes(withoutMarks(found.notes)),
      diagnostics: found.diagnostics,
    };

  let reached: Step<AllocationState> = {
    ...found,
    state: recordStateOnly(takeOverAllocation(found.state, planned, found.notes).base, planned, calls),
  };
  if (calls.includes("call-party"))
    reached = follow(reached, await changeParties({ session, held: reached.state, planned, notes: reached.notes }));
  if (calls.includes("vn") && reached.kind === "done")
    reached = follow(reached, await changeNumber({ session, held: reached.state, planned, notes: reached.notes }));
  if (reached.kind !== "done")
    return { state: reached.state, notes: writeNotes(afterApply(reached.notes)), diagnostics: reached.diagnostics };
  return {
    state: fulfilled(planned, reached.state),
    notes: writeNotes(afterApply(reached.notes)),
    diagnostics: reached.diagnostics,
  };
}

function follow<S>(before: Step<S>, step: Step<S>): Step<S> {
  return { ...step, diagnostics: [...before.diagnostics, ...step.diagnostics] };
}

/** What needs no call is recorded even where a call beside it fails. */
function recordStateOnly(held: AllocationState, planned: AllocationState, calls: readonly string[]): AllocationState {
  const { deletion_policy, deletion_protection, deallocation_policy, connection_id, flow_id, account_sid } = planned;
  const vn: Partial<AllocationState> = calls.includes("vn")
    ? {}
    : {
        preferences: planned.preferences,
        strictness: planned.strictness,
        rotation_triggers: planned.rotation_triggers,
      };
  return {
    ...held,
    deletion_policy,
    deletion_protection,
    deallocation_policy,
    connection_id,
    flow_id,
    account_sid,
    ...vn,
  };
}
