import { isUnknown, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { assignmentCalls } from "../../rules/charged-calls";
import { type Held, pinnedNumber, prefers } from "../../rules/vn-rule";
import { checkCredentials } from "../common/credentials";
import { willBeCharged } from "../common/messages";
import { cannotCall, moveWarning, type Session } from "../common/session";
import { type AssignmentState, holderOf, idOf } from "../common/state";
import { blankState, plannedAtCreation, plannedLater } from "../common/whole-state";
import type { Former } from "../memory/creation-plans";
import { type ProviderNotes, readNotes, type Standing, writeNotes } from "../memory/notes";
import { type Adopted, adoptLostWrites, unsettled } from "../steps/adopt-lost-writes";
import { withoutMarks } from "../steps/after-apply";
import { collisions } from "../steps/collisions";
import { importAdoption } from "../steps/import-adoption";
import { openRequest, planNumber } from "../steps/plan-number";
import { rememberStrictPin } from "../steps/strict-pins";
import { decideCreation } from "./decide-creation";
import { findForTakeOn, type Found } from "./find";
import { creationMayTakeAnother, importedDiffers, recorded } from "./messages";

interface PlanRequest {
  readonly prior: Known<AssignmentState> | null;
  readonly config: AssignmentState;
  readonly notes: Notes;
  readonly session: Session;
}

export async function planAssignment(request: PlanRequest): Promise<Planned<AssignmentState>> {
  const plan = await planAlone(request);
  const { greenvn_id: id } = plan.planned;
  if (plan.diagnostics.some(({ severity }) => severity === "error") || typeof id !== "string") return plan;
  rememberStrictPin(request.session, "greenvn_assignment", id, plan.planned);
  const use = { kind: "assigned", id, pins: pinnedNumber(plan.planned) !== null } as const;
  return { ...plan, diagnostics: [...plan.diagnostics, ...collisions(request.session, use)] };
}

/** As if there were no other resource. */
async function planAlone({ prior, config, notes, session }: PlanRequest): Promise<Planned<AssignmentState>> {
  const remembered = readNotes(notes, session.now());
  return prior === null ? planCreation(config, remembered, session) : planUpdate(prior, config, remembered, session);
}

async function planCreation(
  config: AssignmentState,
  notes: ProviderNotes,
  session: Session,
): Promise<Planned<AssignmentState>> {
  const planned: AssignmentState = {
    ...plannedAtCreation("assignment", config),
    id: config.greenvn_id,
    account_sid: session.kind === "ready" ? session.accountSid : UNKNOWN,
    api_origin: session.kind === "ready" ? session.apiOrigin : UNKNOWN,
  };
  const checked = checkCredentials(session, planned);
  const [found, refused] = await Promise.all([findForTakeOn(session, planned.greenvn_id), checked]);
  const former = formerOf(planned, notes);
  await handOver(session, planned, found, notes.standing?.id, former);
  // What a replacement is planned with goes to the step that lets go of the former one.
  const said = sayOfCreation(session, planned, found, former);
  // Credentials that are refused are the one error: the read could not have told another.
  const diagnostics = refused.length > 0 ? refused : said;
  return { planned, replace: [], notes: writeNotes(notes), diagnostics };
}

/** Notes beside no prior state are those of the assignment that is replaced: by one of the same allocation, perhaps. */
function formerOf({ greenvn_id: id }: AssignmentState, notes: ProviderNotes): Former | null {
  const { standing } = notes;
  if (standing === undefined || (id !== standing.id && !isUnknown(id))) return null;
  const { id: _same, ...held } = standing;
  return { held, notes: withoutMarks(notes) };
}

/** The creation is told: what this plan leaves in private data is lost when Terraform plans again to apply it. */
async function handOver(
  session: Session,
  { greenvn_id: id }: AssignmentState,
  found: Found,
  formerId: string | undefined,
  former: Former | null,
): Promise<void> {
  const known = isUnknown(id) ? formerId : id;
  if (session.kind !== "ready" || found.kind === "unfit" || typeof known !== "string") return;
  await session.creationPlans.record(known, found.kind === "found" ? found.number : null, former);
}

function sayOfCreation(
  session: Session,
  planned: AssignmentState,
  found: Found,
  former: Former | null,
): readonly Diagnostic[] {
  switch (found.kind) {
    case "unfit":
      return found.diagnostics;
    case "unseen":
      return assignmentCalls(null, planned).map((call) => creationMayTakeAnother(call, planned, null, {}));
    case "found": {
      const { greenvn_id: id } = planned;
      const released = session.kind === "ready" && typeof id === "string" ? session.released.get(id) : undefined;
      const before = released?.state ?? former?.held;
      const start = goOnFrom(session, planned, before, released?.notes ?? former?.notes, found);
      const { kind } = decideCreation({
        // Triggers rotate when they change: those that a newcomer begins with differ from none.
        held: before ? start.state : { ...start.state, rotation_triggers: planned.rotation_triggers },
        declared: planned,
        obtained: start.notes.obtained ?? null,
        open: openRequest(start.notes),
        planned: [],
      });
      // Without a number nothing is provably met.
      if (kind === "adopt" && found.number !== null) return start.diagnostics;
      const connection_id = found.told.connectionId ?? null;
      const calls = assignmentCalls(null, planned);
      return [
        ...start.diagnostics,
        ...calls.map((call) => creationMayTakeAnother(call, { ...planned, connection_id }, found.number, start.notes)),
      ];
    }
  }
}

/** What the creation will go on from, as far as it can be told now: what an interrupted one has sent is looked for. */
function goOnFrom(
  session: Session,
  planned: AssignmentState,
  before: Known<Held> | undefined,
  notes: ProviderNotes = {},
  { number, told }: Extract<Found, { kind: "found" }>,
): Adopted<Known<AssignmentState>> {
  const id = typeof planned.greenvn_id === "string" ? planned.greenvn_id : null;
  const state: Known<AssignmentState> = {
    ...blankState("assignment"),
    ...before,
    id,
    greenvn_id: id,
    green_vn: number,
  };
  // One that asks for nothing has sent nothing: what stands in the journal is of another one.
  const asks = id !== null && prefers(planned) !== "no";
  const journal = session.kind === "ready" && asks ? session.journal.changesOf(holderOf(state)) : [];
  return adoptLostWrites(state, notes, told, unsettled(notes, journal));
}

async function planUpdate(
  prior: Known<AssignmentState>,
  config: AssignmentState,
  notes: ProviderNotes,
  session: Session,
): Promise<Planned<AssignmentState>> {
  const refused = session.kind === "ready" ? cannotCall(session, prior, "plan", prior) : null;
  const { baseline, recorded: taken } = importAdoption<AssignmentState>("assignment", prior, config, notes);
  const declared = plannedLater("assignment", baseline, config);
  const number = planNumber({ ...baseline, green_vn: prior.green_vn }, declared, notes);
  const planned: AssignmentState = { ...declared, green_vn: number.greenVn };
  if (refused) return { planned, replace: [], notes: writeNotes(notes), diagnostics: [refused] };
  const moved = moveWarning(session, prior, prior);
  const marked = writeNotes({ ...notes, standing: standingOf(prior) });
  const replaced = planned.greenvn_id !== prior.greenvn_id;
  // Of a replacement Terraform shows what this first plan says alone.
  if (replaced) {
    const differs = freshImportDiffers(prior, planned, notes);
    return {
      planned,
      replace: [attributePath("greenvn_id")],
      notes: marked,
      diagnostics: [
        ...moved,
        ...(differs.length > 0
          ? differs
          : sayOfCreation(session, planned, await findForTakeOn(session, planned.greenvn_id), null)),
      ],
    };
  }
  return {
    planned,
    replace: [],
    notes: marked,
    diagnostics: [
      ...moved,
      ...number.diagnostics,
      ...assignmentCalls(baseline, planned).map((call) => willBeCharged(call, baseline, number.consequence)),
      ...recordedWarning(prior, taken, number.greenVn),
    ],
  };
}

/** Should it be replaced after all, its successor goes on where it stands: as this plan of an update says. */
function standingOf(prior: Known<AssignmentState>): Standing {
  const { green_vn, preferences, strictness, rotation_triggers } = prior;
  return { id: idOf(prior), green_vn, preferences, strictness, rotation_triggers };
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
