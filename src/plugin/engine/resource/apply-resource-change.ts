import type { Diagnostic } from "../../sdk/diagnostic";
import type { Declaring, Notes, OnDelivery, Reached } from "../../sdk/resource";
import type { ObjectValue } from "../../values/same-value";
import { withoutWriteOnly, writeOnlyAlone } from "../../values/write-only";
import { unlessStray } from "../calls-under-way";
import { mendApplied } from "../check-applied";
import {
  changeNotAsPlanned,
  changeWithoutState,
  couldNot,
  creationNotAsPlanned,
  creationWithoutState,
  destructionWithState,
  notConfigured,
  oddCreation,
} from "../messages";
import { type AnyResource, asObject, hasErrors, type Runtime } from "../runtime";
import type { StateResult } from "../state-result";

export interface ApplyRequest {
  /** Null for a creation. */
  readonly prior: ObjectValue | null;
  /** Null for a destroy. */
  readonly planned: ObjectValue | null;
  /** Read only where a resource asks for what is write-only in it. A destroy has none. */
  readonly config?: () => ObjectValue;
  readonly notes: Notes;
}

type Operation =
  | { readonly kind: "create"; readonly planned: ObjectValue }
  | { readonly kind: "update"; readonly prior: ObjectValue; readonly planned: ObjectValue }
  | { readonly kind: "destroy"; readonly prior: ObjectValue }
  | { readonly kind: "nothing" };

const SUMMARIES = {
  create: couldNot.create,
  update: couldNot.change,
  destroy: couldNot.destroy,
  nothing: couldNot.change,
} as const;

/** Carries a plan out. The prior state is the result until the resource has told another. */
export async function applyChange(
  runtime: Runtime,
  resource: AnyResource,
  request: ApplyRequest,
  onDelivery: OnDelivery = () => undefined,
): Promise<StateResult> {
  const operation = operationOf(request);
  const summary = SUMMARIES[operation.kind](resource.type);
  const unchanged = (diagnostic: Diagnostic): StateResult => ({
    state: request.prior,
    notes: request.notes,
    diagnostics: [diagnostic],
  });
  const context = runtime.context();
  if (context === undefined) return unchanged(notConfigured(summary));
  let soFar: SoFar = { state: null, notes: request.notes };
  let hasEnded = false;
  const reached = (state: object | null, notes: Notes): void => {
    if (hasEnded) throw new Error("the call has ended");
    soFar = { state: state === null ? null : asObject(state), notes };
  };
  try {
    const writeOnly = () => writeOnlyAlone(request.config?.() ?? {}, resource.schema.attributes);
    const done = await unlessStray(() =>
      carryOut(resource, operation, { ...context, reached, onDelivery, writeOnly }, request.notes),
    );
    return resultOf(runtime, resource, operation, done, summary);
  } catch (thrown) {
    return cutShort(runtime, resource, operation, soFar, thrown);
  } finally {
    hasEnded = true;
  }
}

/** What a resource told last before its change failed unexpectedly. */
type SoFar = Pick<StateResult, "state" | "notes">;

function cutShort(
  runtime: Runtime,
  resource: AnyResource,
  operation: Operation,
  { state, notes }: SoFar,
  thrown: unknown,
): StateResult {
  const summary = SUMMARIES[operation.kind](resource.type);
  switch (operation.kind) {
    case "create": {
      if (state === null) return { state, notes, diagnostics: [runtime.thrown(summary, "creationUnknown", thrown)] };
      const warning = runtime.thrown(oddCreation(resource.type), "creationReached", thrown);
      const made = mendApplied(resource.schema.attributes, operation.planned, state, null);
      return { state: made.state, notes, diagnostics: [warning] };
    }
    case "update": {
      if (state === null)
        return { state: operation.prior, notes, diagnostics: [runtime.thrown(summary, "changeUnknown", thrown)] };
      const kept = mendApplied(resource.schema.attributes, null, state, operation.prior);
      return { state: kept.state, notes, diagnostics: [runtime.thrown(summary, "changeReached", thrown)] };
    }
    case "destroy":
      return { state: operation.prior, notes, diagnostics: [runtime.thrown(summary, "changeUnknown", thrown)] };
    case "nothing":
      return { state, notes, diagnostics: [runtime.thrown(summary, "nothingChanged", thrown)] };
  }
}

function operationOf({ prior, planned }: ApplyRequest): Operation {
  if (planned === null) return prior === null ? { kind: "nothing" } : { kind: "destroy", prior };
  return prior === null ? { kind: "create", planned } : { kind: "update", prior, planned };
}

async function carryOut(
  resource: AnyResource,
  operation: Operation,
  context: Declaring<object, unknown>,
  notes: Notes,
): Promise<Reached<object>> {
  switch (operation.kind) {
    case "create":
      return resource.create({ ...context, planned: operation.planned, notes });
    case "update":
      return resource.update({ ...context, prior: operation.prior, planned: operation.planned, notes });
    case "destroy":
      return resource.destroy({ ...context, prior: operation.prior, notes });
    case "nothing":
      return { state: null, notes: {}, diagnostics: [] };
  }
}

function resultOf(
  runtime: Runtime,
  resource: AnyResource,
  operation: Operation,
  reached: Reached<object>,
  summary: string,
): StateResult {
  const { provider } = runtime;
  const { notes, diagnostics } = reached;
  const state = reached.state === null ? null : withoutWriteOnly(asObject(reached.state), resource.schema.attributes);
  const failed = hasErrors(diagnostics);
  const unlessFailed = (bug: Diagnostic): readonly Diagnostic[] => (failed ? diagnostics : [...diagnostics, bug]);
  switch (operation.kind) {
    case "nothing":
      return { state, notes, diagnostics };
    case "create":
      if (state !== null) return mended(runtime, resource, { operation, state, notes, diagnostics }, summary);
      return { state, notes, diagnostics: unlessFailed(creationWithoutState(provider, summary)) };
    case "update":
      if (state !== null) return mended(runtime, resource, { operation, state, notes, diagnostics }, summary);
      // A null state beside an error would lose the notes; without one it would forget the resource.
      return { state: operation.prior, notes, diagnostics: unlessFailed(changeWithoutState(provider, summary)) };
    case "destroy":
      if (failed) return { state: state ?? operation.prior, notes, diagnostics };
      if (state === null) return { state, notes, diagnostics };
      return { state, notes, diagnostics: [...diagnostics, destructionWithState(provider, summary)] };
  }
}

interface Written {
  readonly operation: Extract<Operation, { kind: "create" | "update" }>;
  readonly state: ObjectValue;
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

function mended(
  { provider }: Runtime,
  { type, schema }: AnyResource,
  { operation, state, notes, diagnostics }: Written,
  summary: string,
): StateResult {
  const before = operation.kind === "update" ? operation.prior : null;
  // Beside an error the truth reached so far need not be as planned: only what can't be saved is mended then.
  const planned = hasErrors(diagnostics) ? null : operation.planned;
  const applied = mendApplied(schema.attributes, planned, state, before);
  if (applied.mended.length === 0) return { state: applied.state, notes, diagnostics };
  const bug =
    operation.kind === "create"
      ? creationNotAsPlanned(provider, type, applied.mended)
      : changeNotAsPlanned(provider, summary, applied.mended);
  return { state: applied.state, notes, diagnostics: [...diagnostics, bug] };
}
