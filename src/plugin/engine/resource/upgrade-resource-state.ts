import type { Diagnostic } from "../../sdk/diagnostic";
import type { MoveRequest } from "../../sdk/resource";
import type { JsonValue } from "../../sdk/value";
import { isRecord, MisfitError, objectFromJson } from "../../values/json-value";
import { sameProvider } from "../provider-address";
import { type AnyResource, asObject, hasErrors, type Runtime } from "../runtime";
import type { StateAnswer } from "./apply-resource-change";
import { mendApplied } from "./check-applied";

/** A state as a file holds it, and the version of the schema that wrote it. */
export interface StoredState {
  readonly version: number;
  /** Undefined where the state is not JSON, as before Terraform 0.12. */
  readonly json: JsonValue | undefined;
}

/**
 * Brings a stored state to the present schema, one version at a time. Attributes that the schema no longer has are
 * dropped.
 */
export function upgradeState(
  runtime: Runtime,
  resource: AnyResource,
  stored: StoredState,
): Pick<StateAnswer, "state" | "diagnostics"> {
  const what = `Could not read the saved state of ${resource.type}`;
  const refused = (detail: string): { state: null; diagnostics: readonly Diagnostic[] } => ({
    state: null,
    diagnostics: [{ severity: "error", summary: what, detail }],
  });
  const { version: target, attributes } = resource.schema;
  if (stored.json === null) return { state: null, diagnostics: [] };
  if (!isRecord(stored.json))
    return refused(
      "It is not a JSON object. States of Terraform before 0.12 must be upgraded with Terraform 0.12 first.",
    );
  if (stored.version > target) {
    return refused(
      `It was written by a newer version of the provider: its schema version is ${stored.version}, and version ${runtime.provider.version} of the provider knows ${target} at most. Use the newer provider, or restore an older state.`,
    );
  }
  try {
    let json: Readonly<Record<string, JsonValue>> = stored.json;
    for (let version = stored.version; version < target; version += 1) {
      const step = resource.upgrades?.[version];
      if (step === undefined)
        return {
          state: null,
          diagnostics: [
            runtime.bug("error", what, `There is no way from schema version ${version} to ${version + 1}.`),
          ],
        };
      json = step(json);
    }
    return { state: objectFromJson(json, attributes), diagnostics: [] };
  } catch (thrown) {
    if (thrown instanceof MisfitError)
      return refused(
        `The state is damaged, or was edited by hand: ${thrown.message}. Restore an older state, or remove the resource from state and import it.`,
      );
    return { state: null, diagnostics: [runtime.thrown(what, "State stays as it was.", thrown)] };
  }
}

/**
 * Takes over the state of another type (`moved` blocks), or of the same type under another provider address (OpenTofu).
 */
export function moveState(
  runtime: Runtime,
  resource: AnyResource,
  request: Omit<MoveRequest, "sourceState"> & { readonly sourceState: JsonValue | undefined },
): StateAnswer {
  const what = `Could not move ${request.sourceType} to ${resource.type}`;
  const refused = (...diagnostics: readonly Diagnostic[]): StateAnswer => ({ state: null, notes: {}, diagnostics });
  if (request.sourceType === resource.type && sameProvider(runtime.provider.address, request.sourceProvider)) {
    const upgraded = upgradeState(runtime, resource, { version: request.sourceVersion, json: request.sourceState });
    return { ...upgraded, notes: request.sourceNotes };
  }
  const { sourceState } = request;
  if (!isRecord(sourceState))
    return refused({ severity: "error", summary: what, detail: "The state of the source is not a JSON object." });
  try {
    const reached = resource.move?.({ ...request, sourceState }) ?? null;
    if (reached === null) {
      return refused({
        severity: "error",
        summary: what,
        detail: `The provider can not take over the state of ${request.sourceType} of ${request.sourceProvider}. Remove the moved block, and import the resource instead.`,
      });
    }
    if (hasErrors(reached.diagnostics) || reached.state === null)
      return { state: null, notes: reached.notes, diagnostics: reached.diagnostics };
    const state = asObject(reached.state);
    const checked = mendApplied(resource.schema.attributes, null, state, null);
    if (checked.mended.length > 0)
      return refused(
        runtime.bug("error", what, `The result does not fit the schema at: ${checked.mended.join(", ")}.`),
      );
    return { state: checked.state, notes: reached.notes, diagnostics: reached.diagnostics };
  } catch (thrown) {
    return refused(runtime.thrown(what, "State stays as it was.", thrown));
  }
}
