import { sameNumber } from "../../domain/phone-number";
import { isUnknown, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Reached, Resource } from "../../plugin/sdk/resource";
import { assignmentCalls } from "../../rules/charged-calls";
import { pinnedNumber, prefers } from "../../rules/vn-rule";
import { assignmentSchema } from "../common/schema";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AssignmentState, holderOf } from "../common/state";
import { mergeTold } from "../common/told";
import { validateAssignment } from "../common/validation";
import { error, explain, nameOf, warning, willBeCharged } from "../common/wording";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { settle } from "../steps/adopt-lost-writes";
import { afterApply, fulfilled } from "../steps/after-apply";
import { changeNumber } from "../steps/change-number";
import { freshImport, takeOverVn } from "../steps/import-adoption";
import { lookFirst } from "../steps/look-first";
import { moveToAssignment } from "../steps/move";
import { doubts, planNumber } from "../steps/plan-number";
import { readState } from "../steps/refresh";

/** `greenvn_assignment`: the number of an allocation that is owned elsewhere. Source: docs/guides/vn-rule.md. */
export const assignment: Resource<AssignmentState, Session> = {
  type: "greenvn_assignment",
  schema: assignmentSchema,
  validate: validateAssignment,

  plan({ prior, config, notes, session }) {
    const remembered = readNotes(notes, session.now());
    return prior === null ? planCreation(config, remembered, session) : planUpdate(prior, config, remembered, session);
  },

  planDestroy: ({ notes }) => ({ notes, diagnostics: [] }), // no call: the allocation has another owner

  read: (request) => readState(request, mergeTold),

  async create({ planned, session }) {
    const cannot = cannotCall(session, planned.account_sid, `take on allocation ${String(planned.greenvn_id)}`);
    if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
    return takeOn(session, planned);
  },

  async update({ prior, planned, notes, session }) {
    const cannot = cannotCall(session, prior.account_sid, `update ${nameOf(prior)}`);
    if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
    return updateAssignment(session, prior, planned, readNotes(notes, session.now()));
  },

  async destroy({ prior, notes, session }) {
    if (session.kind === "ready")
      session.released.set(prior.id as string, {
        state: prior,
        notes: readNotes(notes, session.now()),
      } satisfies Released);
    return { state: null, notes: {}, diagnostics: [] };
  },

  importState({ id, session }) {
    const cannot = cannotCall(session, null, `import allocation ${id}`);
    if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
    if (id.trim() === "")
      return {
        state: null,
        notes: {},
        diagnostics: [
          error("Could not import", "The id of an assignment is the allocation's greenvn_id; it is empty here."),
        ],
      };
    const state: AssignmentState = { ...nothingTold, id, greenvn_id: id, account_sid: session.accountSid };
    return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
  },

  move: moveToAssignment,
};

const nothingTold: AssignmentState = {
  id: null,
  greenvn_id: null,
  account_sid: null,
  preferences: null,
  strictness: false,
  rotation_triggers: null,
  connection_id: null,
  aparty_numbers: null,
  bparty_numbers: null,
  usage: null,
  green_vn: null,
  state: null,
};

/** What an assignment held when this run let go of it. */
interface Released {
  readonly state: AssignmentState;
  readonly notes: ProviderNotes;
}

function planCreation(config: AssignmentState, notes: ProviderNotes, session: Session) {
  const planned: AssignmentState = {
    ...config,
    id: config.greenvn_id,
    account_sid: session.kind === "ready" ? session.accountSid : UNKNOWN,
    strictness: config.strictness ?? false,
    green_vn: UNKNOWN,
    connection_id: UNKNOWN,
    aparty_numbers: UNKNOWN,
    bparty_numbers: UNKNOWN,
    usage: UNKNOWN,
    state: UNKNOWN,
  };
  // What a replacement is planned with goes to the step that lets go of the former one.
  return { planned, replace: [], notes: writeNotes(notes), diagnostics: creationWarnings(planned) };
}

function creationWarnings(planned: AssignmentState): Diagnostic[] {
  const consequence =
    "The allocation is read first: unless what is preferred is provably in force, another number is taken in place, and the present one is given up for good.";
  return assignmentCalls(null, planned).map((call) => willBeCharged(call, { id: planned.greenvn_id }, consequence));
}

function planUpdate(prior: AssignmentState, config: AssignmentState, notes: ProviderNotes, session: Session) {
  const refused = session.kind === "ready" ? cannotCall(session, prior.account_sid, `plan ${nameOf(prior)}`) : null;
  const { base, recorded } = takeOverVn(prior, config, notes);
  const number = planNumber(base, { ...config, strictness: config.strictness ?? false }, notes);
  const planned: AssignmentState = {
    ...prior,
    greenvn_id: config.greenvn_id,
    preferences: config.preferences,
    strictness: config.strictness ?? false,
    rotation_triggers: config.rotation_triggers,
    green_vn: number.greenVn,
  };
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
  const warnings = [...number.warnings, ...(number.warnings.length === 0 ? doubts(notes) : [])].join(" ");
  return {
    planned,
    replace: [],
    notes: writeNotes(notes),
    diagnostics: [
      ...number.diagnostics,
      ...assignmentCalls(base, planned).map((call) => willBeCharged(call, base, warnings)),
      ...recordedWarning(prior, recorded, number.greenVn),
    ],
  };
}

/** What was just imported is not let go of by what its declaration got wrong. */
function freshImportDiffers(prior: AssignmentState, planned: AssignmentState, notes: ProviderNotes): Diagnostic[] {
  if (!notes.imported || isUnknown(planned.greenvn_id)) return [];
  const [had, declared] = [JSON.stringify(prior.greenvn_id), JSON.stringify(planned.greenvn_id)];
  return [
    error(
      `Imported greenvn_id differs from the declaration of ${nameOf(prior)}`,
      `The allocation that was imported has greenvn_id = ${had}, and the declaration says ${declared}. Declare greenvn_id = ${had}, or import ${declared}. Nothing was changed or charged.`,
      attributePath("greenvn_id"),
    ),
  ];
}

function recordedWarning(
  prior: AssignmentState,
  recorded: readonly string[],
  greenVn: AssignmentState["green_vn"],
): Diagnostic[] {
  if (recorded.length === 0 || greenVn !== prior.green_vn) return [];
  return [
    warning(
      `Recorded, not requested: ${recorded.join(", ")} of ${nameOf(prior)}`,
      "The API does not tell these, so the declaration is taken for what is in force: no call is made, nothing is charged and the number stays. Recorded, not requested: change rotation_triggers to take a number by it.",
    ),
  ];
}

/** Reads the allocation, and asks for another number only where a preference is set that is not provably met. */
async function takeOn(session: Ready, planned: AssignmentState): Promise<Reached<AssignmentState>> {
  const id = planned.greenvn_id as string;
  const read = await session.api.read(id);
  switch (read.kind) {
    case "gone":
      return {
        state: null,
        notes: {},
        diagnostics: [
          error(
            `Could not take on allocation ${id}`,
            "It is gone: deallocated, or its policy ended. Nothing was changed or charged.",
            attributePath("greenvn_id"),
          ),
        ],
      };
    case "failed":
      return {
        state: null,
        notes: {},
        diagnostics: [
          error(`Could not take on allocation ${id}`, `${explain(read.failure)} Nothing was changed or charged.`),
        ],
      };
    case "found":
      break;
  }
  const blank: AssignmentState = { ...nothingTold, id, greenvn_id: id, account_sid: session.accountSid };
  const released = session.released.get(id) as Released | undefined;
  const before = released ? { ...released.state, account_sid: session.accountSid } : mergeTold(blank, read.allocation);
  const settled = settle(before, released?.notes ?? {}, read.allocation, session.journal.writesOf(holderOf(blank)));
  const held = inPinnedForm(mergeTold(settled.state, read.allocation), planned);
  // Triggers rotate when they change: those that a new assignment begins with have nothing to differ from.
  const base: AssignmentState = { ...held, rotation_triggers: planned.rotation_triggers };
  const adopt = {
    state: fulfilled(planned, held),
    notes: writeNotes(afterApply(settled.notes)),
    diagnostics: settled.diagnostics,
  };
  if (prefers(planned) === "no") return adopt;

  const step = await changeNumber({ session, held: base, planned, notes: settled.notes });
  const diagnostics = [...settled.diagnostics, ...step.diagnostics];
  const notes = writeNotes(afterApply(step.notes));
  // A write that was or may be carried out must not be forgotten: it stays in state, and in the journal.
  switch (step.kind) {
    case "done":
      return { state: fulfilled(planned, step.state), notes, diagnostics };
    case "refused":
      return { state: null, notes, diagnostics };
    case "open":
      return { state: step.state, notes, diagnostics };
  }
}

/** A number that is the pinned one is written as it was declared: an answer may lack the country code. */
function inPinnedForm(held: AssignmentState, planned: AssignmentState): AssignmentState {
  const pinned = pinnedNumber(planned);
  return pinned !== null && typeof held.green_vn === "string" && sameNumber(pinned, held.green_vn)
    ? { ...held, green_vn: pinned }
    : held;
}

async function updateAssignment(
  session: Ready,
  prior: AssignmentState,
  planned: AssignmentState,
  notes: ProviderNotes,
): Promise<Reached<AssignmentState>> {
  const { base } = takeOverVn(prior, planned, notes);
  if (assignmentCalls(base, planned).length === 0)
    return { state: fulfilled(planned, base), notes: writeNotes(afterApply(notes)), diagnostics: [] };
  const found = await lookFirst(session, prior, notes);
  if (found.kind !== "done")
    return { state: found.state, notes: writeNotes(found.notes), diagnostics: found.diagnostics };
  const step = await changeNumber({
    session,
    held: takeOverVn(found.state, planned, found.notes).base,
    planned,
    notes: found.notes,
  });
  return {
    state: step.kind !== "done" ? step.state : fulfilled(planned, step.state),
    notes: writeNotes(afterApply(step.notes)),
    diagnostics: [...found.diagnostics, ...step.diagnostics],
  };
}
