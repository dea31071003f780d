import type { Diagnostic, Path } from "../../sdk/diagnostic";
import type { Notes } from "../../sdk/resource";
import { misfits, textOfPath } from "../../values/misfits";
import type { ObjectValue } from "../../values/same-value";
import { type AnyResource, asObject, hasErrors, notConfigured, type Runtime } from "../runtime";
import { brokenPlan } from "./check-plan";

export interface PlanRequest {
  /** Null for a creation. */
  readonly prior: ObjectValue | null;
  /** Null for a destroy. */
  readonly proposed: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly notes: Notes;
}

export interface PlanAnswer {
  readonly planned: ObjectValue | null;
  readonly replace: readonly Path[];
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans a creation, an update or a destroy. Beside an error the prior state is the plan. */
export async function planChange(runtime: Runtime, resource: AnyResource, request: PlanRequest): Promise<PlanAnswer> {
  const { prior, proposed, config, notes } = request;
  const what = `Could not plan the ${prior === null ? "creation" : proposed === null ? "destruction" : "change"} of ${resource.type}`;
  const refused = (...diagnostics: readonly Diagnostic[]): PlanAnswer => ({
    planned: prior,
    replace: [],
    notes,
    diagnostics,
  });
  const context = runtime.context();
  if (context === undefined) return refused(notConfigured(what));
  try {
    if (proposed === null) {
      if (prior === null) return { planned: null, replace: [], notes, diagnostics: [] };
      const answer = await resource.planDestroy({ ...context, prior, notes });
      return { planned: null, replace: [], notes: answer.notes, diagnostics: answer.diagnostics };
    }
    const declared = config ?? proposed;
    const answer = await resource.plan({ ...context, prior, config: declared, proposed, notes });
    const planned = asObject(answer.planned);
    if (hasErrors(answer.diagnostics)) return refused(...answer.diagnostics);
    const { attributes } = resource.schema;
    const wrong = new Set(
      [...misfits(planned, attributes), ...brokenPlan(attributes, prior, declared, planned)].map(textOfPath),
    );
    if (wrong.size > 0) {
      return refused(
        ...answer.diagnostics,
        runtime.bug(
          "error",
          what,
          `The plan contradicts the configuration or the schema at: ${[...wrong].join(", ")}. Nothing was changed.`,
        ),
      );
    }
    return { planned, replace: answer.replace, notes: answer.notes, diagnostics: answer.diagnostics };
  } catch (thrown) {
    return refused(runtime.thrown(what, "Nothing was changed.", thrown));
  }
}
