import type { Notes } from "../../sdk/resource";
import type { ObjectValue } from "../../values/same-value";
import { type AnyDataSource, type AnyResource, asObject, hasErrors, notConfigured, type Runtime } from "../runtime";
import type { StateAnswer } from "./apply-resource-change";
import { mendApplied } from "./check-applied";

/** What a resource is now. A null state removes it; beside an error what was known before is kept. */
export async function readResource(
  runtime: Runtime,
  resource: AnyResource,
  request: { readonly state: ObjectValue; readonly notes: Notes },
): Promise<StateAnswer> {
  const what = `Could not read ${resource.type}`;
  const context = runtime.context();
  if (context === undefined) return { ...request, diagnostics: [notConfigured(what)] };
  try {
    const reached = await resource.read({ ...context, ...request });
    if (reached.state === null)
      return {
        state: hasErrors(reached.diagnostics) ? request.state : null,
        notes: reached.notes,
        diagnostics: reached.diagnostics,
      };
    return savable(runtime, resource, asObject(reached.state), request.state, reached, what);
  } catch (thrown) {
    return { ...request, diagnostics: [runtime.thrown(what, "State stays as it was.", thrown)] };
  }
}

/** The state by which a read finds an imported resource. */
export async function importResource(runtime: Runtime, resource: AnyResource, id: string): Promise<StateAnswer> {
  const what = `Could not import ${resource.type}`;
  const context = runtime.context();
  if (context === undefined) return { state: null, notes: {}, diagnostics: [notConfigured(what)] };
  try {
    const reached = await resource.importState({ ...context, id });
    if (reached.state !== null) return savable(runtime, resource, asObject(reached.state), null, reached, what);
    const silent = !hasErrors(reached.diagnostics);
    return {
      state: null,
      notes: {},
      diagnostics: silent
        ? [...reached.diagnostics, runtime.bug("error", what, "The import ended without a state and without an error.")]
        : reached.diagnostics,
    };
  } catch (thrown) {
    return { state: null, notes: {}, diagnostics: [runtime.thrown(what, "Nothing was imported or changed.", thrown)] };
  }
}

export async function readData(
  runtime: Runtime,
  source: AnyDataSource,
  config: ObjectValue,
): Promise<Pick<StateAnswer, "state" | "diagnostics">> {
  const what = `Could not read the data source ${source.type}`;
  const context = runtime.context();
  if (context === undefined) return { state: null, diagnostics: [notConfigured(what)] };
  try {
    const { state, diagnostics } = await source.read({ ...context, config });
    if (state !== null) return savable(runtime, source, asObject(state), null, { notes: {}, diagnostics }, what);
    return {
      state,
      diagnostics: hasErrors(diagnostics)
        ? diagnostics
        : [...diagnostics, runtime.bug("error", what, "The read ended without a result and without an error.")],
    };
  } catch (thrown) {
    return { state: null, diagnostics: [runtime.thrown(what, "Nothing was changed.", thrown)] };
  }
}

function savable(
  runtime: Runtime,
  { schema }: AnyResource | AnyDataSource,
  state: ObjectValue,
  before: ObjectValue | null,
  { notes, diagnostics }: Pick<StateAnswer, "notes" | "diagnostics">,
  what: string,
): StateAnswer {
  const checked = mendApplied(schema.attributes, null, state, before);
  if (checked.mended.length === 0) return { state: checked.state, notes, diagnostics };
  return {
    state: before,
    notes,
    diagnostics: [
      ...diagnostics,
      runtime.bug("error", what, `The result does not fit the schema at: ${checked.mended.join(", ")}.`),
    ],
  };
}
