import type { CreateRequest, RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Declaring, Notes, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { pinnedNumber } from "../../rules/vn-rule";
import { remoteNumber } from "../common/remote";
import { cannotCall, type Ready, type Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { toBeApplied } from "../common/whole-state";
import type { CreationSent } from "../memory/journal-entries";
import { writeNotes } from "../memory/notes";
import { obtainedBy, type SentPins } from "../steps/adopt-lost-writes";
import { fulfilled } from "../steps/after-apply";
import { grantedAnother, readNumber, withoutNull } from "../steps/change-number";
import { writeOnlyPins } from "../steps/change-parties";
import { differingFrom } from "../steps/charged-change";
import { claimName, type EarlierCreation, sentOtherwise } from "./earlier-creation";
import { adoptedOwn, couldNotCreate, numberNotKnownYet, oddAnswer } from "./messages";

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
  onDelivery,
  writeOnly,
}: Pick<Declaring<AllocationState, Session>, "session" | "reached" | "onDelivery" | "writeOnly"> & {
  planned: AllocationState;
  notes: Notes;
}): Promise<Reached<AllocationState>> {
  const cannot = cannotCall(session, planned, "create", planned);
  if (cannot || session.kind !== "ready") return notMade(cannot ? [cannot] : []);
  const wanted = toBeApplied(planned);
  const name = wanted.connection_id ?? "";

  const pins = pinsToSend(wanted, writeOnly);
  const sent = creationSent(wanted, pins);

  const earlier = await claimName(session, planned, name, sent);
  if (earlier.kind === "refused") return notMade([earlier.diagnostic]);
  const { record } = earlier;
  onDelivery(record.delivery);
  if (earlier.kind === "adopted") {
    reached(madeState(planned, earlier.found, null), {});
    return adoptOwn(session, planned, sent, earlier);
  }

  reached(null, {});
  const outcome = await session.api.create(createRequest(wanted, pins));
  if (outcome.kind !== "done") {
    // What an earlier sending came to is still not known: only a refusal of all of them ends the entry.
    const mayExist = outcome.kind === "lost" || earlier.isResent || (outcome.kind === "exists" && outcome.afterLost);
    if (!mayExist) record.end();
    return notMade([
      couldNotCreate(planned, outcome, { givenUp: session.givenUp.get(name), isResent: earlier.isResent }),
    ]);
  }
  record.answered(outcome.allocation.greenvnId);
  reached(madeState(planned, outcome.allocation, null), {});
  return stateAfterCreate(session, planned, sent, outcome.allocation, outcome.oddities);
}

/** The PINs of either kind. */
function pinsToSend(wanted: Wanted, writeOnly: () => object): SentPins {
  if (wanted.pins_wo_version !== null) return writeOnlyPins(writeOnly());
  const { aparty_pins: aparty, bparty_pins: bparty } = wanted;
  return { ...(aparty === null ? {} : { aparty }), ...(bparty === null ? {} : { bparty }) };
}

/** What a creation sends, as the journal may tell it. */
function creationSent(wanted: Wanted, pins: SentPins): CreationSent {
  const { greenvn = null, region = null, number_type = null, pin_code = null } = wanted.preferences ?? {};
  return {
    aparty_numbers: wanted.aparty_numbers ?? [],
    bparty_numbers: wanted.bparty_numbers ?? [],
    usage: wanted.usage,
    strictness: wanted.strictness === true,
    preferences: { greenvn, region, number_type, pin_code },
    deallocation_duration: wanted.deallocation_policy?.duration ?? null,
    flow_id: wanted.flow_id,
    aparty_pins: filled(pins.aparty) !== null,
    bparty_pins: filled(pins.bparty) !== null,
    ...(wanted.pins_wo_version === null ? {} : { pins_wo_version: wanted.pins_wo_version }),
  };
}

/** A run that is gone got this id for the same connection_id, and Terraform was never told. */
async function adoptOwn(
  session: Ready,
  planned: AllocationState,
  wanted: CreationSent,
  { sent, found }: Extract<EarlierCreation, { kind: "adopted" }>,
): Promise<Reached<AllocationState>> {
  const reached = await stateAfterCreate(session, planned, sent, found, []);
  const adopted = adoptedOwn(planned, found.greenvnId, sentOtherwise(sent, wanted), {
    pinsWereSent: sent.aparty_pins || sent.bparty_pins,
  });
  return { ...reached, diagnostics: [adopted, ...reached.diagnostics] };
}

function notMade(diagnostics: readonly Diagnostic[]): Reached<AllocationState> {
  return { state: null, notes: {}, diagnostics };
}

async function stateAfterCreate(
  session: Ready,
  planned: AllocationState,
  sent: CreationSent,
  remote: RemoteAllocation,
  oddities: readonly string[],
): Promise<Reached<AllocationState>> {
  const pinned = pinnedNumber(planned);
  const number =
    remoteNumber(remote, pinned === null ? [] : [pinned]) ?? (await readNumber(session, remote.greenvnId, planned));
  const made = madeState(planned, remote, number);
  return {
    state: made,
    notes: writeNotes(number === null ? {} : { obtained: obtainedBy(sent, number) }),
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

function createRequest(wanted: Wanted, pins: SentPins): CreateRequest {
  const { preferences, deallocation_policy, usage, flow_id } = wanted;
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
      apartyPins: filled(pins.aparty),
      bpartyPins: filled(pins.bparty),
      deallocationDuration: deallocation_policy?.duration ?? null,
      flowId: flow_id,
    }),
  };
}

/** A creation sends no empty list of PINs. */
function filled(pins: readonly number[] | undefined): readonly number[] | null {
  return pins === undefined || pins.length === 0 ? null : pins;
}
