import { randomInt } from "node:crypto";
import { attributePath } from "../../../src/plugin/sdk/diagnostic";
import type { Provider, Resource } from "../../../src/plugin/sdk/resource";
import { computed, optional } from "../../../src/plugin/sdk/schema";
import { UNKNOWN, type Unknown, type Value } from "../../../src/plugin/sdk/value";
import { sameValue } from "../../../src/plugin/values/same-value";

export interface NullState {
  readonly id: string | null | Unknown;
  readonly triggers: { readonly [name: string]: Value } | null | Unknown;
}

const TRIGGERS = { map: "string" } as const;

/** Does nothing, as the real one of hashicorp/null: what hangs on it runs again when its triggers change. */
export const nullResource: Resource<NullState, object> = {
  type: "null_resource",
  schema: {
    version: 0,
    description: "A resource that does nothing.",
    attributes: {
      id: computed.string("Made at random at creation."),
      triggers: optional.map("string", "A change of these replaces the resource."),
    },
  },
  validate: () => [],
  plan({ prior, config, notes }) {
    const planned: NullState = { id: prior === null ? UNKNOWN : prior.id, triggers: config.triggers };
    const changed = prior !== null && !sameValue(prior.triggers, config.triggers, TRIGGERS);
    return { planned, replace: changed ? [attributePath("triggers")] : [], notes, diagnostics: [] };
  },
  planDestroy: ({ notes }) => ({ notes, diagnostics: [] }),
  read: async ({ state, notes }) => ({ state, notes, diagnostics: [] }),
  create: async ({ planned, notes }) => ({
    state: { ...planned, id: String(randomInt(2 ** 47)) },
    notes,
    diagnostics: [],
  }),
  update: async ({ planned, notes }) => ({ state: planned, notes, diagnostics: [] }),
  destroy: async () => ({ state: null, notes: {}, diagnostics: [] }),
  importState: ({ id }) => ({ state: { id, triggers: null }, notes: {}, diagnostics: [] }),
};

export const NULL_VERSION = "3.2.4";

/** Stands in for hashicorp/null where no registry is reachable. */
export const nullProvider: Provider<object, object> = {
  address: "registry.terraform.io/hashicorp/null",
  version: NULL_VERSION,
  schema: { version: 0, description: "A provider of a resource that does nothing.", attributes: {} },
  resources: [nullResource],
  dataSources: [],
  validateConfig: () => [],
  configure: () => ({ session: {}, diagnostics: [] }),
};
