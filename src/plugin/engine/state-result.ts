import type { Diagnostic } from "../sdk/diagnostic";
import type { Notes } from "../sdk/resource";
import type { ObjectValue } from "../values/same-value";
import { mendApplied } from "./check-applied";
import { resultMisfits } from "./messages";
import { type AnyDataSource, type AnyResource, asObject, type Runtime } from "./runtime";

/** The state after a request, as Terraform saves it. */
export interface StateResult {
  readonly state: ObjectValue | null;
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

/** A state that was read, made whole; where it does not fit the schema, the one `before` and the report of a bug. */
export function savable(
  { provider }: Runtime,
  { schema }: AnyResource | AnyDataSource,
  state: object,
  before: ObjectValue | null,
  { notes, diagnostics }: Pick<StateResult, "notes" | "diagnostics">,
  summary: string,
): StateResult {
  const checked = mendApplied(schema.attributes, null, asObject(state), before);
  if (checked.mended.length === 0) return { state: checked.state, notes, diagnostics };
  return { state: before, notes, diagnostics: [...diagnostics, resultMisfits(provider, summary, checked.mended)] };
}
