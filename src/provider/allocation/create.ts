import type { CreateRequest, RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Changing, Notes, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { pinnedNumber } from "../../rules/vn-rule";
import { remoteNumber } from "../common/remote";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AllocationState, pinsIn } from "../common/state";
import { toBeApplied } from "../common/whole-state";
import type { JournalCreation } from "../memory/journal-entries";
import { writeNotes } from "../memory/notes";
import { obtainedBy } from "../steps/adopt-lost-writes";
import { fulfilled } from "../steps/after-apply";
import { grantedAnother, readNumber, withoutNull } from "../steps/change-number";
import { differingFrom } from "../steps/charged-change";
import { adoptedOwn, couldNotAdoptOwn, couldNotCreate, numberNotKnownYet, oddAnswer } from "./messages";

/** A plan whose declared values are all known. */
type Wanted = Known<AllocationState>;

/**
 * Makes an allocation. Once an id is told this never ends in an error: Terraform would delete the live number and buy
 * another.
 */
export async function createAllocation({
  planned,
  session,
  reached,
}: Pick<Changing<AllocationState, Session>, "session" | "reached"> & {
  planned: AllocationState;
  notes: Notes;
}): Promise<Reached<AllocationState>> {
  const cannot = cannotCall(session, planned, "create", planned);
  if (cannot || session.kind !== "ready") return notMade(cannot ? [cannot] : []);
  const wanted = toBeApplied(planned);
  const name = wanted.connection_id ?? "";

  const known = session.journal.createdBy(name);
  if (known !== null) {
    session.journal.recordCreation(name, known); // Taken in by this run: by no other resource of it.
    const adopted = await adoptOwn(session, planned, wanted, known);
    if (adopted !== null) return adopted;
    session.journal.forgetCreation(name, known.greenvn_id);
  }

  reached(null, {});
  const outcome = await session.api.create(createRequest(wanted));
  if (outcome.kind !== "done") return notMade([couldNotCreate(planned, outcome, session.givenUp.get(name))]);
  const creation = { greenvn_id: outcome.allocation.greenvnId, ...wishOf(wanted) };
  session.journal.recordCreation(name, creation);
  reached(madeState(planned, outcome.allocation, null), {});
  return stateAfterCreate(session, planned, creation, outcome.allocation, outcome.oddities);
}

/** What a creation asks of its number, as the VN rule compares it. */
function wishOf({ preferences, strictness }: Wanted): Pick<JournalCreation, "preferences" | "strictness"> {
  const { greenvn = null, region = null, number_type = null } = preferences ?? {};
  return { preferences: { greenvn, region, number_type }, strictness: strictness === true };
}

/**
 * An earlier run got this id for the same connection_id and was killed before Terraform could record it. Null: it is
 * gone by now.
 */
async function adoptOwn(
  session: Ready,
  planned: AllocationState,
  wanted: Wanted,
  creation: JournalCreation,
): Promise<Reached<AllocationState> | null> {
  const id = creation.greenvn_id;
  const read = await session.api.read(id, pinsIn(planned));
  switch (read.kind) {
    case "gone":
      return null;
    case "failed":
      return notMade([couldNotAdoptOwn(planned, id, read.failure)]);
    case "found": {
      if (read.allocation.connectionId !== undefined && read.allocation.connectionId !== wanted.connection_id)
        return null;
      const reached = await stateAfterCreate(session, planned, creation, read.allocation, []);
      const same =
        JSON.stringify(wishOf(wanted)) ===
        JSON.stringify({ preferences: creation.preferences, strictness: creation.strictness });
      return { ...reached, diagnostics: [adoptedOwn(planned, id, same), ...reached.diagnostics] };
    }
  }
}

function notMade(diagnostics: readonly Diagnostic[]): Reached<AllocationState> {
  return { state: null, notes: {}, diagnostics };
}

async function stateAfterCreate(
  session: Ready,
  planned: AllocationState,
  creation: JournalCreation,
  remote: RemoteAllocation,
  oddities: readonly string[],
): Promise<Reached<AllocationState>> {
  const pinned = pinnedNumber(planned);
  const number = remoteNumber(remote, pinned === null ? [] : [pinned]) ?? (await readNumber(session, remote.greenvnId));
  const made = madeState(planned, remote, number);
  return {
    state: made,
    notes: writeNotes(number === null ? {} : { obtained: obtainedBy(creation, number) }),
    diagnostics: [
      ...(number === null ? [numberNotKnownYet(made)] : grantedAnother(toBeApplied(planned), number)),
      ...differingFrom("create", { ...planned, id: remote.greenvnId }, remote),
      ...(oddities.length > 0 ? [oddAnswer(made, oddities)] : []),
    ],
  };
}

function madeState(planned: AllocationState, remote: RemoteAllocation, number: string | null): AllocationState {
  return fulfilled(planned, {
    ...planned,
    id: remote.greenvnId,
    green_vn: number,
    state: remote.state ?? null,
    flow_id: remote.flowId ?? null,
  });
}

function createRequest(wanted: Wanted): CreateRequest {
  const { preferences, deallocation_policy, aparty_pins, bparty_pins, usage, flow_id } = wanted;
  const { greenvn = null, region = null, number_type: numberType = null, pin_code: pinCode = null } = preferences ?? {};
  const wished = withoutNull({ greenvn, region, numberType, pinCode });
  return {
    connectionId: wanted.connection_id ?? "",
    apartyNumbers: wanted.aparty_numbers ?? [],
    bpartyNumbers: wanted.bparty_numbers ?? [],
    usage: usage ?? "",
    strictness: wanted.strictness === true,
    ...(Object.keys(wished).length > 0 ? { preferences: wished } : {}),
    ...withoutNull({
      apartyPins: filled(aparty_pins),
      bpartyPins: filled(bparty_pins),
      deallocationDuration: deallocation_policy?.duration ?? null,
      flowId: flow_id,
    }),
  };
}

/** A creation sends no empty list of PINs. */
function filled(pins: readonly number[] | null): readonly number[] | null {
  return pins === null || pins.length === 0 ? null : pins;
}
