import type { Diagnostic } from "../../sdk/diagnostic";
import type { MoveRequest } from "../../sdk/resource";
import type { JsonValue } from "../../sdk/value";
import { isRecord } from "../../values/json-value";
import { mendApplied } from "../check-applied";
import { cannotTakeOver, couldNot, resultMisfits, sourceIsNotJson } from "../messages";
import { sameProvider } from "../provider-address";
import { type AnyResource, asObject, hasErrors, type Runtime } from "../runtime";
import type { StateResult } from "../state-result";
import { upgradeState } from "./upgrade-resource-state";

/**
 * Takes over the state of another type (`moved` blocks), or of the same type under another provider address (OpenTofu).
 */
export function moveState(
  runtime: Runtime,
  resource: AnyResource,
  request: Omit<MoveRequest, "sourceState"> & { readonly sourceState: JsonValue | undefined },
): StateResult {
  const { provider } = runtime;
  const { sourceType, sourceProvider, sourceVersion, sourceState, sourceNotes } = request;
  const summary = couldNot.move(sourceType, resource.type);
  const refused = (diagnostic: Diagnostic): StateResult => ({ state: null, notes: {}, diagnostics: [diagnostic] });
  if (sourceType === resource.type && sameProvider(provider.address, sourceProvider)) {
    const upgraded = upgradeState(runtime, resource, { version: sourceVersion, json: sourceState });
    return { ...upgraded, notes: sourceNotes };
  }
  if (!isRecord(sourceState)) return refused(sourceIsNotJson(summary));
  try {
    const reached = resource.move?.({ ...request, sourceState }) ?? null;
    if (reached === null) return refused(cannotTakeOver(summary, sourceType, sourceProvider));
    const { state, notes, diagnostics } = reached;
    if (hasErrors(diagnostics) || state === null) return { state: null, notes, diagnostics };
    const checked = mendApplied(resource.schema.attributes, null, asObject(state), null);
    if (checked.mended.length > 0) return refused(resultMisfits(provider, summary, checked.mended));
    return { state: checked.state, notes, diagnostics };
  } catch (thrown) {
    return refused(runtime.thrown(summary, "stateKept", thrown));
  }
}
