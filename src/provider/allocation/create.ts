import { isUnknown } from "../../domain/unknown";
import type { CreateRequest, Told } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Reached } from "../../plugin/sdk/resource";
import { pinnedNumber } from "../../rules/vn-rule";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AllocationState, pinsIn } from "../common/state";
import { toldNumber } from "../common/told";
import type { JournalCreation } from "../memory/journal-entries";
import { writeNotes } from "../memory/notes";
import { obtainedBy } from "../steps/adopt-lost-writes";
import { fulfilled } from "../steps/after-apply";
import { grantedAnother, readNumber, wish } from "../steps/change-number";
import { differingFrom } from "../steps/charged-write";
import { adoptedOwn, couldNotAdoptOwn, couldNotCreate, numberNotKnownYet, oddAnswer } from "./messages";

/**
 * Makes an allocation. Once an id is told this never ends in an error: Terraform would delete the live number and buy
 * another.
 */
export async function createAllocation({
  planned,
  session,
}: {
  planned: AllocationState;
  notes: Notes;
  session: Session;
}): Promise<Reached<AllocationState>> {
  const cannot = cannotCall(session, planned.account_sid, "create", planned);
  if (cannot || session.kind !== "ready") return notMade(cannot ? [cannot] : []);
  const name = planned.connection_id as string;

  const known = session.journal.createdBy(name);
  if (known !== null) {
    session.journal.recordCreation(name, known); // Taken in by this run: by no other resource of it.
    const adopted = await adoptOwn(session, planned, known);
    if (adopted !== null) return adopted;
    session.journal.forgetCreation(name, known.greenvn_id);
  }

  const outcome = await session.api.create(createRequest(planned));
  if (outcome.kind !== "done") return notMade([couldNotCreate(planned, outcome, session.givenUp.get(name))]);
  const creation = { greenvn_id: outcome.allocation.greenvnId, ...wishOf(planned) };
  session.journal.recordCreation(name, creation);
  return made(session, planned, creation, outcome.allocation, outcome.oddities);
}

/** What a creation asks of its number, as the VN rule compares it. */
function wishOf({ preferences, strictness }: AllocationState): Pick<JournalCreation, "preferences" | "strictness"> {
  const wished =
    preferences === null || isUnknown(preferences) ? null : (preferences as JournalCreation["preferences"]);
  return {
    preferences: {
      greenvn: wished?.greenvn ?? null,
      region: wished?.region ?? null,
      number_type: wished?.number_type ?? null,
    },
    strictness: strictness === true,
  };
}

/**
 * An earlier run got this id for the same connection_id and was killed before Terraform could record it. Null: it is
 * gone by now.
 */
async function adoptOwn(
  session: Ready,
  planned: AllocationState,
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
      if (read.allocation.connectionId !== undefined && read.allocation.connectionId !== planned.connection_id)
        return null;
      const reached = await made(session, planned, creation, read.allocation, []);
      const same =
        JSON.stringify(wishOf(planned)) ===
        JSON.stringify({ preferences: creation.preferences, strictness: creation.strictness });
      return { ...reached, diagnostics: [adoptedOwn(planned, id, same), ...reached.diagnostics] };
    }
  }
}

function notMade(diagnostics: readonly Diagnostic[]): Reached<AllocationState> {
  return { state: null, notes: {}, diagnostics };
}

async function made(
  session: Ready,
  planned: AllocationState,
  creation: JournalCreation,
  told: Told,
  oddities: readonly string[],
): Promise<Reached<AllocationState>> {
  const pinned = pinnedNumber(planned);
  const number = toldNumber(told, pinned === null ? [] : [pinned]) ?? (await readNumber(session, told.greenvnId));
  const reached: AllocationState = {
    ...planned,
    id: told.greenvnId,
    green_vn: number,
    state: told.state ?? null,
    flow_id: told.flowId ?? null,
  };
  return {
    state: fulfilled(planned, reached),
    notes: writeNotes(number === null ? {} : { obtained: obtainedBy(creation, number) }),
    diagnostics: [
      ...(number === null ? [numberNotKnownYet(reached)] : grantedAnother(planned, number)),
      ...differingFrom("create", { ...planned, id: told.greenvnId }, told),
      ...(oddities.length > 0 ? [oddAnswer(reached, oddities)] : []),
    ],
  };
}

function createRequest(planned: AllocationState): CreateRequest {
  const { preferences, deallocation_policy: policy } = planned;
  const wished =
    preferences === null || isUnknown(preferences)
      ? null
      : {
          ...wish("greenvn", preferences.greenvn),
          ...wish("region", preferences.region),
          ...wish("numberType", preferences.number_type),
          ...wish("pinCode", preferences.pin_code),
        };
  return {
    connectionId: planned.connection_id as string,
    apartyNumbers: planned.aparty_numbers as readonly string[],
    bpartyNumbers: planned.bparty_numbers as readonly string[],
    ...pins("apartyPins", planned.aparty_pins),
    ...pins("bpartyPins", planned.bparty_pins),
    usage: planned.usage as string,
    strictness: planned.strictness === true,
    ...(wished !== null && Object.keys(wished).length > 0 ? { preferences: wished } : {}),
    ...(policy === null || isUnknown(policy) ? {} : { deallocationDuration: policy.duration as string }),
    ...(typeof planned.flow_id === "string" ? { flowId: planned.flow_id } : {}),
  };
}

function pins<N extends "apartyPins" | "bpartyPins">(name: N, value: unknown): { [name in N]?: readonly number[] } {
  return Array.isArray(value) && value.length > 0
    ? ({ [name]: value } as unknown as { [name in N]?: readonly number[] })
    : {};
}
