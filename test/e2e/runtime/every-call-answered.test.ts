import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { Attributes } from "../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../src/plugin/values/same-value";
import { readDynamic, writeDynamic } from "../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { bundleExecutable } from "../../support/plugin/bundle";
import type { PluginClient } from "../../support/plugin/client";
import { type RunningProvider, startProvider } from "../../support/plugin/running-provider";
import { troubledProvider } from "../../support/troubled-provider/provider";
import { SEEN, STRAY, TROUBLES, WAIT } from "../../support/troubled-provider/trouble";

const around = mkdtempSync(join(tmpdir(), "answered-"));
const executable = join(around, "program", "troubled");
let provider: RunningProvider;
let client: PluginClient;

beforeAll(() => bundleExecutable(join(__dirname, "../../support/troubled-provider/main.ts"), executable));
beforeEach(async () => {
  provider = await startProvider(executable, { temporary: around });
  client = await provider.connect();
  expect(await CALLS.ConfigureProvider(null)).toEqual({ errors: 0, warnings: 0, kept: true });
});
afterEach(async () => {
  provider.process.kill("SIGKILL");
  await provider.ended;
  expect(provider.stdout()).toBe(`${provider.line}\n`);
  expect(provider.stderr()).not.toContain("hunter2");
});
afterAll(() => rmSync(around, { recursive: true }));

const ATTRIBUTES: Attributes = troubledProvider.resources[0]?.schema.attributes ?? {};
const typeName = "troubled_thing";
const PRIVATE = Buffer.from('{"kept":true}');
const EMPTY = writeDynamic(null, ATTRIBUTES);
const thing = (trouble: string | null, more: ObjectValue = {}): pb.Init<pb.DynamicValue> =>
  writeDynamic({ id: "id", trouble, reaches: null, ...more }, ATTRIBUTES);
const config = (trouble: string | null): pb.Init<pb.DynamicValue> =>
  writeDynamic({ trouble }, troubledProvider.schema.attributes);
const json = (value: object): pb.Init<pb.RawState> => ({ json: Buffer.from(JSON.stringify(value)) });

/** How a call was answered: its diagnostics, and whether state and private data are as they were, where it has any. */
interface Answered {
  readonly errors: number;
  readonly warnings: number;
  readonly kept: boolean;
}

function answered(diagnostics: readonly pb.Diagnostic[], kept = true): Answered {
  for (const { detail } of diagnostics) expect(detail).toMatch(/bug of the provider/);
  const count = (severity: number): number => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: count(pb.DiagnosticSeverity.ERROR), warnings: count(pb.DiagnosticSeverity.WARNING), kept };
}

const same = (one: pb.DynamicValue | undefined, other: pb.Init<pb.DynamicValue>): boolean =>
  Buffer.from(one?.msgpack ?? []).equals(Buffer.from(other.msgpack ?? []));
const isKept = (privateData: Uint8Array | undefined): boolean => Buffer.from(privateData ?? []).equals(PRIVATE);

/** Every call that runs code of a provider, with a trouble for that code or none. */
const CALLS = {
  async ValidateProviderConfig(trouble) {
    const request = { config: config(trouble) };
    return answered(
      (
        await client.call(
          "ValidateProviderConfig",
          pb.writeValidateProviderConfigRequest,
          request,
          pb.readValidateProviderConfigResponse,
        )
      ).diagnostics,
    );
  },
  async ConfigureProvider(trouble) {
    const request = { config: config(trouble), terraformVersion: "1.11.4" };
    return answered(
      (
        await client.call(
          "ConfigureProvider",
          pb.writeConfigureProviderRequest,
          request,
          pb.readConfigureProviderResponse,
        )
      ).diagnostics,
    );
  },
  async ValidateResourceConfig(trouble) {
    const request = { typeName, config: thing(trouble) };
    return answered(
      (
        await client.call(
          "ValidateResourceConfig",
          pb.writeValidateResourceConfigRequest,
          request,
          pb.readValidateResourceConfigResponse,
        )
      ).diagnostics,
    );
  },
  async ValidateDataResourceConfig(trouble) {
    const request = { typeName: "troubled_data", config: config(trouble) };
    return answered(
      (
        await client.call(
          "ValidateDataResourceConfig",
          pb.writeValidateDataResourceConfigRequest,
          request,
          pb.readValidateDataResourceConfigResponse,
        )
      ).diagnostics,
    );
  },
  async UpgradeResourceState(trouble) {
    const request = { typeName, version: 0, rawState: json({ id: "id", trouble }) };
    return answered(
      (
        await client.call(
          "UpgradeResourceState",
          pb.writeUpgradeResourceStateRequest,
          request,
          pb.readUpgradeResourceStateResponse,
        )
      ).diagnostics,
    );
  },
  async ReadResource(trouble) {
    const currentState = thing(trouble);
    const { newState, diagnostics, ...answer } = await client.call(
      "ReadResource",
      pb.writeReadResourceRequest,
      { typeName, currentState, private: PRIVATE },
      pb.readReadResourceResponse,
    );
    return answered(diagnostics, same(newState, currentState) && isKept(answer.private));
  },
  async PlanResourceChange(trouble) {
    const priorState = thing(null);
    const { plannedState, plannedPrivate, diagnostics } = await client.call(
      "PlanResourceChange",
      pb.writePlanResourceChangeRequest,
      {
        typeName,
        priorState,
        proposedNewState: thing(trouble),
        config: thing(trouble, { id: null }),
        priorPrivate: PRIVATE,
      },
      pb.readPlanResourceChangeResponse,
    );
    return answered(diagnostics, same(plannedState, priorState) && isKept(plannedPrivate));
  },
  async "a plan to destroy"(trouble) {
    const { diagnostics, plannedPrivate } = await client.call(
      "PlanResourceChange",
      pb.writePlanResourceChangeRequest,
      { typeName, priorState: thing(trouble), proposedNewState: EMPTY, config: EMPTY, priorPrivate: PRIVATE },
      pb.readPlanResourceChangeResponse,
    );
    return answered(diagnostics, isKept(plannedPrivate));
  },
  async "a creation"(trouble) {
    const { newState, diagnostics } = await apply(EMPTY, thing(trouble, { id: UNKNOWN }));
    return answered(diagnostics, trouble === null || same(newState, EMPTY));
  },
  async "an update"(trouble) {
    const priorState = thing(null);
    const { newState, diagnostics, ...answer } = await apply(priorState, thing(trouble));
    return answered(diagnostics, same(newState, priorState) && isKept(answer.private));
  },
  async "a destroy"(trouble) {
    const priorState = thing(trouble);
    const { newState, diagnostics, ...answer } = await apply(priorState, EMPTY);
    return answered(diagnostics, trouble === null || (same(newState, priorState) && isKept(answer.private)));
  },
  async ImportResourceState(trouble) {
    const { diagnostics } = await client.call(
      "ImportResourceState",
      pb.writeImportResourceStateRequest,
      { typeName, id: trouble ?? "id" },
      pb.readImportResourceStateResponse,
    );
    return answered(diagnostics);
  },
  async MoveResourceState(trouble) {
    const { diagnostics } = await client.call(
      "MoveResourceState",
      pb.writeMoveResourceStateRequest,
      {
        sourceProviderAddress: troubledProvider.address,
        sourceTypeName: "troubled_other",
        targetTypeName: typeName,
        sourceState: json({ trouble }),
      },
      pb.readMoveResourceStateResponse,
    );
    return answered(diagnostics);
  },
  async ReadDataSource(trouble) {
    const { diagnostics } = await client.call(
      "ReadDataSource",
      pb.writeReadDataSourceRequest,
      { typeName: "troubled_data", config: config(trouble) },
      pb.readReadDataSourceResponse,
    );
    return answered(diagnostics);
  },
} as const satisfies Record<string, (trouble: string | null) => Promise<Answered>>;

function apply(
  priorState: pb.Init<pb.DynamicValue>,
  plannedState: pb.Init<pb.DynamicValue>,
): Promise<pb.ApplyResourceChangeResponse> {
  return client.call(
    "ApplyResourceChange",
    pb.writeApplyResourceChangeRequest,
    { typeName, priorState, plannedState, plannedPrivate: PRIVATE },
    pb.readApplyResourceChangeResponse,
  );
}

const FINE: Answered = { errors: 0, warnings: 0, kept: true };
const ONE_ERROR: Answered = { errors: 1, warnings: 0, kept: true };
const NAMES = Object.keys(CALLS) as (keyof typeof CALLS)[];

/** Those whose code has nothing to wait for: what it leaves behind can keep no call. */
const AT_ONCE: readonly string[] = NAMES.filter((name) => /^(Validate|Configure|Upgrade|Move)/.test(name));
const WAITING = NAMES.filter((name) => !AT_ONCE.includes(name));
const isThrownAtOnce = (trouble: string): boolean => /^(throw|overflow)/.test(trouble) && trouble in SEEN;

describe("whatever throws or rejects in a call is one error, and what was there is kept", () => {
  test.each(NAMES)("%s", async (name) => {
    for (const trouble of Object.keys(TROUBLES).filter((one) => isThrownAtOnce(one) || WAITING.includes(name)))
      expect({ trouble, ...(await CALLS[name](trouble)) }).toEqual({ trouble, ...ONE_ERROR });
    expect((await CALLS[name](null)).errors).toBe(0);
  });
});

test("an answer that was given already is not changed by what its call left behind", async () => {
  for (const name of NAMES.filter((one) => AT_ONCE.includes(one)))
    for (const trouble of Object.keys(STRAY))
      expect({ trouble, ...(await CALLS[name](trouble)) }).toEqual({ trouble, ...FINE });
});

test("calls at a time, each with a trouble of its own or none, end each by itself", async () => {
  // Of the others Node 20 does not tell whose they were.
  const known = Object.keys(STRAY).filter((name) => !/microtask|another part/.test(name));
  const one = fc.record({ name: fc.constantFrom(...WAITING), trouble: fc.option(fc.constantFrom(...known)) });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 2, maxLength: 12 }), async (calls) => {
      const all = await Promise.all(calls.map(({ name, trouble }) => CALLS[name](trouble)));
      expect(all.map(({ errors }) => errors)).toEqual(calls.map(({ trouble }) => (trouble === null ? 0 : 1)));
    }),
    { numRuns: 60 },
  );
});

test("where it can not be known whose failure it was, every call that waits is ended", async () => {
  // The listener is called by a timer of the process's own.
  const another = CALLS["an update"](WAIT);
  expect(await CALLS.ReadResource("an exception in a listener that another part calls")).toEqual(ONE_ERROR);
  expect(await another).toEqual(ONE_ERROR);
});

describe("what was reached before an apply failed is its result", () => {
  test.each(Object.keys(TROUBLES))("%s", async (trouble) => {
    const made = await apply(EMPTY, thing(trouble, { id: UNKNOWN, reaches: "made" }));
    // An error beside it would have Terraform delete it and make another.
    expect(answered(made.diagnostics)).toMatchObject({ errors: 0, warnings: 1 });
    expect(readDynamic(made.newState, ATTRIBUTES)).toEqual({ id: "made", trouble, reaches: "made" });
    expect(Buffer.from(made.private ?? []).toString()).toBe('{"step":"made"}');

    const changed = await apply(thing(null), thing(trouble, { reaches: "changed" }));
    expect(answered(changed.diagnostics)).toMatchObject({ errors: 1, warnings: 0 });
    expect(readDynamic(changed.newState, ATTRIBUTES)).toEqual({ id: "changed", trouble, reaches: "changed" });
    expect(Buffer.from(changed.private ?? []).toString()).toBe('{"step":"changed"}');
  });
});

test("a provider whose late parts are gone answers, and says what to do", async () => {
  provider.process.kill("SIGKILL");
  await provider.ended;
  provider = await startProvider(executable, { temporary: around });
  client = await provider.connect();
  const folder = dirname(executable);
  const part = readdirSync(folder).find((file) => file.startsWith("answers-")) ?? "";
  renameSync(join(folder, part), join(around, part));
  try {
    await expect(CALLS["an update"](null)).rejects.toThrow(
      /status 13 the provider could not be loaded, and did nothing/,
    );
    await expect(CALLS.ReadResource(null)).rejects.toThrow(/status 13 the provider could not be loaded/);
  } finally {
    renameSync(join(around, part), join(folder, part));
  }
});
