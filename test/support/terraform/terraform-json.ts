/** A diagnostic of Terraform's or of the provider's, as `-json` prints it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource; absent for destroys and for what concerns none. */
  readonly address: string | null;
  /**
   * The configuration that it points at, one or several lines; null where it points at none. It tells the attribute
   * path.
   */
  readonly code: string | null;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** One entry of a plan's `resource_changes`. */
export interface Change {
  readonly address: string;
  readonly previousAddress: string | null;
  readonly type: string;
  readonly actions: readonly string[];
  readonly actionReason: string | null;
  readonly before: Attributes | null;
  readonly after: Attributes | null;
  /** `true` where known only after apply, at any depth. */
  readonly afterUnknown: Attributes;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  readonly replacePaths: readonly unknown[];
  readonly importingId: string | null;
}

/** A resource as state holds it. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: Attributes;
  readonly tainted: boolean;
}

interface RawDiagnostic {
  severity: "error" | "warning";
  summary: string;
  detail?: string;
  address?: string;
  snippet?: { code: string } | null;
}

export function diagnosticOf(raw: RawDiagnostic): Diagnostic {
  return {
    severity: raw.severity,
    summary: raw.summary,
    detail: raw.detail ?? "",
    address: raw.address ?? null,
    code: raw.snippet?.code ?? null,
  };
}

/** The diagnostics among the JSON lines that `plan -json` and `apply -json` print. */
export function diagnosticsIn(stdout: string): Diagnostic[] {
  return stdout.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const message = JSON.parse(line) as { type?: string; diagnostic?: RawDiagnostic };
    return message.type === "diagnostic" && message.diagnostic !== undefined ? [diagnosticOf(message.diagnostic)] : [];
  });
}

/** What `show -json PLAN` prints, as far as the tests read it by name. */
export interface PlanJson {
  readonly resource_changes?: readonly RawChange[];
  readonly resource_drift?: readonly RawChange[];
  readonly output_changes?: Readonly<
    Record<string, { actions: readonly string[]; before: unknown; after?: unknown; after_unknown: unknown }>
  >;
  readonly [more: string]: unknown;
}

interface RawChange {
  address: string;
  previous_address?: string;
  type: string;
  action_reason?: string;
  change: {
    actions: string[];
    before: Attributes | null;
    after: Attributes | null;
    after_unknown?: Attributes;
    before_sensitive?: unknown;
    after_sensitive?: unknown;
    replace_paths?: unknown[];
    importing?: { id: string };
  };
}

export function changeOf(raw: RawChange): Change {
  const { change } = raw;
  return {
    address: raw.address,
    previousAddress: raw.previous_address ?? null,
    type: raw.type,
    actions: change.actions,
    actionReason: raw.action_reason ?? null,
    before: change.before,
    after: change.after,
    afterUnknown: change.after_unknown ?? {},
    beforeSensitive: change.before_sensitive,
    afterSensitive: change.after_sensitive,
    replacePaths: change.replace_paths ?? [],
    importingId: change.importing?.id ?? null,
  };
}

interface RawModule {
  resources?: { address: string; mode: "managed" | "data"; type: string; values: Attributes; tainted?: boolean }[];
  child_modules?: RawModule[];
}

/** All resources of what `show -json` prints about a state. */
export function resourcesIn(shown: { values?: { root_module?: RawModule } }): StateResource[] {
  const within = (module: RawModule): StateResource[] => [
    ...(module.resources ?? []).map(({ address, mode, type, values, tainted }) => ({
      address,
      mode,
      type,
      values,
      tainted: tainted ?? false,
    })),
    ...(module.child_modules ?? []).flatMap(within),
  ];
  return within(shown.values?.root_module ?? {});
}
