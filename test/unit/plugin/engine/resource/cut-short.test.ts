import { answerCall, endCallsOf } from "../../../../../src/plugin/engine/calls-under-way";
import { applyChange } from "../../../../../src/plugin/engine/resource/apply-resource-change";
import type { Notes } from "../../../../../src/plugin/sdk/resource";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const missing = (): never => {
  throw Object.assign(new Error("Cannot find module './transport-ABC.cjs'"), { code: "MODULE_NOT_FOUND" });
};

test("nothing further is begun once a stray failure has ended an apply", async () => {
  let later: Promise<unknown> = Promise.resolve();
  const resource = thing({
    update: async ({ prior, planned, reached }) => {
      reached({ ...prior, size: 1 }, { step: 1 });
      later = new Promise((resolve) => setTimeout(resolve, 1)).then(() => reached(planned, { step: 2 }));
      endCallsOf(new Error("hunter2"));
      return new Promise<never>(() => undefined);
    },
  });
  const { runtime } = runtimeOf(resource);
  const prior = { id: "1", name: "a", size: null };
  const result = await answerCall(() =>
    applyChange(runtime, resource, { prior, planned: { ...prior, size: 2 }, notes: {} }),
  );
  expect(result).toEqual({
    state: { ...prior, size: 1 },
    notes: { step: 1 },
    diagnostics: [
      {
        severity: "error",
        summary: "Could not change scripted_thing",
        detail:
          "State has what was reached before. Whether more of the remote system was changed is not known: " +
          `look at the next plan before you apply it.\n\n${REPORT}`,
      },
    ],
  });
  await expect(later).rejects.toThrow("the call has ended");
});

test("a creation that reached its id is kept, made whole, with a warning", async () => {
  const resource = thing({
    create: async ({ planned, reached }) => {
      reached({ ...planned, id: "7", name: "another" }, { made: true });
      return leak();
    },
  });
  const { runtime } = runtimeOf(resource);
  const planned: ObjectValue = { id: UNKNOWN, name: "a", size: 2 };
  const notes: Notes = {};
  expect(await applyChange(runtime, resource, { prior: null, planned, notes })).toEqual({
    state: { id: "7", name: "a", size: 2 },
    notes: { made: true },
    diagnostics: [
      {
        severity: "warning",
        summary: "Odd result of the creation of scripted_thing",
        detail:
          "It was created: state has what was known of it by then, and the next plan shows what differs." +
          `\n\n${REPORT}`,
      },
    ],
  });
});

test("a file that is missing is told as that", async () => {
  const resource = thing({ destroy: async () => missing() });
  const { runtime } = runtimeOf(resource);
  const prior = { id: "1", name: "a", size: null };
  const { state, diagnostics } = await applyChange(runtime, resource, { prior, planned: null, notes: {} });
  expect(state).toEqual(prior);
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^A file of the provider is missing beside its executable, .*\n\nInstall the provider again/),
  ]);
});
