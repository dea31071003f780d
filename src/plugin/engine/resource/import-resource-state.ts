import { unlessStray } from "../calls-under-way";
import { couldNot, importWithoutState, notConfigured } from "../messages";
import { type AnyResource, hasErrors, type Runtime } from "../runtime";
import { savable, type StateResult } from "../state-result";

/** The state by which a read finds an imported resource. */
export async function importResource(runtime: Runtime, resource: AnyResource, id: string): Promise<StateResult> {
  const summary = couldNot.import(resource.type);
  const context = runtime.context();
  if (context === undefined) return { state: null, notes: {}, diagnostics: [notConfigured(summary)] };
  try {
    const reached = await unlessStray(() => resource.importState({ ...context, id }));
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
