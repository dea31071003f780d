import { leavesDoubt } from "../../exobridge";
import type { Notes, Reached, Resource } from "../../plugin/sdk/resource";
import { allocationCalls } from "../../rules/charged-calls";
import { allocationSchema } from "../common/schema";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AllocationState, holderOf, pinsIn } from "../common/state";
import { mergeOwnTold } from "../common/told";
import { validateAllocation } from "../common/validation";
import { error, explain, nameOf, willBeReleased } from "../common/wording";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { afterApply, fulfilled, withoutMarks } from "../steps/after-apply";
import { changeNumber, changeParties, type Step } from "../steps/change-number";
import { freshImport, takeOverAllocation } from "../steps/import-adoption";
import { lookFirst } from "../steps/look-first";
import { moveToAllocation } from "../steps/move";
import { readState } from "../steps/refresh";
import { createAllocation } from "./create";
import { planAllocation, planAllocationDestroy, refuseDestroy } from "./plan";

/**
 * `greenvn_allocation`: the whole life of an allocation. Source: docs/guides/money-safety.md, docs/guides/vn-rule.md.
 */
export const allocation: Resource<AllocationState, Session> = {
  type: "greenvn_allocation",
  schema: allocationSchema,
  validate: validateAllocation,
  plan: planAllocation,
  planDestroy: planAllocationDestroy,

  read: (request) => readState(request, mergeOwnTold),

  create: createAllocation,

  async update({ prior, planned, notes, session }) {
    const cannot = cannotCall(session, prior.account_sid, `update ${nameOf(prior)}`);
    if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
    return updateAllocation(session, prior, planned, readNotes(notes, session.now()));
  },

  async destroy({ prior, notes, session }) {
    const cannot = cannotCall(session, prior.account_sid, `destroy ${nameOf(prior)}`);
    if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
    return destroyAllocation(session, prior, notes);
  },

  importState({ id, session }) {
    const cannot = cannotCall(session, null, `import allocation ${id}`);
    if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
    if (id.trim() === "")
      return {
        state: null,
        notes: {},
        diagnostics: [error("Could not import", "The id of an allocation is its greenvn_id; it is empty here.")],
      };
    const state: AllocationState = { ...nothingTold, id, account_sid: session.accountSid };
    return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
  },

  move: moveToAllocation,
};

/** An import knows the id alone; the defaults are recorded, so that a declaration without them plans nothing. */
const nothingTold: AllocationState = {
  id: null,
  account_sid: null,
  connection_id: null,
  aparty_numbers: null,
  bparty_numbers: null,
  aparty_pins: null,
  bparty_pins: null,
  usage: null,
  preferences: null,
  strictness: false,
  rotation_triggers: null,
  deallocation_policy: null,
  flow_id: null,
  deletion_policy: "deallocate",
  deletion_protection: false,
  green_vn: null,
  state: null,
};

async function updateAllocation(
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

async function destroyAllocation(
  session: Ready,
  prior: AllocationState,
  notes: Notes,
): Promise<Reached<AllocationState>> {
  const name = nameOf(prior);
  const id = prior.id as string;
  const done: Reached<AllocationState> = { state: null, notes: {}, diagnostics: [] };
  if (prior.deletion_protection === true) {
    const looked = await session.api.read(id, pinsIn(prior));
    if (looked.kind !== "gone") return { state: prior, notes, diagnostics: [refuseDestroy(prior)] };
    forget(session, prior);
    return done;
  }
  if (prior.deletion_policy === "abandon") {
    forget(session, prior);
    if (typeof prior.connection_id === "string") session.givenUp.set(prior.connection_id, { kind: "abandoned", id });
    return done;
  }
  const outcome = await session.api.deallocate(id, pinsIn(prior));
  if (outcome.kind === "failed")
    return {
      state: prior,
      notes,
      diagnostics: [
        error(
          `Could not destroy ${name}`,
          `${explain(outcome.failure)} ${leavesDoubt({ kind: "failure", failure: outcome.failure, retryAfterMs: null }) ? "It may or may not be deallocated" : "By this call it was not deallocated"}; state is as it was, and nothing was charged. Run terraform apply again: deleting twice does no harm.`,
        ),
      ],
    };
  forget(session, prior);
  // Where Terraform dropped the plan's warning (a tainted resource, -replace), this is the only place to say it.
  const warned = readNotes(notes, session.now()).predecessor?.warned === true;
  return { ...done, diagnostics: warned ? [] : [willBeReleased(prior, "Destroying the allocation", "")] };
}

function forget(session: Ready, prior: AllocationState): void {
  session.journal.forgetAll(holderOf(prior));
  if (typeof prior.connection_id !== "string") return;
  session.journal.forgetCreation(prior.connection_id, prior.id as string);
  session.givenUp.set(prior.connection_id, { kind: "deallocated" });
}
