import type { Diagnostic, Path } from "../../sdk/diagnostic";
import type { Notes } from "../../sdk/resource";
import { misfits, textOfPath } from "../../values/misfits";
import type { ObjectValue } from "../../values/same-value";
import { withoutWriteOnly } from "../../values/write-only";
import { unlessStray } from "../calls-under-way";
import { contradictoryPlan, couldNot, notConfigured } from "../messages";
import { type AnyResource, asObject, hasErrors, type Runtime } from "../runtime";
import { brokenPlan } from "./check-plan";

export interface PlanRequest {
  /** Null for a creation. */
  readonly prior: ObjectValue | null;
  /** Null for a destroy. */
  readonly proposed: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly notes: Notes;
}

export interface PlanResult {
  readonly planned: ObjectValue | null;
  readonly replace: readonly Path[];
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans a creation, an update or a destroy. Beside an error the prior state is the plan. */
export async function planChange(runtime: Runtime, resource: AnyResource, request: PlanRequest): Promise<PlanResult> {
  const { prior, proposed, config, notes } = request;
  const step = prior === null ? "creation" : proposed === null ? "destruction" : "change";
  const summary = couldNot.plan(step, resource.type);
  const refused = (...diagnostics: readonly Diagnostic[]): PlanResult => ({
    planned: prior,
    replace: [],
    notes,
    diagnostics,
  });
  const context = runtime.context();
  if (context === undefined) return refused(notConfigured(summary));
  try {
    if (proposed === null) {
      if (prior === null) return { planned: null, replace: [], notes, diagnostics: [] };
      const destroy = await unlessStray(() => resource.planDestroy({ ...context, prior, notes }));
      return { planned: null, replace: [], notes: destroy.notes, diagnostics: destroy.diagnostics };
    }
    const declared = config ?? proposed;
    const plan = await unlessStray(() => resource.plan({ ...context, prior, config: declared, proposed, notes }));
    if (hasErrors(plan.diagnostics)) return refused(...plan.diagnostics);
    const { attributes } = resource.schema;
    const planned = withoutWriteOnly(asObject(plan.planned), attributes);
    const wrong = new Set(
      [...misfits(planned, attributes), ...brokenPlan(attributes, prior, declared, planned)].map(textOfPath),
    );
    if (wrong.size > 0) return refused(...plan.diagnostics, contradictoryPlan(runtime.provider, summary, [...wrong]));
    return { planned, replace: plan.replace, notes: plan.notes, diagnostics: plan.diagnostics };
  } catch (thrown) {
    return refused(runtime.thrown(summary, "nothingChanged", thrown));
  }
}
