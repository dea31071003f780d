import { sameDuration } from "../../domain/duration";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned } from "../../plugin/sdk/resource";
import { allocationCalls, partyChanges, sameNumbers } from "../../rules/charged-calls";
import { willBeCharged } from "../common/messages";
import { cannotCall, type Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { takeOverAllocation } from "../steps/import-adoption";
import { planNumber } from "../steps/plan-number";
import { endCreation } from "../steps/refresh";
import { partiesWillChange, pinCodeIsOnlyRecorded, recorded } from "./messages";
import { forcedReplacement, predecessorOf, refuseReplacement, replacementDiagnostics } from "./replacement";

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
  const refused = session.kind === "ready" ? cannotCall(session, prior.account_sid, "plan", prior) : null;
  const { base, recorded: taken } = takeOverAllocation(prior, config, notes);
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
          ...chargedWarnings(base, planned, notes, number.consequence),
          ...recordedWarning(prior, taken, planned),
          ...pinCodeWarning(base, planned),
        ];
  return {
    planned,
    replace: forced.map((name) => attributePath(name)),
    notes: writeNotes({ ...notes, predecessor }),
    diagnostics,
  };
}

function chargedWarnings(
  base: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  consequence: readonly string[],
): Diagnostic[] {
  const changes = partyChanges(base, planned);
  const parties = {
    names: changes.map(({ name }) => name),
    certain: changes.some(({ certainty }) => certainty !== "open"),
  };
  return allocationCalls(base, planned).map((call) =>
    call.operation === "vn" ? willBeCharged(call, base, consequence) : partiesWillChange(call, base, parties, notes),
  );
}

function recordedWarning(prior: AllocationState, taken: readonly string[], planned: AllocationState): Diagnostic[] {
  const stays = planned.green_vn === prior.green_vn;
  // A request for a number carries what is wished of it, but for the postal code.
  const isRequested = (name: string) =>
    REQUESTED_WITH_A_NUMBER.includes(name) || (name.startsWith("preferences.") && isUnknown(planned.preferences));
  const names = stays ? taken : taken.filter((name) => !isRequested(name));
  return names.length === 0 ? [] : [recorded(prior, names, stays)];
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
  return typeof after !== "string" || after === before ? [] : [pinCodeIsOnlyRecorded(prior)];
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
