import { Runtime } from "../../../../src/plugin/engine/runtime";
import type { DataSource, Provider, Resource } from "../../../../src/plugin/sdk/resource";
import { computed, optional, required } from "../../../../src/plugin/sdk/schema";
import { type JsonValue, UNKNOWN } from "../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";

type Thing = Resource<ObjectValue, string>;

/** A resource that does as it should, but for what a test replaces. */
export function thing(replaced: Partial<Thing> = {}): Thing {
  return {
    type: "scripted_thing",
    schema: {
      version: 2,
      description: "",
      attributes: { id: computed.string(""), name: required.string(""), size: optional.number("") },
    },
    validate: () => [],
    plan: ({ prior, config, notes }) => ({
      planned: { ...config, id: prior?.["id"] ?? UNKNOWN },
      replace: [],
      notes,
      diagnostics: [],
    }),
    planDestroy: ({ notes }) => ({ notes, diagnostics: [] }),
    read: async ({ state, notes }) => ({ state, notes, diagnostics: [] }),
    create: async ({ planned }) => ({ state: { ...planned, id: "1" }, notes: { made: true }, diagnostics: [] }),
    update: async ({ planned, notes }) => ({ state: planned, notes, diagnostics: [] }),
    destroy: async () => ({ state: null, notes: {}, diagnostics: [] }),
    importState: ({ id }) => ({ state: { id, name: "imported", size: null }, notes: {}, diagnostics: [] }),
    upgrades: { 0: ({ title, ...rest }) => ({ ...rest, name: title ?? null }), 1: (state) => ({ ...state, size: 1 }) },
    ...replaced,
  };
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, JsonValue>> | undefined;
}

/** A runtime around one resource, configured unless told otherwise; what it logs is gathered. */
export function runtimeOf(
  resource: Thing,
  {
    configured = true,
    outlivesRuns = false,
    data,
  }: { configured?: boolean; outlivesRuns?: boolean; data?: DataSource<ObjectValue, string> } = {},
): { runtime: Runtime; log: LogLine[] } {
  const log: LogLine[] = [];
  const provider: Provider<ObjectValue, string> = {
    address: "registry.terraform.io/acme/scripted",
    version: "1.2.3",
    schema: { version: 0, description: "", attributes: {} },
    resources: [resource],
    dataSources: data === undefined ? [] : [data],
    validateConfig: () => [],
    configure: () => ({ session: "the session", diagnostics: [] }),
  };
  const runtime = new Runtime(provider, {
    log: (level, message, fields) => log.push({ level, message, fields }),
    outlivesRuns,
  });
  if (configured) runtime.configure({ config: {}, terraformVersion: "1.11.4" });
  return { runtime, log };
}

/** What a bug of the provider is told with, at the end of its detail. */
export const REPORT =
  "This is a bug of the provider (version 1.2.3), not a mistake in your configuration. Please report it at https://github.com/acme/terraform-provider-scripted/issues, with the lines that TF_LOG_PROVIDER=debug shows.";

/** Throws what may quote a secret. */
export function leak(): never {
  throw new TypeError("the token is hunter2\n    at hunter2 (/secret/hunter2.js:1:1)");
}
