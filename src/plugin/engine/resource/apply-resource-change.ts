import type { Diagnostic } from "../../sdk/diagnostic";
import type { Context, Notes, Reached } from "../../sdk/resource";
import type { ObjectValue } from "../../values/same-value";
import { type AnyResource, asObject, hasErrors, notConfigured, type Runtime } from "../runtime";
import { mendApplied } from "./check-applied";

export interface ApplyRequest {
  /** Null for a creation. */
  readonly prior: ObjectValue | null;
  /** Null for a destroy. */
  readonly planned: ObjectValue | null;
  readonly notes: Notes;
}

export interface StateAnswer {
  readonly state: ObjectValue | null;
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

type Change =
  | { readonly kind: "create"; readonly planned: ObjectValue }
  | { readonly kind: "update"; readonly prior: ObjectValue; readonly planned: ObjectValue }
  | { readonly kind: "destroy"; readonly prior: ObjectValue }
  | { readonly kind: "nothing" };

const VERBS = { create: "create", update: "change", destroy: "destroy", nothing: "change" } as const;

/** Carries a plan out. The prior state is the answer until the resource has told another. */
export async function applyChange(
  runtime: Runtime,
  resource: AnyResource,
  request: ApplyRequest,
): Promise<StateAnswer> {
  const change = changeOf(request);
  const what = `Could not ${VERBS[change.kind]} ${resource.type}`;
  const unchanged = (...diagnostics: readonly Diagnostic[]): StateAnswer => ({
    state: request.prior,
    notes: request.notes,
    diagnostics,
  });
  const context = runtime.context();
  if (context === undefined) return unchanged(notConfigured(what));
  try {
    return settle(runtime, resource, change, await carryOut(resource, change, context, request.notes), what);
  } catch (thrown) {
    const known = change.kind === "create" ? "Nothing is saved" : "State stays as it was";
    return unchanged(
      runtime.thrown(
        what,
        `Whether the remote system was changed is not known. ${known}: look there before you apply again.`,
        thrown,
      ),
    );
  }
}

function changeOf({ prior, planned }: ApplyRequest): Change {
  if (planned === null) return prior === null ? { kind: "nothing" } : { kind: "destroy", prior };
  return prior === null ? { kind: "create", planned } : { kind: "update", prior, planned };
}

async function carryOut(
  resource: AnyResource,
  change: Change,
  context: Context<unknown>,
  notes: Notes,
): Promise<Reached<object>> {
  switch (change.kind) {
    case "create":
      return resource.create({ ...context, planned: change.planned, notes });
    case "update":
      return resource.update({ ...context, prior: change.prior, planned: change.planned, notes });
    case "destroy":
      return resource.destroy({ ...context, prior: change.prior, notes });
    case "nothing":
      return { state: null, notes: {}, diagnostics: [] };
  }
}

function settle(
  runtime: Runtime,
  resource: AnyResource,
  change: Change,
  reached: Reached<object>,
  what: string,
): StateAnswer {
  const { notes, diagnostics } = reached;
  const state = reached.state === null ? null : asObject(reached.state);
  const failed = hasErrors(diagnostics);
  switch (change.kind) {
    case "nothing":
      return { state, notes, diagnostics };
    case "create": {
      if (state !== null) return mended(runtime, resource, { change, state, notes, diagnostics }, what);
      return {
        state,
        notes,
        diagnostics: failed
          ? diagnostics
          : [
              ...diagnostics,
              runtime.bug(
                "error",
                what,
                "The creation ended without a state and without an error. Whether anything was created is not known.",
              ),
            ],
      };
    }
    case "update": {
      if (state !== null) return mended(runtime, resource, { change, state, notes, diagnostics }, what);
      // A null state beside an error would lose the notes; without one it would forget the resource.
      return {
        state: change.prior,
        notes,
        diagnostics: failed
          ? diagnostics
          : [
              ...diagnostics,
              runtime.bug(
                "error",
                what,
                "The change ended without a state and without an error. State stays as it was.",
              ),
            ],
      };
    }
    case "destroy": {
      if (failed) return { state: state ?? change.prior, notes, diagnostics };
      if (state === null) return { state, notes, diagnostics };
      return {
        state,
        notes,
        diagnostics: [
          ...diagnostics,
          runtime.bug("error", what, "The destruction ended with a state and without an error. State keeps it."),
        ],
      };
    }
  }
}

interface Outcome {
  readonly change: Extract<Change, { kind: "create" | "update" }>;
  readonly state: ObjectValue;
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

function mended(
  runtime: Runtime,
  resource: AnyResource,
  { change, state, notes, diagnostics }: Outcome,
  what: string,
): StateAnswer {
  const { attributes } = resource.schema;
  const before = change.kind === "update" ? change.prior : null;
  // Beside an error the truth reached so far need not be as planned: only what can't be saved is mended then.
  const planned = hasErrors(diagnostics) ? null : change.planned;
  const applied = mendApplied(attributes, planned, state, before);
  if (applied.mended.length === 0) return { state: applied.state, notes, diagnostics };
  const detail = `The result was not as planned at: ${applied.mended.join(", ")}. State has the planned values there, and the next plan shows what differs.`;
  // An error beside a new resource's state would taint it: the next apply would delete it and make another.
  return {
    state: applied.state,
    notes,
    diagnostics: [
      ...diagnostics,
      runtime.bug(
        change.kind === "create" ? "warning" : "error",
        change.kind === "create" ? `Odd result of the creation of ${resource.type}` : what,
        detail,
      ),
    ],
  };
}
