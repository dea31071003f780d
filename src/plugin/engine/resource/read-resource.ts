import type { Notes } from "../../sdk/resource";
import type { ObjectValue } from "../../values/same-value";
import { unlessStray } from "../calls-under-way";
import { couldNot, notConfigured } from "../messages";
import { type AnyResource, hasErrors, type Runtime } from "../runtime";
import { savable, type StateResult } from "../state-result";

/** What a resource is now. A null state removes it; beside an error what was known before is kept. */
export async function readResource(
  runtime: Runtime,
  resource: AnyResource,
  request: { readonly state: ObjectValue; readonly notes: Notes },
): Promise<StateResult> {
  const summary = couldNot.read(resource.type);
  const context = runtime.context();
  if (context === undefined) return { ...request, diagnostics: [notConfigured(summary)] };
  try {
    const reached = await unlessStray(() => resource.read({ ...context, ...request }));
    if (reached.state !== null) return savable(runtime, resource, reached.state, request.state, reached, summary);
    const { notes, diagnostics } = reached;
    return { state: hasErrors(diagnostics) ? request.state : null, notes, diagnostics };
  } catch (thrown) {
    return { ...request, diagnostics: [runtime.thrown(summary, "stateKept", thrown)] };
  }
}
