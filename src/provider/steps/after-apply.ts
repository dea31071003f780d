import { leavesOf } from "../../domain/attributes/attributes";
import { isUnknown } from "../../domain/unknown";
import type { ProviderNotes } from "../memory/notes";
import { withSettled } from "./adopt-lost-writes";

/** State after an apply that succeeded: what the plan knew comes back as planned, the rest is what was reached. */
export function fulfilled<S extends object>(planned: S, reached: S): S {
  const known = Object.entries(planned).filter(([, value]) => !isUnknown(value));
  return { ...reached, ...Object.fromEntries(known) };
}

/** The first apply ends the freshness of an import, and every mark that its plan left. */
export function afterApply(notes: ProviderNotes): ProviderNotes {
  const { imported: _fresh, pinsLanded: _recorded, ...kept } = withoutMarks(notes);
  return kept;
}

/** What a plan told the steps that it might lead to is not saved; and what a read found is saved with the rest. */
export function withoutMarks({
  savedAs: _saved,
  predecessor: _replaced,
  standing: _succeeded,
  declaredForms: _sent,
  ...notes
}: ProviderNotes): ProviderNotes {
  return notes;
}

/** What was wished was recorded with no request: an earlier one, too, is part of what the import found. */
export function withOpenRequestRecorded(notes: ProviderNotes, recorded: readonly string[]): ProviderNotes {
  const { unresolved, ...rest } = notes;
  const isOfNumber = recorded.some((name) => WISHES.has(name));
  return isOfNumber && unresolved?.sent.operation === "vn" ? withSettled(rest, unresolved.write) : notes;
}

const WISHES = new Set(leavesOf().flatMap(([path, { effect }]) => (effect === "vn" ? [path] : [])));
