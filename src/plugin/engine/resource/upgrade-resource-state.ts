import type { Diagnostic } from "../../sdk/diagnostic";
import type { JsonValue } from "../../sdk/value";
import { isRecord, MisfitError, objectFromJson } from "../../values/json-value";
import { withoutWriteOnly } from "../../values/write-only";
import { isThrown } from "../log-thrown";
import { couldNot, noUpgradeFrom, stateIsDamaged, stateIsNewer, stateIsNotJson } from "../messages";
import type { AnyResource, Runtime } from "../runtime";
import type { StateResult } from "../state-result";

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
): Pick<StateResult, "state" | "diagnostics"> {
  const summary = couldNot.upgrade(resource.type);
  const refused = (diagnostic: Diagnostic) => ({ state: null, diagnostics: [diagnostic] });
  const { provider } = runtime;
  const { version: target, attributes } = resource.schema;
  if (stored.json === null) return { state: null, diagnostics: [] };
  if (!isRecord(stored.json)) return refused(stateIsNotJson(summary));
  if (stored.version > target) return refused(stateIsNewer(provider, summary, stored.version, target));
  try {
    let json: Readonly<Record<string, JsonValue>> = stored.json;
    for (let version = stored.version; version < target; version += 1) {
      const step = resource.upgrades?.[version];
      if (step === undefined) return refused(noUpgradeFrom(provider, summary, version));
      json = step(json);
    }
    return { state: withoutWriteOnly(objectFromJson(json, attributes), attributes), diagnostics: [] };
  } catch (thrown) {
    if (isThrown(thrown, MisfitError)) return refused(stateIsDamaged(summary, thrown.message));
    return refused(runtime.thrown(summary, "stateKept", thrown));
  }
}
