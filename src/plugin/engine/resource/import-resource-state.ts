import type { Diagnostic } from "../../sdk/diagnostic";
import type { ObjectValue } from "../../values/same-value";
import { unlessStray } from "../calls-under-way";
import { couldNot, hasNoIdentity, identityIncomplete, importWithoutState, notConfigured } from "../messages";
import { type AnyResource, hasErrors, type Runtime } from "../runtime";
import { savable, type StateResult } from "../state-result";

/** The state by which a read finds an imported resource. `identity`: what it is imported by in place of an id. */
export async function importResource(
  runtime: Runtime,
  resource: AnyResource,
  id: string,
  identity: ObjectValue | null = null,
): Promise<StateResult> {
  const summary = couldNot.import(resource.type);
  const wrong = identity === null ? null : wrongIdentity(resource, identity, summary);
  if (wrong !== null) return { state: null, notes: {}, diagnostics: [wrong] };
  const context = runtime.context();
  if (context === undefined) return { state: null, notes: {}, diagnostics: [notConfigured(summary)] };
  try {
    const reached = await unlessStray(() =>
      resource.importState({ ...context, ...(identity === null ? { id } : { id: "", identity }) }),
    );
    if (reached.state !== null) return savable(runtime, resource, reached.state, null, reached, summary);
    const { diagnostics } = reached;
    return {
      state: null,
      notes: {},
      diagnostics: hasErrors(diagnostics)
        ? diagnostics
        : [...diagnostics, importWithoutState(runtime.provider, summary)],
    };
  } catch (thrown) {
    return { state: null, notes: {}, diagnostics: [runtime.thrown(summary, "nothingImported", thrown)] };
  }
}

function wrongIdentity(resource: AnyResource, identity: ObjectValue, summary: string): Diagnostic | null {
  if (resource.identity === undefined) return hasNoIdentity(summary);
  const missing = Object.entries(resource.identity.attributes).flatMap(([name, { origin }]) =>
    origin === "required" && (identity[name] ?? null) === null ? [name] : [],
  );
  return missing.length === 0 ? null : identityIncomplete(summary, missing);
}
