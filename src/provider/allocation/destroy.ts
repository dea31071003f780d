import { leavesDoubt } from "../../exobridge";
import type { Changing, Notes, PlannedDestroy, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { notFoundAtOrigin } from "../common/messages";
import { otherConnection } from "../common/remote";
import { cannotCall, moveWarning, type Ready, type Session, type UnprovenMove, unprovenMove } from "../common/session";
import { type AllocationState, idOf, pinsIn } from "../common/state";
import { readNotes, writeNotes } from "../memory/notes";
import { collisions } from "../steps/collisions";
import { answeredForAnother } from "../steps/messages";
import { endCreation } from "../steps/refresh";
import {
  couldNotDestroy,
  couldNotReadProtected,
  destroyReleased,
  destroyWillRelease,
  protectedFromDestroy,
} from "./messages";
import { plannedDestroy } from "./planned-use";
import { isProtected, predecessorOf } from "./replacement";

interface DestroyRequest {
  readonly prior: Known<AllocationState>;
  readonly notes: Notes;
  readonly session: Session;
}

/** Before a destroy: what is protected may only be forgotten once it is provably gone. */
export async function planAllocationDestroy({ prior, notes, session }: DestroyRequest): Promise<PlannedDestroy> {
  const cannot = session.kind === "ready" || isProtected(prior) ? cannotCall(session, prior, "destroy", prior) : null;
  if (cannot) return { notes, diagnostics: [cannot] };
  const remembered = readNotes(notes, session.now());
  // As before an update: a creation by its name beside this, under another address, is another one.
  if (session.kind === "ready" && remembered.imported === undefined) endCreation(session, prior);
  if (isProtected(prior) && session.kind === "ready") {
    const looked = await session.api.read(idOf(prior), pinsIn(prior));
    const other = looked.kind === "gone" ? otherConnection(prior, looked.allocation) : null;
    if (other !== null) return { notes, diagnostics: [answeredForAnother(prior, other)] };
    switch (looked.kind) {
      case "gone": {
        const move = unprovenMove(session, prior);
        return { notes, diagnostics: move === null ? [] : [notFoundAtOrigin("destroy", prior, move)] };
      }
      case "found":
        return { notes, diagnostics: [protectedFromDestroy(prior)] };
      case "failed":
        return { notes, diagnostics: [couldNotReadProtected(prior, looked.failure)] };
    }
  }
  const inTheWay = collisions(session, plannedDestroy(prior));
  if (prior.deletion_policy === "abandon") return { notes, diagnostics: inTheWay };
  const predecessor = predecessorOf(prior, prior, remembered, true);
  return {
    notes: writeNotes({ ...remembered, predecessor }),
    diagnostics: [...moveWarning(session, prior, prior), destroyWillRelease(prior), ...inTheWay],
  };
}

export async function destroyAllocation({
  prior,
  notes,
  session,
  reached,
}: DestroyRequest & Pick<Changing<AllocationState, Session>, "reached">): Promise<Reached<AllocationState>> {
  const cannot = cannotCall(session, prior, "destroy", prior);
  if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
  const id = idOf(prior);
  const done: Reached<AllocationState> = { state: null, notes: {}, diagnostics: [] };
  const move = unprovenMove(session, prior);
  const unproven = (to: UnprovenMove) => ({
    state: prior,
    notes,
    diagnostics: [notFoundAtOrigin("destroy", prior, to)],
  });
  if (prior.deletion_protection === true) {
    const looked = await session.api.read(id, pinsIn(prior));
    if (looked.kind !== "gone" || otherConnection(prior, looked.allocation) !== null)
      return { state: prior, notes, diagnostics: [protectedFromDestroy(prior)] };
    if (move !== null) return unproven(move);
    await release(session, prior);
    return done;
  }
  if (prior.deletion_policy === "abandon") {
    // It lives on: only what state has of it has ended.
    endCreation(session, prior);
    if (prior.connection_id !== null) session.givenUp.set(prior.connection_id, { kind: "abandoned", id });
    return done;
  }
  reached(prior, notes);
  const outcome = await session.api.deallocate(id, pinsIn(prior));
  if (outcome.kind === "failed") {
    const { failure } = outcome;
    const inDoubt = leavesDoubt({ kind: "failure", failure, retryAfterMs: null });
    return { state: prior, notes, diagnostics: [couldNotDestroy(prior, failure, inDoubt)] };
  }
  if (outcome.kind === "gone" && move !== null) return unproven(move);
  await release(session, prior);
  // Where Terraform dropped the plan's warning (a tainted resource, -replace), this is the only place to say it.
  const warned = readNotes(notes, session.now()).predecessor?.warned === true;
  return { ...done, diagnostics: warned ? [] : [...moveWarning(session, prior, prior), destroyReleased(prior)] };
}

/** It is gone, and with it all that was still to be known of it. */
async function release(session: Ready, prior: Known<AllocationState>): Promise<void> {
  session.journal.endAllOf(idOf(prior), prior.connection_id);
  if (prior.connection_id === null) return;
  session.givenUp.set(prior.connection_id, { kind: "deallocated" });
  await session.journal.endUnanswered(prior.connection_id);
}
