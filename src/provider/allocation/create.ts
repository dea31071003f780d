import { isUnknown } from "../../domain/unknown";
import type { CreateOutcome, CreateRequest, Told } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Reached } from "../../plugin/sdk/resource";
import { pinnedNumber } from "../../rules/vn-rule";
import { cannotCall, type GivenUp, type Ready, type Session } from "../common/session";
import { type AllocationState, pinsIn } from "../common/state";
import { saidOtherwise, toldNumber } from "../common/told";
import { couldNot, error, explain, nameOf, warning } from "../common/wording";
import type { JournalCreation } from "../memory/journal-entries";
import { writeNotes } from "../memory/notes";
import { obtainedBy } from "../steps/adopt-lost-writes";
import { fulfilled } from "../steps/after-apply";
import { grantedAnother, readNumber, wish } from "../steps/change-number";

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
  const cannot = cannotCall(session, planned.account_sid, `create ${nameOf(planned)}`);
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
      return notMade([
        error(
          couldNot("create", nameOf(planned)),
          `An interrupted run created ${id} by this connection_id, and it could not be read: ${explain(read.failure)} Nothing was sent or charged. Run terraform apply again, or import it: terraform import ADDRESS ${id}`,
        ),
      ]);
    case "found": {
      if (read.allocation.connectionId !== undefined && read.allocation.connectionId !== planned.connection_id)
        return null;
      const reached = await made(session, planned, creation, read.allocation, []);
      const same =
        JSON.stringify(wishOf(planned)) ===
        JSON.stringify({ preferences: creation.preferences, strictness: creation.strictness });
      const adopted = warning(
        `Adopted ${nameOf({ ...planned, id })}, which an interrupted run created`,
        `Terraform had ended before it could record the answer. The allocation is taken into state as it is; nothing is created or charged a second time.${same ? "" : " Its preferences were others then: those declared now are recorded, not requested. Change rotation_triggers to take a number by them."}`,
      );
      return { ...reached, diagnostics: [adopted, ...reached.diagnostics] };
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
  const name = nameOf({ ...planned, id: told.greenvnId });
  const said = saidOtherwise(planned, told);
  return {
    state: fulfilled(planned, reached),
    notes: writeNotes(number === null ? {} : { obtained: obtainedBy(creation, number) }),
    diagnostics: [
      ...(number === null
        ? [
            warning(
              `The number of ${name} is not known yet`,
              "The allocation was created, but neither the answer nor a read after it tells its number. The next refresh shows it.",
            ),
          ]
        : grantedAnother(planned, number)),
      ...(said.length > 0
        ? [
            warning(
              `${name} came out otherwise than planned`,
              `ExoBridge answers that ${said.join("; ")}. State holds what was planned; the next refresh shows what is in force.`,
            ),
          ]
        : []),
      ...(oddities.length > 0
        ? [
            warning(
              `The answer to the creation of ${name} was odd`,
              `${oddities.map((oddity) => `${oddity}.`).join(" ")} The allocation exists and is saved; the next refresh shows what is in force.`,
            ),
          ]
        : []),
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

function couldNotCreate(
  planned: AllocationState,
  outcome: Exclude<CreateOutcome, { kind: "done" }>,
  givenUp: GivenUp | undefined,
): Diagnostic {
  const summary = couldNot("create", nameOf(planned));
  switch (outcome.kind) {
    case "refused":
      return error(summary, `${explain(outcome.failure)} Nothing was created or charged.`);
    case "lost":
      return error(
        summary,
        `${explain(outcome.failure)} The allocation may or may not exist, and may have been charged; ExoBridge has no call to look for it. Run terraform apply again: it is safe, since ExoBridge refuses a second allocation of the same connection_id ${JSON.stringify(planned.connection_id)}. ${wayOut(planned)}`,
      );
    case "exists":
      return error(summary, alreadyThere(planned, outcome, givenUp));
  }
}

function alreadyThere(
  planned: AllocationState,
  { failure, afterLost }: Extract<CreateOutcome, { kind: "exists" }>,
  givenUp: GivenUp | undefined,
): string {
  const found = `${explain(failure)} An allocation with the connection_id ${JSON.stringify(planned.connection_id)} is live already.`;
  if (givenUp?.kind === "abandoned")
    return `${found} It is ${givenUp.id}, your own, which this run has abandoned: it lives on, and bills until its policy ends. This call created nothing. Take it in again: terraform import ADDRESS ${givenUp.id}. Otherwise declare another connection_id.`;
  const whose = afterLost
    ? "An answer to this very creation was lost before, so it is most likely the one that this run made: charged, live, and billing until its policy ends."
    : "It may well be your own, left by a run whose answer was lost or by a removal from state, or the one that this plan replaces where create_before_destroy is set: then it is live, and billing until its policy ends. It may also be somebody else's, so it is never adopted unasked.";
  const coolingOff =
    givenUp === undefined
      ? ""
      : " This run gave up an allocation of the same connection_id a moment ago: ExoBridge may keep the name until that one has cooled off, and running terraform apply again later may do.";
  return `${found} ${whose} This call created nothing.${coolingOff} ${wayOut(planned)}`;
}

function wayOut(planned: AllocationState): string {
  return `If it exists and is yours, take it in: find its greenvn_id in the ExoBridge dashboard, in its reports, or from Exotel's support by the connection_id ${JSON.stringify(planned.connection_id)}, and run: terraform import ADDRESS GREENVN_ID. Otherwise declare another connection_id.`;
}
