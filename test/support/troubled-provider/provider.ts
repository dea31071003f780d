import type { Notes, Provider, Reached, Resource } from "../../../src/plugin/sdk/resource";
import { computed, optional } from "../../../src/plugin/sdk/schema";
import { UNKNOWN, type Value } from "../../../src/plugin/sdk/value";
import { trouble } from "./trouble";

interface State {
  readonly id: Value;
  /** Which trouble each step makes. */
  readonly trouble: Value;
  /** Makes `create` and `update` reach this first. */
  readonly reaches: Value;
}

/** What a step comes to: its trouble, where it has one. A trouble of any shape may stand for an answer. */
const orTrouble = <T>(name: unknown, done: () => T): T => (trouble(name) as T | null) ?? done();

/** The same of a step that answers at once: it does not wait for what it left behind. */
const orThrow = <T>(name: unknown, done: () => T): T => {
  void trouble(name);
  return done();
};

const attributes = {
  id: computed.string("Its id."),
  trouble: optional.string("The trouble that each step makes."),
  reaches: optional.string("What is reached before."),
};

const thing: Resource<State, null> = {
  type: "troubled_thing",
  schema: { version: 1, description: "A thing that fails as it is told to.", attributes },
  validate: (config) => orThrow(config.trouble, () => []),
  plan: ({ prior, config, notes }) =>
    orTrouble(config.trouble, () => ({
      planned: { ...config, id: prior?.id ?? UNKNOWN },
      replace: [],
      notes,
      diagnostics: [],
    })),
  planDestroy: ({ prior, notes }) => orTrouble(prior.trouble, () => ({ notes, diagnostics: [] })),
  read: async ({ state, notes }) => orTrouble(state.trouble, () => ({ state, notes, diagnostics: [] })),
  async create({ planned, reached }) {
    if (typeof planned.reaches === "string") reached({ ...planned, id: planned.reaches }, { step: "made" });
    return orTrouble(planned.trouble, () => done({ ...planned, id: "id" }, {}));
  },
  async update({ planned, notes, reached }) {
    if (typeof planned.reaches === "string") reached({ ...planned, id: planned.reaches }, { step: "changed" });
    return orTrouble(planned.trouble, () => done(planned, notes));
  },
  destroy: async ({ prior }) => orTrouble(prior.trouble, () => ({ state: null, notes: {}, diagnostics: [] })),
  importState: ({ id }) => orTrouble(id, () => done({ id, trouble: null, reaches: null }, {})),
  move: ({ sourceState }) =>
    orThrow(sourceState["trouble"], () => done({ id: "id", trouble: null, reaches: null }, {})),
  upgrades: { 0: (state) => orThrow(state["trouble"], () => state) },
};

const done = (state: State, notes: Notes): Reached<State> => ({ state, notes, diagnostics: [] });

/** A provider every method of which fails as it is told to, for tests of the runtime. */
export const troubledProvider: Provider<Pick<State, "trouble">, null> = {
  address: "registry.terraform.io/example/troubled",
  version: "1.0.0",
  schema: { version: 0, description: "", attributes: { trouble: attributes.trouble } },
  resources: [thing],
  dataSources: [
    {
      type: "troubled_data",
      schema: { version: 0, description: "", attributes: { trouble: attributes.trouble } },
      validate: (config) => orThrow("trouble" in config ? config.trouble : null, () => []),
      read: async ({ config }) =>
        orTrouble("trouble" in config ? config.trouble : null, () => ({ state: config, diagnostics: [] })),
    },
  ],
  validateConfig: (config) => orThrow(config.trouble, () => []),
  configure: ({ config }) => orThrow(config.trouble, () => ({ session: null, diagnostics: [] })),
};
