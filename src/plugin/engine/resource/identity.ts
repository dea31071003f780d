import type { Diagnostic } from "../../sdk/diagnostic";
import type { JsonValue, Value } from "../../sdk/value";
import { listOf } from "../../values/attribute-list";
import { isRecord, MisfitError, objectFromJson } from "../../values/json-value";
import { fits } from "../../values/misfits";
import { hasUnknown, type ObjectValue, sameValue } from "../../values/same-value";
import { isThrown, logThrown } from "../log-thrown";
import { couldNot, identityChanged, identityIsDamaged, identityIsNewer } from "../messages";
import type { AnyResource, Runtime } from "../runtime";

/** The identity of a state; null where the resource has none, or the state does not tell all of it yet. */
export function identityOf({ identity }: AnyResource, state: ObjectValue | null): ObjectValue | null {
  if (identity === undefined || state === null) return null;
  const told = identity.of(state);
  const whole: Record<string, Value> = {};
  for (const { name, attribute } of listOf(identity.attributes)) {
    const value: Value | undefined = told[name];
    if (value === undefined || value === null || !fits(value, attribute.type) || hasUnknown(value)) return null;
    whole[name] = value;
  }
  return whole;
}

/** Whether one identity says otherwise than the other. What was not told then says nothing. */
function differs({ identity }: AnyResource, before: ObjectValue, after: ObjectValue): boolean {
  return listOf(identity?.attributes ?? {}).some(({ name, attribute }) => {
    const isTold = (before[name] ?? null) !== null && (after[name] ?? null) !== null;
    return isTold && !sameValue(before[name], after[name], attribute.type);
  });
}

/** The identity beside a state that was read or changed: it stays what it was. */
export interface IdentityResult {
  readonly identity: ObjectValue | null;
  /** That it changed, which is refused. */
  readonly diagnostics: readonly Diagnostic[];
}

export function keptIdentity(
  runtime: Runtime,
  resource: AnyResource,
  state: ObjectValue | null,
  before: ObjectValue | null,
  summary: string,
): IdentityResult {
  if (state === null || resource.identity === undefined) return NONE;
  const known = before === null || hasUnknown(before) ? null : before;
  try {
    const now = identityOf(resource, state);
    if (now === null || known === null || !differs(resource, known, now))
      return { identity: now ?? known, diagnostics: [] };
    return { identity: known, diagnostics: [identityChanged(summary)] };
  } catch (thrown) {
    // What was reached must not be lost over it.
    logThrown(runtime.log, summary, thrown);
    return { identity: known, diagnostics: [] };
  }
}

const NONE: IdentityResult = { identity: null, diagnostics: [] };

/** The identity in a plan: none of what is to be created, since Terraform can't write an unknown one as JSON. */
export function plannedIdentity(
  resource: AnyResource,
  prior: ObjectValue | null,
  before: ObjectValue | null,
): ObjectValue | null {
  return prior === null ? null : (identityOf(resource, prior) ?? before);
}

/** An identity as a state file holds it. Attributes that it no longer has are dropped. */
export function upgradeIdentity(
  { provider }: Runtime,
  resource: AnyResource,
  stored: { readonly version: number; readonly json: JsonValue | undefined },
): IdentityResult {
  const summary = couldNot.upgradeIdentity(resource.type);
  const refused = (diagnostic: Diagnostic) => ({ identity: null, diagnostics: [diagnostic] });
  const { identity } = resource;
  if (identity === undefined || stored.json === null) return { identity: null, diagnostics: [] };
  if (stored.version > identity.version)
    return refused(identityIsNewer(provider, summary, stored.version, identity.version));
  if (!isRecord(stored.json)) return refused(identityIsDamaged(summary, "it is not a JSON object"));
  try {
    return { identity: objectFromJson(stored.json, identity.attributes), diagnostics: [] };
  } catch (thrown) {
    if (isThrown(thrown, MisfitError)) return refused(identityIsDamaged(summary, thrown.message));
    throw thrown;
  }
}
