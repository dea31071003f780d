import type { AttributeRow, Place } from "../../domain/attribute-row";
import { type NameIn, rowsIn, type StateIn } from "../../domain/attributes";
import { isUnknown, UNKNOWN } from "../../domain/unknown";
import { sameNumbers } from "../../rules/charged-calls";

// Whole states, made row by row: no list of attributes stands anywhere but in the table.

/** Nothing is told yet; the defaults stand, so that a declaration without them plans nothing. */
export function blankState<P extends Place>(place: P): StateIn<P> {
  return stateOf(place, (_name, { whenAbsent }) => (whenAbsent.kind === "default" ? whenAbsent.value : null));
}

/** A creation as it is planned: what is declared, its default, or what the API is going to tell. */
export function plannedAtCreation<P extends Place>(place: P, config: StateIn<P>): StateIn<P> {
  return stateOf(place, (name, row) => {
    if (isComputed(row, place)) return UNKNOWN;
    return config[name] ?? atCreation(row);
  });
}

/**
 * An update as it is planned: what is declared, in the form that state has where it says the same; where the
 * configuration is silent its default, or what is there. What is computed stays.
 */
export function plannedLater<P extends Place>(place: P, prior: StateIn<P>, config: StateIn<P>): StateIn<P> {
  return stateOf(place, (name, row) => {
    if (isComputed(row, place)) return prior[name];
    return row.kind === "numbers" ? keepForm(prior[name], config[name]) : (config[name] ?? later(row, prior[name]));
  });
}

/** The state of another type, as far as both hold the same; the rest as `blankState` has it. */
export function carriedOver<F extends Place, T extends Place>(from: F, to: T, source: StateIn<F>): StateIn<T> {
  const held: Readonly<Record<string, unknown>> = source;
  const blank = blankState(to);
  return stateOf(to, (name, row) => (row[from] === undefined ? blank[name] : membersIn(row.kind, to, held[name])));
}

/** The names of a place's rows that `is` picks, in the order of the rows. */
export function namesOf<P extends Place>(place: P, is: (row: AttributeRow) => boolean): readonly NameIn<P>[] {
  return rowsIn(place).flatMap(([name, row]) => (is(row) ? [name] : []));
}

/** `into` with the values that `from` has of the names. */
export function withValues<S extends object>(into: S, from: Partial<S>, names: readonly (keyof S)[]): S {
  return { ...into, ...Object.fromEntries(names.map((name) => [name, from[name]])) };
}

function stateOf<P extends Place>(place: P, value: (name: NameIn<P>, row: AttributeRow) => unknown): StateIn<P> {
  // The rows make the type; that each value is of its row's kind is what this file is for.
  return Object.fromEntries(rowsIn(place).map(([name, row]) => [name, value(name, row)])) as StateIn<P>;
}

function isComputed(row: AttributeRow, place: Place): boolean {
  return row[place]?.origin === "computed";
}

function atCreation({ whenAbsent }: AttributeRow): unknown {
  switch (whenAbsent.kind) {
    case "null":
    case "kept":
      return null;
    case "told":
      return UNKNOWN;
    case "default":
    case "default at creation":
      return whenAbsent.value;
  }
}

function later({ whenAbsent }: AttributeRow, prior: unknown): unknown {
  switch (whenAbsent.kind) {
    case "null":
      return null;
    case "kept":
    case "told":
    case "default at creation":
      return prior;
    case "default":
      return whenAbsent.value;
  }
}

/** The prior form where it holds the very same numbers. */
function keepForm(prior: unknown, declared: unknown): unknown {
  return areTexts(prior) && areTexts(declared) && sameNumbers(prior, declared) ? prior : declared;
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

/** An object with the members that the place has; what it lacks of them is null. */
function membersIn(kind: AttributeRow["kind"], place: Place, value: unknown): unknown {
  if (typeof kind === "string" || isUnknown(value) || typeof value !== "object" || value === null) return value ?? null;
  const held = new Map<string, unknown>(Object.entries(value));
  const members = Object.entries<AttributeRow>(kind).filter(([, row]) => row[place] !== undefined);
  return Object.fromEntries(members.map(([name]) => [name, held.get(name) ?? null]));
}
