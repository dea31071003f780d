import { type AttributeRow, isDeclarable, type Place } from "../../domain/attributes/attribute-row";
import { ATTRIBUTES } from "../../domain/attributes/attributes";
import { isUnknown } from "../../domain/unknown";
import type { Ready } from "../common/session";
import type { Holder } from "../memory/journal-entries";
import type { ProviderNotes } from "../memory/notes";

/** What a declaration is held against, and what of it was taken from the declaration itself. */
export interface ImportAdoption<S> {
  readonly baseline: S;
  /** Names of attributes that were recorded with no request. */
  readonly recorded: readonly string[];
}

/** The notes that an import begins with: what was sent before it is part of what it finds, whoever sent it. */
export function freshImport({ now, journal, imported }: Ready, holder: Holder): ProviderNotes {
  imported.add(holder.greenvnId);
  return {
    imported: { at: new Date(now()).toISOString(), by: "import" },
    settledWriteIds: journal.currentChangesOf(holder).map(({ write }) => write),
  };
}

/**
 * What no answer tells is taken over from the declaration while an import is fresh: nothing is requested for it. A
 * pinned number never is: whether it is in force is told. The same holds for PINs of a write that is known to have
 * landed.
 */
export function importAdoption<S extends object>(
  place: Place,
  prior: S,
  declared: S,
  notes: ProviderNotes,
): ImportAdoption<S> {
  if (!notes.imported && !notes.pinsLanded) return { baseline: prior, recorded: [] };
  const withPins = { ...prior, ...landedPins(declared, notes) };
  const baseline = notes.imported ? adopted(place, withPins, declared, notes.imported.by) : withPins;
  return { baseline, recorded: recordedNames(prior, baseline) };
}

/** What is declared of the PINs that a landed write sent. */
function landedPins(declared: object, { pinsLanded }: ProviderNotes): object {
  const values = Object.entries(declared).filter(([, value]) => value !== null);
  return Object.fromEntries(values.filter(([name]) => pinsLanded?.names.some((pins) => pins === name)));
}

function adopted<S extends object>(place: Place, prior: S, declared: S, by: "import" | "move"): S {
  const held = membersOf(prior);
  const wished = membersOf(declared);
  const values = rows().flatMap(([name, row]): [string, unknown][] => {
    if (!row.adopted || !isDeclarable(row, place)) return [];
    // An import records the default of what it could not learn; a moved resource knows what it was declared with.
    if (row.whenAbsent.kind === "default" && by === "import") return [[name, wished[name] ?? row.whenAbsent.value]];
    return [[name, adoptedValue(row, place, held[name] ?? null, wished[name] ?? null)]];
  });
  return { ...prior, ...Object.fromEntries(values) };
}

function adoptedValue({ kind }: AttributeRow, place: Place, held: unknown, wished: unknown): unknown {
  if (typeof kind === "string") return held ?? wished;
  const members = Object.entries(kind).filter(([, row]) => row[place] !== undefined);
  if (members.every(([, row]) => row.adopted) || (held === null && wished === null)) return held ?? wished;
  const [before, after] = [membersOf(held), membersOf(wished)];
  const taken = (name: string) => (isUnknown(wished) ? wished : (after[name] ?? null));
  return Object.fromEntries(members.map(([name, row]) => [name, before[name] ?? (row.adopted ? taken(name) : null)]));
}

/** Names of what differs, what a number is wished to be first, preferences each with its path. */
function recordedNames(prior: object, baseline: object): string[] {
  const [before, after] = [membersOf(prior), membersOf(baseline)];
  const differs = (one: unknown, other: unknown) => (one ?? null) !== (other ?? null);
  const wishes = rows().filter(([, { effect }]) => effect === "vn");
  const others = rows().filter(([, { effect }]) => effect !== "vn");
  return [...wishes, ...others].flatMap(([name, { kind, adopted: isAdopted, effect }]) => {
    if (!isAdopted) return [];
    if (typeof kind === "string" || effect !== "vn") return differs(before[name], after[name]) ? [name] : [];
    const [had, has] = [membersOf(before[name]), membersOf(after[name])];
    return Object.keys(kind).flatMap((member) => (differs(had[member], has[member]) ? [`${name}.${member}`] : []));
  });
}

function rows(): readonly [string, AttributeRow][] {
  return Object.entries(ATTRIBUTES);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
