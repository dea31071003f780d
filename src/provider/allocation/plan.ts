import { sameDuration } from "../../domain/duration";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned, PlannedDestroy } from "../../plugin/sdk/resource";
import { allocationCalls, partyChanges, sameNumbers } from "../../rules/charged-calls";
import { cannotCall, type Session } from "../common/session";
import { type AllocationState, pinsIn } from "../common/state";
import { error, explain, nameOf, numberOf, warning, willBeCharged, willBeReleased } from "../common/wording";
import { type Predecessor, type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { takeOverAllocation } from "../steps/import-adoption";
import { doubts, MAY_ASK, planNumber } from "../steps/plan-number";
import { endCreation } from "../steps/refresh";

interface PlanRequest {
  readonly prior: AllocationState | null;
  readonly config: AllocationState;
  readonly notes: Notes;
  readonly session: Session;
}

export function planAllocation({ prior, config, notes, session }: PlanRequest): Planned<AllocationState> {
  const remembered = readNotes(notes, session.now());
  if (prior === null) return planCreation(config, remembered, session);
  // State has it, refreshed or not: a creation by its name that is planned now is another one.
  if (session.kind === "ready" && remembered.imported === undefined) endCreation(session, prior);
  return planUpdate(prior, config, remembered, session);
}

function planCreation(config: AllocationState, notes: ProviderNotes, session: Session): Planned<AllocationState> {
  const planned: AllocationState = {
    ...config,
    id: UNKNOWN,
    account_sid: session.kind === "ready" ? session.accountSid : UNKNOWN,
    usage: config.usage ?? "twoway",
    strictness: config.strictness ?? false,
    flow_id: config.flow_id ?? UNKNOWN,
    deletion_policy: config.deletion_policy ?? "deallocate",
    deletion_protection: config.deletion_protection ?? false,
    green_vn: UNKNOWN,
    state: UNKNOWN,
  };
  // Private data beside no prior state: Terraform replaces what that data names.
  const { predecessor } = notes;
  const kept: ProviderNotes = predecessor ? { predecessor } : {};
  return {
    planned,
    replace: [],
    notes: writeNotes(kept),
    diagnostics: predecessor ? refuseReplacement(predecessor, planned) : [],
  };
}

function planUpdate(
  prior: AllocationState,
  config: AllocationState,
  notes: ProviderNotes,
  session: Session,
): Planned<AllocationState> {
  const refused = session.kind === "ready" ? cannotCall(session, prior.account_sid, `plan ${nameOf(prior)}`) : null;
  const { base, recorded } = takeOverAllocation(prior, config, notes);
  const number = planNumber(base, { ...config, strictness: config.strictness ?? false }, notes);
  const planned: AllocationState = {
    ...config,
    id: prior.id,
    account_sid: prior.account_sid ?? (session.kind === "ready" ? session.accountSid : null),
    aparty_numbers: keepForm(prior.aparty_numbers, config.aparty_numbers),
    bparty_numbers: keepForm(prior.bparty_numbers, config.bparty_numbers),
    aparty_pins: config.aparty_pins ?? prior.aparty_pins,
    bparty_pins: config.bparty_pins ?? prior.bparty_pins,
    usage: config.usage ?? prior.usage,
    strictness: config.strictness ?? false,
    deallocation_policy: keepLength(base.deallocation_policy, config.deallocation_policy),
    flow_id: config.flow_id ?? prior.flow_id,
    deletion_policy: config.deletion_policy ?? "deallocate",
    deletion_protection: config.deletion_protection ?? false,
    green_vn: number.greenVn,
    state: prior.state,
  };
  if (refused) return { planned, replace: [], notes: writeNotes(notes), diagnostics: [refused] };

  const forced = forcedReplacement(base, planned);
  const predecessor = predecessorOf(prior, planned, notes, forced.length > 0);
  const diagnostics =
    forced.length > 0
      ? replacementDiagnostics(prior, planned, notes, predecessor, forced)
      : [
          ...number.diagnostics,
          ...chargedWarnings(base, planned, notes, number.warnings),
          ...recordedWarning(prior, recorded, planned),
          ...pinCodeWarning(base, planned),
        ];
  return {
    planned,
    replace: forced.map((name) => attributePath(name)),
    notes: writeNotes({ ...notes, predecessor }),
    diagnostics,
  };
}

/** What is refused releases nothing: its plan does not say so either. */
function replacementDiagnostics(
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  predecessor: Predecessor,
  forced: readonly string[],
): Diagnostic[] {
  const refusals = [
    ...freshImportDiffers(prior, planned, notes, forced),
    ...refuseReplacement({ ...predecessor, fresh: false }, planned),
  ];
  return refusals.length > 0 ? refusals : released(prior, forced);
}

/** The attributes whose change Terraform must answer with another allocation. */
function forcedReplacement(prior: AllocationState, planned: AllocationState): string[] {
  const changes: [string, boolean][] = [
    ["connection_id", planned.connection_id !== prior.connection_id],
    [
      "deallocation_policy",
      planned.deallocation_policy !== null && planned.deallocation_policy !== prior.deallocation_policy,
    ],
    ["flow_id", planned.flow_id !== prior.flow_id],
  ];
  return changes.filter(([, changed]) => changed).map(([name]) => name);
}

function predecessorOf(
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  warned: boolean,
): Predecessor {
  return {
    id: prior.id as string,
    connection_id: prior.connection_id as string | null,
    green_vn: prior.green_vn as string | null,
    protected: isProtected(prior) || isProtected(planned),
    abandoned: prior.deletion_policy === "abandon",
    fresh: notes.imported !== undefined,
    warned,
  };
}

/** A protection that is not known yet protects. */
function isProtected(state: AllocationState): boolean {
  return state.deletion_protection === true || isUnknown(state.deletion_protection);
}

function refuseReplacement(predecessor: Predecessor, planned: AllocationState): Diagnostic[] {
  const name = nameOf(predecessor);
  if (predecessor.protected)
    return [
      error(
        `Refused to replace ${name}: it is protected`,
        `deletion_protection is true, or not known yet, in state or in the declaration, and a replacement would release ${numberOf(predecessor.green_vn)}. Set deletion_protection = false, apply that, and then replace.`,
        attributePath("deletion_protection"),
      ),
    ];
  if (predecessor.fresh)
    return [
      error(
        `Refused to replace ${name}: it was just imported`,
        `What was just imported is not replaced until its first apply, or 24 hours after the import: ${numberOf(predecessor.green_vn)} would be released. To give the number up all the same, destroy the allocation first.`,
      ),
    ];
  if (
    predecessor.abandoned &&
    (planned.connection_id === predecessor.connection_id || isUnknown(planned.connection_id))
  )
    return [
      error(
        `Refused to replace ${name}: the abandoned allocation keeps its connection_id`,
        'deletion_policy is "abandon": the allocation would live on and still hold its connection_id, so that another could not be created by that name. Declare another connection_id, or set deletion_policy = "deallocate" and apply that first.',
        attributePath("connection_id"),
      ),
    ];
  return [];
}

/** A fresh import is never replaced by what its declaration got wrong. */
function freshImportDiffers(
  prior: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  forced: readonly string[],
): Diagnostic[] {
  if (!notes.imported) return [];
  return forced.map((name) => {
    const at = name as keyof AllocationState;
    return error(
      `Imported ${name} differs from the declaration of ${nameOf(prior)}`,
      `The allocation has ${name} = ${shown(prior[at])}, and the declaration says ${shown(planned[at])}. Applying that would delete the allocation that was just imported and release ${numberOf(prior.green_vn)}. Declare ${name} = ${shown(prior[at])}, or import another allocation.`,
      attributePath(name),
    );
  });
}

function shown(value: unknown): string {
  return isUnknown(value) ? "(known after apply)" : JSON.stringify(value);
}

function released(prior: AllocationState, forced: readonly string[]): Diagnostic[] {
  if (prior.deletion_policy === "abandon") return [];
  const keep: Record<string, string> = {
    connection_id: `To keep the number, keep connection_id = ${JSON.stringify(prior.connection_id)}: it is a name given at creation, and nothing else depends on it. It can also be put under lifecycle { ignore_changes = [connection_id] }.`,
    deallocation_policy:
      "To keep the number, keep the deallocation policy as it is or remove the block: it can not be updated.",
    flow_id: "To keep the number, keep flow_id as it is or leave it out: it can not be updated.",
  };
  return [
    willBeReleased(
      prior,
      `Replacing the allocation (${forced.join(", ")} changes)`,
      forced.map((name) => keep[name]).join(" "),
    ),
  ];
}

function chargedWarnings(
  base: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  numberWarnings: readonly string[],
): Diagnostic[] {
  const changes = partyChanges(base, planned);
  const isOpen = changes.every(({ certainty }) => certainty === "open");
  const parties = [
    `${isOpen ? `${MAY_ASK}the` : "The"} parties are changed in place (${changes.map(({ name }) => name).join(", ")}); the number stays.`,
    ...doubts(notes),
  ];
  return allocationCalls(base, planned).map((call) =>
    willBeCharged(call, base, (call.operation === "vn" ? numberWarnings : parties).join(" ")),
  );
}

function recordedWarning(prior: AllocationState, recorded: readonly string[], planned: AllocationState): Diagnostic[] {
  const stays = planned.green_vn === prior.green_vn;
  // A request for a number carries what is wished of it, but for the postal code.
  const isRequested = (name: string) =>
    REQUESTED_WITH_A_NUMBER.includes(name) || (name.startsWith("preferences.") && isUnknown(planned.preferences));
  const names = stays ? recorded : recorded.filter((name) => !isRequested(name));
  if (names.length === 0) return [];
  return [
    warning(
      `Recorded, not requested: ${names.join(", ")} of ${nameOf(prior)}`,
      [
        `The API does not tell these, so the declaration is taken for what is in force: no call is made and nothing is charged for them${stays ? ", and the number stays" : ""}.`,
        ...(names.some((name) => name.endsWith("_pins"))
          ? ["PINs are not sent: where others are in force, change them after this apply."]
          : []),
        ...(stays ? ["Recorded, not requested: change rotation_triggers to take a number by it."] : []),
      ].join(" "),
    ),
  ];
}

const REQUESTED_WITH_A_NUMBER: readonly string[] = [
  "preferences.greenvn",
  "preferences.region",
  "preferences.number_type",
  "strictness",
  "rotation_triggers",
];

function pinCodeWarning(prior: AllocationState, planned: AllocationState): Diagnostic[] {
  const before = pinCodeOf(prior);
  const after = pinCodeOf(planned);
  if (typeof after !== "string" || after === before) return [];
  return [
    warning(
      `pin_code of ${nameOf(prior)} is recorded, not requested`,
      "A postal code counts at creation only: the API takes none when a number is changed. The number stays where it is.",
      attributePath("preferences", "pin_code"),
    ),
  ];
}

function pinCodeOf({ preferences }: AllocationState): Maybe<string> | null {
  return preferences === null || isUnknown(preferences) ? null : preferences.pin_code;
}

/** The prior form where it holds the very same numbers. */
function keepForm(
  prior: AllocationState["aparty_numbers"],
  declared: AllocationState["aparty_numbers"],
): AllocationState["aparty_numbers"] {
  if (prior === null || declared === null || isUnknown(prior) || isUnknown(declared) || declared.some(isUnknown))
    return declared;
  return sameNumbers(prior as readonly string[], declared as readonly string[]) ? prior : declared;
}

/** The prior form where it is equally long. */
function keepLength(
  prior: AllocationState["deallocation_policy"],
  declared: AllocationState["deallocation_policy"],
): AllocationState["deallocation_policy"] {
  if (prior === null || declared === null || isUnknown(prior) || isUnknown(declared)) return declared;
  const before = prior.duration;
  const after = declared.duration;
  return typeof before === "string" && typeof after === "string" && sameDuration(before, after) ? prior : declared;
}

/** Before a destroy: what is protected may only be forgotten once it is provably gone. */
export async function planAllocationDestroy({
  prior,
  notes,
  session,
}: {
  prior: AllocationState;
  notes: Notes;
  session: Session;
}): Promise<PlannedDestroy> {
  const what = `destroy ${nameOf(prior)}`;
  const cannot = session.kind === "ready" || isProtected(prior) ? cannotCall(session, prior.account_sid, what) : null;
  if (cannot) return { notes, diagnostics: [cannot] };
  const remembered = readNotes(notes, session.now());
  // As above: a creation by its name beside this, under another address, is another one.
  if (session.kind === "ready" && remembered.imported === undefined) endCreation(session, prior);
  if (isProtected(prior) && session.kind === "ready") {
    const looked = await session.api.read(prior.id as string, pinsIn(prior));
    switch (looked.kind) {
      case "gone":
        return { notes, diagnostics: [] };
      case "found":
        return { notes, diagnostics: [refuseDestroy(prior)] };
      case "failed":
        return {
          notes,
          diagnostics: [
            error(
              `Could not ${what}: it is protected, and could not be read`,
              `${explain(looked.failure)} A protected allocation may only be forgotten once it is known to be gone. Nothing was deleted.`,
              attributePath("deletion_protection"),
            ),
          ],
        };
    }
  }
  if (prior.deletion_policy === "abandon") return { notes, diagnostics: [] };
  const predecessor: Predecessor = { ...predecessorOf(prior, prior, remembered, true) };
  return {
    notes: writeNotes({ ...remembered, predecessor }),
    diagnostics: [
      willBeReleased(
        prior,
        "Destroying the allocation",
        'To keep it alive and only forget it, apply deletion_policy = "abandon" first.',
      ),
    ],
  };
}

export function refuseDestroy(prior: AllocationState): Diagnostic {
  return error(
    `Refused to destroy ${nameOf(prior)}: it is protected`,
    `deletion_protection is true, and destroying would release ${numberOf(prior.green_vn)} for good. No call was made to delete it. Set deletion_protection = false, apply that, and then destroy.`,
    attributePath("deletion_protection"),
  );
}
