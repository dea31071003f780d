import { version } from "../../../package.json";
import { PROVIDER_ADDRESS } from "../../../src/domain/provider-address";
import type { Provider, Resource } from "../../../src/plugin/sdk/resource";
import { servicesOf } from "../../../src/plugin/server/process/services";
import { answersOf } from "../../../src/plugin/server/rpc";
import { allocationSchema, providerSchema } from "../../../src/provider/common/schema";

/** What an allocation's schema costs Terraform, whoever serves it: nothing is decided here, and no call is made. */
const idle: Resource<object, object> = {
  type: "greenvn_allocation",
  schema: allocationSchema,
  validate: () => [],
  plan: ({ prior, config, notes }) => ({ planned: prior ?? config, replace: [], notes, diagnostics: [] }),
  planDestroy: ({ notes }) => ({ notes, diagnostics: [] }),
  read: async ({ state, notes }) => ({ state, notes, diagnostics: [] }),
  create: async ({ planned, notes }) => ({ state: planned, notes, diagnostics: [] }),
  update: async ({ planned, notes }) => ({ state: planned, notes, diagnostics: [] }),
  destroy: async () => ({ state: null, notes: {}, diagnostics: [] }),
  importState: ({ id }) => ({ state: { id }, notes: {}, diagnostics: [] }),
};

const provider: Provider<object, object> = {
  address: PROVIDER_ADDRESS,
  version,
  schema: providerSchema,
  resources: [idle],
  dataSources: [],
  validateConfig: () => [],
  configure: () => ({ session: {}, diagnostics: [] }),
};

export const services = servicesOf(null, async () => answersOf(provider));
