import fc from "fast-check";
import { applyChange } from "../../../../../src/plugin/engine/resource/apply-resource-change";
import { importResource } from "../../../../../src/plugin/engine/resource/import-resource-state";
import { planChange } from "../../../../../src/plugin/engine/resource/plan-resource-change";
import { readResource } from "../../../../../src/plugin/engine/resource/read-resource";
import { upgradeState } from "../../../../../src/plugin/engine/resource/upgrade-resource-state";
import { computed, optional } from "../../../../../src/plugin/sdk/schema";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { withoutWriteOnly, writeOnlyAlone, writeOnlyIn } from "../../../../../src/plugin/values/write-only";
import { runs } from "../../../../support/random/runs";
import { runtimeOf, thing } from "../scripted-provider";

const attributes = {
  id: computed.string(""),
  version: optional.number(""),
  secret: optional.list("number", "", { writeOnly: true }),
  inner: optional.nested({ word: optional.string("", { writeOnly: true }), plain: optional.string("") }, ""),
};
const schema = { version: 0, description: "", attributes };
const held: ObjectValue = { id: "1", version: 1, secret: null, inner: { word: null, plain: "p" } };
const config: ObjectValue = { id: null, version: 1, secret: [4711], inner: { word: "hush", plain: "p" } };
const leaking: ObjectValue = { ...config, id: "1" };
const reached = { state: leaking, notes: {}, diagnostics: [] };
/** A resource that hands back all that it was handed. */
const careless = thing({
  schema,
  plan: ({ config: declared, prior, notes }) => ({
    planned: { ...declared, id: prior?.["id"] ?? "1" },
    replace: [],
    notes,
    diagnostics: [],
  }),
  read: async () => reached,
  create: async () => reached,
  update: async () => reached,
  destroy: async () => ({ ...reached, diagnostics: [{ severity: "error", summary: "no", detail: "" }] }),
  importState: () => reached,
});
const { runtime } = runtimeOf(careless);

test("a write-only value is in the plan's configuration, and null in the plan whatever the resource plans", async () => {
  const plan = await planChange(runtime, careless, { prior: null, proposed: held, config, notes: {} });
  expect([plan.planned, plan.diagnostics]).toEqual([held, []]);
});

test.each<[string, () => Promise<{ state: ObjectValue | null }> | { state: ObjectValue | null }]>([
  ["created", () => applyChange(runtime, careless, { prior: null, planned: held, config: () => config, notes: {} })],
  ["changed", () => applyChange(runtime, careless, { prior: held, planned: held, config: () => config, notes: {} })],
  ["not destroyed", () => applyChange(runtime, careless, { prior: held, planned: null, notes: {} })],
  ["read", () => readResource(runtime, careless, { state: held, notes: {} })],
  ["imported", () => importResource(runtime, careless, "1")],
  ["upgraded", () => upgradeState(runtime, careless, { version: 0, json: { ...leaking } as never })],
])("whatever the resource tells, it is null in a state that is %s", async (_what, answer) => {
  expect((await answer()).state).toEqual(held);
});

test("what was reached before an exception holds none either", async () => {
  const failing = thing({
    schema,
    create: async ({ reached: tell }) => {
      tell(leaking, {});
      throw new Error("unexpected");
    },
  });
  const { state } = await applyChange(runtimeOf(failing).runtime, failing, { prior: null, planned: held, notes: {} });
  expect(state).toEqual(held);
});

test("an apply sees the write-only values of the configuration, and nothing else of it", async () => {
  const seen: object[] = [];
  const looking = thing({
    schema,
    create: async ({ planned, writeOnly }) => {
      seen.push(writeOnly());
      return { state: planned, notes: {}, diagnostics: [] };
    },
  });
  await applyChange(runtimeOf(looking).runtime, looking, {
    prior: null,
    planned: held,
    config: () => config,
    notes: {},
  });
  expect(seen).toEqual([{ id: null, version: null, secret: [4711], inner: { word: "hush", plain: null } }]);
});

test("the configuration of an apply is not read where no resource asks for it", async () => {
  const config = jest.fn(() => held);
  await applyChange(runtime, careless, { prior: null, planned: held, config, notes: {} });
  expect(config).not.toHaveBeenCalled();
});

test("any object is made of what is write-only in it and of the rest, and of nothing twice", () => {
  const word = fc.option(fc.string());
  const value = fc.record({
    id: word,
    version: fc.option(fc.integer()),
    secret: fc.option(fc.array(fc.integer())),
    inner: fc.option(fc.record({ word, plain: word })),
  });
  fc.assert(
    fc.property(value, (any) => {
      const [kept, alone] = [withoutWriteOnly(any, attributes), writeOnlyAlone(any, attributes)];
      expect(writeOnlyIn(kept, attributes)).toEqual([]);
      expect(writeOnlyIn(alone, attributes)).toEqual(writeOnlyIn(any, attributes));
      expect({ ...kept, secret: alone["secret"], inner: null }).toEqual({ ...any, inner: null });
      expect(withoutWriteOnly(alone, attributes)).toEqual({
        id: null,
        version: null,
        secret: null,
        inner: any.inner === null ? null : { word: null, plain: null },
      });
    }),
    runs(50),
  );
});
