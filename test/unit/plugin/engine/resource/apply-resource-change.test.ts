import { applyChange, type ApplyRequest } from "../../../../../src/plugin/engine/resource/apply-resource-change";
import type { Diagnostic } from "../../../../../src/plugin/sdk/diagnostic";
import type { Reached } from "../../../../../src/plugin/sdk/resource";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const prior: ObjectValue = { id: "1", name: "a", size: null };
const planned: ObjectValue = { id: UNKNOWN, name: "b", size: 2 };
const create: ApplyRequest = { prior: null, planned, notes: { p: 1 } };
const update: ApplyRequest = { prior, planned: { ...planned, id: "1" }, notes: { p: 1 } };
const destroy: ApplyRequest = { prior, planned: null, notes: { p: 1 } };
const failed: Diagnostic = { severity: "error", summary: "refused", detail: "" };
const warned: Diagnostic = { severity: "warning", summary: "odd", detail: "" };
const bug = (severity: "error" | "warning", summary: string, detail: string): Diagnostic => ({
  severity,
  summary,
  detail: `${detail}\n\n${REPORT}`,
});
const answers = (reached: Reached<ObjectValue>) => async () => reached;

async function apply(resource: ReturnType<typeof thing>, request: ApplyRequest) {
  const { runtime } = runtimeOf(resource);
  return applyChange(runtime, resource, request);
}

test("what the resource reached is the answer", async () => {
  expect(await apply(thing(), create)).toEqual({
    state: { id: "1", name: "b", size: 2 },
    notes: { made: true },
    diagnostics: [],
  });
  expect(await apply(thing(), update)).toEqual({
    state: { id: "1", name: "b", size: 2 },
    notes: { p: 1 },
    diagnostics: [],
  });
  expect(await apply(thing(), destroy)).toEqual({ state: null, notes: {}, diagnostics: [] });
});

test.each<[string, ApplyRequest, Reached<ObjectValue>, Reached<ObjectValue>]>([
  [
    "create: an error without a state",
    create,
    { state: null, notes: { n: 1 }, diagnostics: [failed] },
    { state: null, notes: { n: 1 }, diagnostics: [failed] },
  ],
  [
    "create: an error with a state",
    create,
    { state: prior, notes: {}, diagnostics: [failed] },
    { state: prior, notes: {}, diagnostics: [failed] },
  ],
  [
    "create: no state and no error",
    create,
    { state: null, notes: {}, diagnostics: [] },
    {
      state: null,
      notes: {},
      diagnostics: [
        bug(
          "error",
          "Could not create scripted_thing",
          "The creation ended without a state and without an error. Whether anything was created is not known.",
        ),
      ],
    },
  ],
  [
    "create: otherwise than planned is never an error, for that would taint",
    create,
    { state: { ...prior, size: 2 }, notes: { n: 1 }, diagnostics: [warned] },
    {
      state: { id: "1", name: "b", size: 2 },
      notes: { n: 1 },
      diagnostics: [
        warned,
        bug(
          "warning",
          "Odd result of the creation of scripted_thing",
          "The result was not as planned at: name. State has the planned values there, and the next plan shows what differs.",
        ),
      ],
    },
  ],
  [
    "create: left unknown",
    create,
    { state: planned, notes: {}, diagnostics: [] },
    {
      state: { ...planned, id: null },
      notes: {},
      diagnostics: [
        bug(
          "warning",
          "Odd result of the creation of scripted_thing",
          "The result was not as planned at: id. State has the planned values there, and the next plan shows what differs.",
        ),
      ],
    },
  ],
  [
    "update: an error with what was reached",
    update,
    { state: { ...prior, size: 2 }, notes: { n: 1 }, diagnostics: [failed] },
    { state: { ...prior, size: 2 }, notes: { n: 1 }, diagnostics: [failed] },
  ],
  [
    "update: an error with a null state keeps prior and notes",
    update,
    { state: null, notes: { n: 1 }, diagnostics: [failed] },
    { state: prior, notes: { n: 1 }, diagnostics: [failed] },
  ],
  [
    "update: no state and no error",
    update,
    { state: null, notes: {}, diagnostics: [] },
    {
      state: prior,
      notes: {},
      diagnostics: [
        bug(
          "error",
          "Could not change scripted_thing",
          "The change ended without a state and without an error. State stays as it was.",
        ),
      ],
    },
  ],
  [
    "update: otherwise than planned",
    update,
    { state: prior, notes: {}, diagnostics: [] },
    {
      state: { id: "1", name: "b", size: 2 },
      notes: {},
      diagnostics: [
        bug(
          "error",
          "Could not change scripted_thing",
          "The result was not as planned at: name, size. State has the planned values there, and the next plan shows what differs.",
        ),
      ],
    },
  ],
  [
    "destroy: an error with a null state keeps it",
    destroy,
    { state: null, notes: { n: 1 }, diagnostics: [failed] },
    { state: prior, notes: { n: 1 }, diagnostics: [failed] },
  ],
  [
    "destroy: a warning",
    destroy,
    { state: null, notes: {}, diagnostics: [warned] },
    { state: null, notes: {}, diagnostics: [warned] },
  ],
  [
    "destroy: a state and no error",
    destroy,
    { state: prior, notes: {}, diagnostics: [] },
    {
      state: prior,
      notes: {},
      diagnostics: [
        bug(
          "error",
          "Could not destroy scripted_thing",
          "The destruction ended with a state and without an error. State keeps it.",
        ),
      ],
    },
  ],
])("%s", async (_what, request, reached, expected) => {
  const resource = thing({ create: answers(reached), update: answers(reached), destroy: answers(reached) });
  expect(await apply(resource, request)).toEqual(expected);
});

test.each<[string, ApplyRequest, string, string]>([
  ["creation", create, "create", "Nothing is saved"],
  ["change", update, "change", "State stays as it was"],
  ["destruction", destroy, "destroy", "State stays as it was"],
])("an exception in a %s is one error; state and notes stay", async (_what, request, verb, known) => {
  expect(await apply(thing({ create: leak, update: leak, destroy: leak }), request)).toEqual({
    state: request.prior,
    notes: { p: 1 },
    diagnostics: [
      bug(
        "error",
        `Could not ${verb} scripted_thing`,
        `Whether the remote system was changed is not known. ${known}: look there before you apply again.`,
      ),
    ],
  });
});

test("a stop reaches what runs", async () => {
  const resource = thing({
    create: ({ stop, planned: wanted }) =>
      new Promise((resolve) =>
        stop.addEventListener("abort", () =>
          resolve({ state: { ...wanted, id: "stopped" }, notes: {}, diagnostics: [] }),
        ),
      ),
  });
  const { runtime } = runtimeOf(resource);
  const running = applyChange(runtime, resource, create);
  runtime.stop();
  expect((await running).state).toEqual({ ...planned, id: "stopped" });
});

test.each([
  ["stays stopped where it serves one run", false, true],
  ["starts anew with the next run under a debugger", true, false],
])("a stopped provider %s", (_what, outlivesRuns, stopped) => {
  const { runtime } = runtimeOf(thing(), { outlivesRuns });
  runtime.stop();
  runtime.configure({ config: {}, terraformVersion: "" });
  expect(runtime.context()?.stop.aborted).toBe(stopped);
});
