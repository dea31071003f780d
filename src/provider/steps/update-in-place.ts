import type { Place } from "../../domain/attributes/attribute-row";
import type { Declaring, Notes, Reached } from "../../plugin/sdk/resource";
import { type ChargedCall, type ChargedOperation, PIN_ATTRIBUTES } from "../../rules/charged-calls";
import { cannotCall, type Ready, type Session } from "../common/session";
import type { HeldState } from "../common/state";
import { namesOf, withValues } from "../common/whole-state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { afterApply, fulfilled, withOpenRequestRecorded, withoutMarks } from "./after-apply";
import { makeChange, type PlannedChange, type Start, type Step, type Telling } from "./charged-change";
import { importAdoption } from "./import-adoption";
import { lookFirst } from "./look-first";

/** `writeOnly`: what a configuration holds that no state does. */
type Due<H> = (held: H, wanted: H, notes: ProviderNotes, writeOnly: () => object) => PlannedChange<H>;

/** What a resource makes of a change. */
export interface Changeable<S, H> {
  readonly place: Place;
  /** What of a plan is known, which is all that is declared. */
  readonly known: (planned: S) => H;
  /** The charged calls that the plan has, in the order of their making. */
  readonly calls: (baseline: H, planned: S) => readonly ChargedCall[];
  /** What each of them is about to bring about, held against the state that is in force before it. */
  readonly due: { readonly [operation in ChargedOperation]?: Due<H> };
}

/** An update that is asked for. */
export interface UpdateRequest<S, H> extends Declaring<S, Session> {
  readonly prior: H;
  readonly planned: S;
  readonly notes: Notes;
}

/** An update in place: its charged calls, one after the other. What each of them reached is saved, whatever follows. */
export async function updateInPlace<S extends object, H extends HeldState & S>(
  { place, known, calls, due }: Changeable<S, H>,
  { session, prior, planned, notes, reached, onDelivery, writeOnly }: Omit<UpdateRequest<S, H>, "stop">,
): Promise<Reached<S>> {
  const cannot = cannotCall(session, prior, "update", prior);
  if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };

  const wanted = known(planned);
  const remembered = readNotes(notes, session.now());
  const planning = calls(importAdoption(place, prior, wanted, remembered).baseline, planned);
  const operations = planning.map(({ operation }) => operation);
  const looked = await lookFirst(session, prior, remembered, operations.length > 0);
  if (looked.kind !== "done") {
    const state = recordedWithoutCall(place, looked.state, wanted, operations);
    return { state, notes: writeNotes(withoutMarks(looked.notes)), diagnostics: looked.diagnostics };
  }

  const { baseline, recorded } = importAdoption(place, looked.state, wanted, looked.notes);
  const telling: Telling<H> = {
    by: "update",
    record: (state, recordedNotes) => reached(state, writeNotes(afterApply(recordedNotes))),
    onDelivery,
  };
  let step: Step<H> = { ...looked, state: recordedWithoutCall(place, baseline, wanted, operations) };
  let { seen } = looked;
  for (const operation of operations) {
    const change = due[operation]?.(step.state, wanted, step.notes, writeOnly);
    if (change === undefined || step.kind !== "done") break;
    const next = await changed(session, { ...step, plannedOn: prior, seen }, change, telling);
    if (change.kind === "due") seen = null;
    step = { ...next, diagnostics: [...step.diagnostics, ...next.diagnostics] };
  }
  const isDone = step.kind === "done";
  return {
    state: isDone ? fulfilled<S>(planned, step.state) : step.state,
    notes: writeNotes(afterApply(isDone ? withOpenRequestRecorded(step.notes, recorded) : step.notes)),
    diagnostics: step.diagnostics,
  };
}

async function changed<H extends HeldState>(
  session: Ready,
  start: Start<H>,
  change: PlannedChange<H>,
  telling: Telling<H>,
): Promise<Step<H>> {
  const { state, notes } = start;
  switch (change.kind) {
    case "met":
      return { kind: "done", state: change.state, notes, diagnostics: [] };
    case "impossible":
      return { kind: "refused", state, notes, diagnostics: [change.why] };
    case "due":
      return makeChange(session, start, change, telling);
  }
}

/** What needs no call is recorded even where a call beside it fails. */
function recordedWithoutCall<H extends object>(
  place: Place,
  held: H,
  wanted: H,
  operations: readonly ChargedOperation[],
): H {
  const isRecorded = (effect: string) =>
    effect === "records" || effect === "replaces" || (effect === "vn" && !operations.includes("vn"));
  const names: readonly string[] = namesOf(place, ({ effect }) => isRecorded(effect));
  return withValues<H>(held, wanted, [...names, ...letGo(wanted), "account_sid"]);
}

/** PINs and a version of them that are let go of: nothing is requested for that. */
function letGo(wanted: object): string[] {
  const members: Readonly<Record<string, unknown>> = { ...wanted };
  return PIN_ATTRIBUTES.filter((name) => members[name] === null);
}
