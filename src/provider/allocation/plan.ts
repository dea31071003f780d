import { leavesOf } from "../../domain/attributes/attributes";
import { isUnknown, type Maybe, UNKNOWN } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { allocationCalls, areAboutPins, partyChanges } from "../../rules/charged-calls";
import { checkCredentials } from "../common/credentials";
import { willBeCharged } from "../common/messages";
import { cannotCall, moveWarning, type Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { plannedAtCreation, plannedLater } from "../common/whole-state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { declaredForms } from "../steps/change-parties";
import { collisions } from "../steps/collisions";
import { importAdoption } from "../steps/import-adoption";
import { noPinsToSend } from "../steps/messages";
import { planNumber } from "../steps/plan-number";
import { endCreation } from "../steps/refresh";
import { rememberStrictPin } from "../steps/strict-pins";
import {
  createdWithoutPins,
  keptBesideWriteOnly,
  partiesWillChange,
  pinCodeIsOnlyRecorded,
  pinsMayBeOthers,
  recorded,
} from "./messages";
import { plannedUse } from "./planned-use";
import { forcedReplacement, predecessorOf, refuseReplacement, replacementDiagnostics } from "./replacement";

interface PlanRequest {
  readonly prior: Known<AllocationState> | null;
  readonly config: AllocationState;
  readonly notes: Notes;
  readonly session: Session;
}

export async function planAllocation(request: PlanRequest): Promise<Planned<AllocationState>> {
  const plan = await planAlone(request);
  if (plan.diagnostics.some(({ severity }) => severity === "error")) return plan;
  const { predecessor } = readNotes(plan.notes, request.session.now());
  rememberStrictPin(request.session, "greenvn_allocation", request.prior?.id, plan.planned);
  const { use, isSecondHalf } = plannedUse(request.prior, plan, predecessor);
  return { ...plan, diagnostics: [...plan.diagnostics, ...collisions(request.session, use, isSecondHalf)] };
}

/** As if there were no other resource. */
async function planAlone({ prior, config, notes, session }: PlanRequest): Promise<Planned<AllocationState>> {
  const remembered = readNotes(notes, session.now());
  if (prior === null) return planCreation(config, remembered, session);
  // State has it, refreshed or not: a creation by its name that is planned now is another one.
  if (session.kind === "ready" && remembered.imported === undefined) endCreation(session, prior);
  return planUpdate(prior, config, remembered, session);
}

async function planCreation(
  config: AllocationState,
  notes: ProviderNotes,
  session: Session,
): Promise<Planned<AllocationState>> {
  const planned: AllocationState = {
    ...plannedAtCreation("allocation", config),
    account_sid: session.kind === "ready" ? session.accountSid : UNKNOWN,
    api_origin: session.kind === "ready" ? session.apiOrigin : UNKNOWN,
  };
  // Private data beside no prior state: Terraform replaces what that data names.
  const { predecessor } = notes;
  const kept: ProviderNotes = predecessor ? { predecessor } : {};
  return {
    planned,
    replace: [],
    notes: writeNotes(kept),
    diagnostics: [
      ...(predecessor ? refuseReplacement(predecessor, planned) : []),
      ...(planned.pins_wo_version !== null && hasNoPinsToSend(config) ? [createdWithoutPins(planned)] : []),
      ...(await checkCredentials(session, planned)),
    ],
  };
}

function planUpdate(
  prior: Known<AllocationState>,
  config: AllocationState,
  notes: ProviderNotes,
  session: Session,
): Planned<AllocationState> {
  const refused = session.kind === "ready" ? cannotCall(session, prior, "plan", prior) : null;
  const { baseline, recorded: taken } = importAdoption<AllocationState>("allocation", prior, config, notes);
  const declared = withoutStatePins(plannedLater("allocation", baseline, config), config);
  const number = planNumber({ ...baseline, green_vn: prior.green_vn }, declared, notes);
  const planned: AllocationState = {
    ...declared,
    account_sid: prior.account_sid ?? (session.kind === "ready" ? session.accountSid : null),
    green_vn: number.greenVn,
  };
  if (refused) return { planned, replace: [], notes: writeNotes(notes), diagnostics: [refused] };

  const forced = forcedReplacement(baseline, planned);
  const predecessor = predecessorOf(prior, planned, notes, forced.length > 0);
  const diagnostics =
    forced.length > 0
      ? replacementDiagnostics(prior, planned, notes, predecessor, forced)
      : [
          ...number.diagnostics,
          ...chargedWarnings(baseline, planned, notes, number.consequence),
          ...nothingToSend(baseline, planned, config),
          ...keptBesideVersion(planned, config),
          ...pinsInDoubt(baseline, planned, notes),
          ...recordedWarning(prior, taken, planned),
          ...pinCodeWarning(baseline, planned),
        ];
  return {
    planned,
    replace: forced.map((name) => attributePath(name)),
    notes: writeNotes({ ...notes, predecessor, ...declaredForms(prior, config) }),
    diagnostics: [...moveWarning(session, prior, prior), ...diagnostics],
  };
}

function chargedWarnings(
  baseline: AllocationState,
  planned: AllocationState,
  notes: ProviderNotes,
  consequence: readonly string[],
): Diagnostic[] {
  return allocationCalls(baseline, planned).map((call) => {
    if (call.operation === "vn") return willBeCharged(call, baseline, consequence);
    const changes = partyChanges(baseline, planned);
    const parties = {
      names: changes.map(({ name }) => name),
      certain: changes.some(({ certainty }) => certainty !== "open"),
    };
    return partiesWillChange(call, baseline, parties, notes);
  });
}

/** PINs that are write-only stand in no state, also those that were managed there before. */
function withoutStatePins(planned: AllocationState, config: AllocationState): AllocationState {
  const { pins_wo_version: version } = planned;
  if (version === null) return planned;
  const side = (name: "aparty_pins" | "bparty_pins") =>
    config[name] ?? (isUnknown(version) && planned[name] !== null ? UNKNOWN : null);
  return { ...planned, aparty_pins: side("aparty_pins"), bparty_pins: side("bparty_pins") };
}

/** A charged call that would send no PINs is none that anybody wants. */
function nothingToSend(baseline: AllocationState, planned: AllocationState, config: AllocationState): Diagnostic[] {
  if (planned.pins_wo_version === null || !hasNoPinsToSend(config)) return [];
  const sends = partyChanges(baseline, planned).some(({ name }) => name === "pins_wo_version");
  return sends ? [noPinsToSend(baseline)] : [];
}

/** Under ignore_changes Terraform declares what state holds, whatever is written. */
function keptBesideVersion(planned: AllocationState, config: AllocationState): Diagnostic[] {
  if (planned.pins_wo_version === null) return [];
  const kept = (["aparty_pins", "bparty_pins"] as const).filter((name) => config[name] !== null);
  return kept.map((name) => keptBesideWriteOnly(planned, name));
}

/** A call that nobody saw carried out may have changed what no answer tells, and nothing is planned that would tell. */
function pinsInDoubt(baseline: AllocationState, planned: AllocationState, { unresolved }: ProviderNotes): Diagnostic[] {
  if (unresolved?.sent.operation !== "call-party" || partyChanges(baseline, planned).length > 0) return [];
  // A damaged note fails the apply that has to do with it, and not every plan.
  const { changes = [] }: { readonly changes?: readonly string[] } = unresolved.sent;
  return areAboutPins(changes) ? [pinsMayBeOthers(baseline, unresolved.at)] : [];
}

function hasNoPinsToSend({ aparty_pins_wo: aparty, bparty_pins_wo: bparty }: AllocationState): boolean {
  return aparty === null && bparty === null;
}

function recordedWarning(
  prior: Known<AllocationState>,
  taken: readonly string[],
  planned: AllocationState,
): Diagnostic[] {
  const stays = planned.green_vn === prior.green_vn;
  // A request for a number carries what is wished of it, but for the postal code.
  const isRequested = (name: string) =>
    BY_EFFECT.get(name) === "vn" || (name.startsWith("preferences.") && isUnknown(planned.preferences));
  const names = stays ? taken : taken.filter((name) => !isRequested(name));
  return names.length === 0 ? [] : [recorded(prior, names, stays)];
}

const BY_EFFECT = new Map(leavesOf().map(([path, { effect }]) => [path, effect]));

function pinCodeWarning(prior: AllocationState, planned: AllocationState): Diagnostic[] {
  const before = pinCodeOf(prior);
  const after = pinCodeOf(planned);
  return typeof after !== "string" || after === before ? [] : [pinCodeIsOnlyRecorded(prior)];
}

function pinCodeOf({ preferences }: AllocationState): Maybe<string> | null {
  return preferences === null || isUnknown(preferences) ? null : preferences.pin_code;
}
