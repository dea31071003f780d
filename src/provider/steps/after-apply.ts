import { isUnknown } from "../../domain/unknown";
import type { ProviderNotes } from "../memory/notes";

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

/** What a plan told the steps that it might lead to is not saved. */
export function withoutMarks({ predecessor: _replaced, declaredForms: _sent, ...notes }: ProviderNotes): ProviderNotes {
  return notes;
}
