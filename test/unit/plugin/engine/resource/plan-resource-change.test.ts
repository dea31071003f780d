import { planChange, type PlanRequest } from "../../../../../src/plugin/engine/resource/plan-resource-change";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const prior = { id: "1", name: "a", size: null };
const config = { id: null, name: "b", size: 2 };
const create: PlanRequest = { prior: null, proposed: config, config, notes: {} };
const update: PlanRequest = { prior, proposed: { ...config, id: "1" }, config, notes: { n: 1 } };
const destroy: PlanRequest = { prior, proposed: null, config: null, notes: { n: 1 } };

async function plan(resource: ReturnType<typeof thing>, request: PlanRequest, configured = true) {
  const { runtime, log } = runtimeOf(resource, { configured });
  return { answer: await planChange(runtime, resource, request), log };
}

test("a creation, an update and a destruction are planned by the resource", async () => {
  expect((await plan(thing(), create)).answer).toEqual({
    planned: { id: UNKNOWN, name: "b", size: 2 },
    replace: [],
    notes: {},
    diagnostics: [],
  });
  expect((await plan(thing(), update)).answer).toEqual({
    planned: { id: "1", name: "b", size: 2 },
    replace: [],
    notes: { n: 1 },
    diagnostics: [],
  });
  expect(
    (await plan(thing({ planDestroy: () => ({ notes: { mark: true }, diagnostics: [] }) }), destroy)).answer,
  ).toEqual({ planned: null, replace: [], notes: { mark: true }, diagnostics: [] });
});

test("a refused plan keeps the prior state and its notes", async () => {
  const refusal = { severity: "error" as const, summary: "no", detail: "" };
  const resource = thing({
    plan: () => ({ planned: config, replace: [], notes: { lost: true }, diagnostics: [refusal] }),
  });
  expect((await plan(resource, update)).answer).toEqual({
    planned: prior,
    replace: [],
    notes: { n: 1 },
    diagnostics: [refusal],
  });
});

test.each([
  ["creation", create, { plan: leak }],
  ["change", update, { plan: leak }],
  ["destruction", destroy, { planDestroy: leak }],
])("an exception in the plan of a %s is one error that quotes nothing", async (word, request, replaced) => {
  const { answer, log } = await plan(thing(replaced), request);
  expect(answer).toEqual({
    planned: request.prior,
    replace: [],
    notes: request.notes,
    diagnostics: [
      {
        severity: "error",
        summary: `Could not plan the ${word} of scripted_thing`,
        detail: `Nothing was changed.\n\n${REPORT}`,
      },
    ],
  });
  expect(log).toEqual([
    {
      level: "debug",
      message: `Could not plan the ${word} of scripted_thing: unexpected exception`,
      fields: {
        kind: "TypeError",
        frames: expect.arrayContaining([expect.stringMatching(/^scripted-provider\.ts:\d+:\d+$/)]) as unknown,
      },
    },
  ]);
  expect(JSON.stringify(log)).not.toContain("hunter2");
});

test.each([
  ["contradicts the configuration", { name: "c" }, "name"],
  ["is of another type", { size: "two" }, "size"],
])("a plan that %s is an error before Terraform calls it invalid", async (_what, change, where) => {
  const resource = thing({
    plan: ({ config: declared, notes }) => ({
      planned: { ...declared, id: "1", ...change },
      replace: [],
      notes,
      diagnostics: [],
    }),
  });
  expect((await plan(resource, update)).answer).toEqual({
    planned: prior,
    replace: [],
    notes: { n: 1 },
    diagnostics: [
      {
        severity: "error",
        summary: "Could not plan the change of scripted_thing",
        detail: `The plan contradicts the configuration or the schema at: ${where}. Nothing was changed.\n\n${REPORT}`,
      },
    ],
  });
});

test("before the provider is configured nothing is planned", async () => {
  const { answer } = await plan(thing(), create, false);
  expect(answer.planned).toBeNull();
  expect(answer.diagnostics).toMatchObject([
    {
      severity: "error",
      summary: "Could not plan the creation of scripted_thing",
      detail: expect.stringContaining("has not configured the provider") as unknown,
    },
  ]);
});
