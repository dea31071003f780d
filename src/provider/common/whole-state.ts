import type { AttributeRow, Place } from "../../domain/attributes/attribute-row";
import { type NameIn, rowsIn, type StateIn } from "../../domain/attributes/attributes";
import { sameDuration } from "../../domain/duration";
import { isUnknown, UNKNOWN } from "../../domain/unknown";
import type { Known } from "../../plugin/sdk/value";
import { samePhoneNumbers } from "../../rules/charged-calls";

// Whole states, made row by row: no list of attributes stands anywhere but in the table.

/** Nothing is told yet; the defaults stand, so that a declaration without them plans nothing. */
export function blankState<P extends Place>(place: P): Known<StateIn<P>> {
  return stateOf<P, Known<StateIn<P>>>(place, (_name, { whenAbsent }) =>
    whenAbsent.kind === "default" ? whenAbsent.value : null,
  );
}

/** A creation as it is planned: what is declared, its default, or what the API is going to tell. */
export function plannedAtCreation<P extends Place>(place: P, config: StateIn<P>): StateIn<P> {
  return stateOf(place, (name, row) => (isComputed(row, place) ? UNKNOWN : (config[name] ?? atCreation(row))));
}

/**
 * An update as it is planned: what is declared, in the form that state has where it says the same; where the
 * configuration is silent its default, or what is there. What is computed stays.
 */
export function plannedLater<P extends Place>(place: P, prior: StateIn<P>, config: StateIn<P>): StateIn<P> {
  return stateOf(place, (name, row) => {
    if (isComputed(row, place)) return prior[name];
    const declared = config[name] ?? later(row, prior[name]);
    return saysTheSame(row.kind, prior[name], declared) ? prior[name] : declared;
  });
}

/** What Terraform hands over to be applied: all that is declared is known, and what is yet to be told is null. */
export function toBeApplied<S extends object>(planned: S): Known<S> {
  // Unknown parts become null here, which is what the type says.
  return withoutUnknown(planned) as Known<S>;
}

/** The state of another type, as far as both hold the same; the rest as `blankState` has it. */
export function carriedOver<T extends Place>(
  from: Place,
  to: T,
  source: Readonly<Record<string, unknown>>,
): Known<StateIn<T>> {
  return stateOf<T, Known<StateIn<T>>>(to, (name, row) =>
    row[from] === undefined ? blankValue(row) : membersIn(row.kind, to, source[name]),
  );
}

/** The names of a place's rows that `is` picks, in the order of the table. */
export function namesOf<P extends Place>(place: P, is: (row: AttributeRow) => boolean): readonly NameIn<P>[] {
  return rowsIn(place).flatMap(({ name, row }) => (is(row) ? [name] : []));
}

/** `into` with the values that `from` has under these names. */
export function withValues<S extends object>(into: S, from: S, names: readonly string[]): S {
  return { ...into, ...Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name))) };
}

function isComputed(row: AttributeRow, place: Place): boolean {
  return row[place]?.origin === "computed";
}

function stateOf<P extends Place, S = StateIn<P>>(place: P, value: (name: NameIn<P>, row: AttributeRow) => unknown): S {
  // The rows make the type, too; that each value is of its row's kind is what this file is for.
  const state: Record<string, unknown> = {};
  for (const { name, row } of rowsIn(place)) state[name] = value(name, row);
  return state as S;
}

function blankValue({ whenAbsent }: AttributeRow): unknown {
  return whenAbsent.kind === "default" ? whenAbsent.value : null;
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

/** Whether two values are the same in another form: other orders and forms of numbers, equal lengths. */
function saysTheSame(kind: AttributeRow["kind"], prior: unknown, declared: unknown): boolean {
  switch (kind) {
    case "numbers":
      return areTexts(prior) && areTexts(declared) && samePhoneNumbers(prior, declared);
    case "duration":
      return typeof prior === "string" && typeof declared === "string" && sameDuration(prior, declared);
    case "text":
    case "number":
    case "flag":
    case "pins":
    case "write-only pins":
    case "count":
    case "texts by key":
      return prior === declared;
  }
  if (!isObject(prior) || !isObject(declared)) return false;
  return Object.entries(kind).every(([name, row]) =>
    saysTheSame(row.kind, prior[name] ?? null, declared[name] ?? null),
  );
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with the members that the place has; what it lacks of them is null. */
function membersIn(kind: AttributeRow["kind"], place: Place, value: unknown): unknown {
  if (typeof kind === "string" || !isObject(value)) return value ?? null;
  const members = Object.entries<AttributeRow>(kind).filter(([, row]) => row[place] !== undefined);
  return Object.fromEntries(members.map(([name]) => [name, value[name] ?? null]));
}

function withoutUnknown(value: unknown): unknown {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutUnknown(inner)]));
}
