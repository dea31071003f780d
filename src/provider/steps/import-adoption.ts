import { isUnknown, type Maybe } from "../../domain/unknown";
import { PREFERENCE_NAMES, type Preferences, type VnAttributes } from "../../rules/attributes";
import type { Ready } from "../common/session";
import type { AllocationPreferences, AllocationState } from "../common/state";
import type { Holder } from "../memory/journal-entries";
import type { ProviderNotes } from "../memory/notes";

/** Prior state as the declaration is to be held against, and what of it was taken from the declaration. */
export interface TakenOver<S> {
  readonly base: S;
  /** Names of attributes that were recorded with no request. */
  readonly recorded: readonly string[];
}

/** The notes that an import begins with: what was sent before it is part of what it finds, whoever sent it. */
export function freshImport({ now, journal }: Ready, holder: Holder): ProviderNotes {
  return {
    imported: { at: new Date(now()).toISOString(), by: "import" },
    shown: journal.writesOf(holder).map(({ write }) => write),
  };
}

/**
 * What no answer tells is taken over from the declaration while an import is fresh: nothing is requested for it. The
 * same holds for PINs of a write that is known to have landed.
 */
export function takeOverAllocation(
  prior: AllocationState,
  declared: AllocationState,
  notes: ProviderNotes,
): TakenOver<AllocationState> {
  const pins = Object.fromEntries((notes.pinsLanded?.names ?? []).map((name) => [name, declared[name] ?? prior[name]]));
  const held: AllocationState = { ...prior, ...pins };
  if (!notes.imported) return { base: held, recorded: recordedNames(prior, held) };
  const vn = takeOverVn(held, declared, notes);
  const base: AllocationState = {
    ...held,
    ...vn.base,
    preferences: withPinCode(vn.base.preferences, held, declared),
    connection_id: held.connection_id ?? declared.connection_id,
    usage: held.usage ?? declared.usage,
    aparty_pins: held.aparty_pins ?? declared.aparty_pins,
    bparty_pins: held.bparty_pins ?? declared.bparty_pins,
    deallocation_policy: held.deallocation_policy ?? declared.deallocation_policy,
    flow_id: held.flow_id ?? declared.flow_id,
  };
  return { base, recorded: recordedNames(prior, base) };
}

/** The same for the wishes of a number alone. A pinned number is never taken over: whether it is in force is told. */
export function takeOverVn<S extends VnAttributes>(
  prior: S,
  declared: VnAttributes,
  notes: ProviderNotes,
): TakenOver<S> {
  if (!notes.imported) return { base: prior, recorded: [] };
  const wished = declared.preferences;
  const held = known(prior.preferences);
  const takes = (name: (typeof PREFERENCE_NAMES)[number]) =>
    held?.[name] ?? (isUnknown(wished) ? wished : (wished?.[name] ?? null));
  const preferences: Preferences | null =
    wished === null && held === null
      ? null
      : { greenvn: held?.greenvn ?? null, region: takes("region"), number_type: takes("number_type") };
  const base: S = {
    ...prior,
    preferences,
    // An import records the default of what it could not learn; a moved resource knows what it was declared with.
    strictness:
      notes.imported.by === "import" ? (declared.strictness ?? false) : (prior.strictness ?? declared.strictness),
    rotation_triggers: prior.rotation_triggers ?? declared.rotation_triggers,
  };
  return { base, recorded: recordedNames(prior, base) };
}

function withPinCode(
  preferences: Maybe<Preferences> | null,
  prior: AllocationState,
  declared: AllocationState,
): AllocationPreferences | null {
  const wished = declared.preferences;
  const pinCode = known(prior.preferences)?.pin_code ?? (isUnknown(wished) ? wished : (wished?.pin_code ?? null));
  const taken = known(preferences);
  return taken === null ? null : { ...taken, pin_code: pinCode };
}

type Recordable = VnAttributes & { readonly [name in keyof AllocationState]?: unknown };

function recordedNames(prior: Recordable, base: Recordable): string[] {
  const names = [
    "strictness",
    "rotation_triggers",
    "connection_id",
    "usage",
    "aparty_pins",
    "bparty_pins",
    "deallocation_policy",
    "flow_id",
  ] as const;
  const before: Partial<AllocationPreferences> = known(prior.preferences) ?? {};
  const after: Partial<AllocationPreferences> = known(base.preferences) ?? {};
  const preferences = ([...PREFERENCE_NAMES, "pin_code"] as const).filter(
    (name) => (after[name] ?? null) !== (before[name] ?? null),
  );
  return [
    ...preferences.map((name) => `preferences.${name}`),
    ...names.filter((name) => (base[name] ?? null) !== (prior[name] ?? null)),
  ];
}

function known<T>(value: Maybe<T> | null): T | null {
  return isUnknown(value) ? null : value;
}
