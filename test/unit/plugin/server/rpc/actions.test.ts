import { answerCall, endCallsOf } from "../../../../../src/plugin/engine/calls-under-way";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import { type Answers, answersOf } from "../../../../../src/plugin/server/rpc";
import { FRAME_HEADER_BYTES } from "../../../../../src/plugin/server/transport/grpc";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { writeDynamic } from "../../../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../../../src/plugin/wire/message";
import { probeAction } from "../../../../support/plugin/probe-action";
import { probeProvider } from "../../../../support/plugin/probe-provider";

const ATTRIBUTES = probeAction.schema.attributes;
const unconfigured = (): Answers => answersOf(probeProvider(0))({ log: () => undefined, outlivesRuns: false });

async function configured(): Promise<Answers> {
  const answers = unconfigured();
  await answers.call("ConfigureProvider", new Uint8Array(0), () => undefined);
  return answers;
}

const asked = (config: ObjectValue, actionType = "probe_say") => ({
  actionType,
  config: writeDynamic({ text: null, behave: null, ...config }, ATTRIBUTES),
  clientCapabilities: { deferralAllowed: true },
});

async function ask<Q, A>(
  answers: Answers,
  name: string,
  write: Write<Q>,
  request: pb.Init<Q>,
  read: Read<A>,
): Promise<A> {
  const answer = await answers.call(name, writeMessage(write, request), () => undefined);
  if (!(answer instanceof Uint8Array)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return readMessage(read, answer.subarray(FRAME_HEADER_BYTES));
}

/** Every event of an invocation: a message, or the summaries of its end. */
async function invoked(answers: Answers, request: ReturnType<typeof asked>): Promise<readonly (string | string[])[]> {
  const events: pb.InvokeActionEvent[] = [];
  const take = (frame: unknown): void => {
    if (!(frame instanceof Uint8Array)) throw new Error(JSON.stringify(frame));
    events.push(readMessage(pb.readInvokeActionEvent, frame.subarray(FRAME_HEADER_BYTES)));
  };
  const message = writeMessage(pb.writeInvokeActionRequest, request);
  take(await answerCall(() => answers.call("InvokeAction", message, () => undefined, take) ?? new Uint8Array(0)));
  return events.map(({ kind, progress, completed }) => {
    if (kind === undefined) throw new Error("an event of no kind");
    return kind === "progress"
      ? (progress?.message ?? "")
      : (completed?.diagnostics ?? []).map(({ severity, summary }) => `${severity} ${summary}`);
  });
}

test("actions stand in the schema and in GetMetadata", async () => {
  const answers = unconfigured();
  const none = (): void => undefined;
  const schema = await ask(answers, "GetProviderSchema", none, {}, pb.readGetProviderSchemaResponse);
  expect(Object.keys(schema.actionSchemas)).toEqual(["probe_say"]);
  expect(schema.actionSchemas["probe_say"]?.schema?.block?.attributes.map(({ name }) => name)).toEqual([
    "behave",
    "text",
  ]);
  const { actions } = await ask(answers, "GetMetadata", none, {}, pb.readGetMetadataResponse);
  expect(actions).toEqual([{ typeName: "probe_say" }]);
});

test.each<[string, ReturnType<typeof asked>, unknown[]]>([
  ["all well", asked({ text: "a" }), []],
  ["a required argument that is null", asked({}), [{ summary: "Missing required argument" }]],
  ["what the action itself refuses", asked({ text: "" }), [{ summary: "Empty text" }]],
  ["an unknown value passes", asked({ text: UNKNOWN }), []],
  ["another action", asked({}, "probe_sing"), [{ summary: "Could not answer Terraform's ValidateActionConfig" }]],
])("validate, without a configured provider: %s", async (_what, request, expected) => {
  const { diagnostics } = await ask(
    unconfigured(),
    "ValidateActionConfig",
    pb.writeValidateActionConfigRequest,
    request,
    pb.readValidateActionConfigResponse,
  );
  expect(diagnostics).toMatchObject(expected);
});

test.each<[string, () => Answers | Promise<Answers>, ReturnType<typeof asked>, string[]]>([
  ["what it says", configured, asked({ text: "a" }), ["It will say a"]],
  ["with an unknown value", configured, asked({ text: UNKNOWN }), ["It will say Symbol(terraform.value.unknown)"]],
  ["before the configuration", unconfigured, asked({ text: "a" }), ["Could not plan the action probe_say"]],
  ["an exception", configured, asked({ text: "a", behave: "plan:throw" }), ["Could not plan the action probe_say"]],
  ["another action", configured, asked({}, "probe_sing"), ["Could not answer Terraform's PlanAction"]],
])("plan: %s", async (_what, open, request, expected) => {
  const answers = await open();
  const { diagnostics } = await ask(
    answers,
    "PlanAction",
    pb.writePlanActionRequest,
    request,
    pb.readPlanActionResponse,
  );
  expect(diagnostics.map(({ summary }) => summary)).toEqual(expected);
  expect(JSON.stringify(diagnostics)).not.toContain("hunter2");
});

test.each<[string, () => Answers | Promise<Answers>, ReturnType<typeof asked>, (string | string[])[]]>([
  ["progress, and then the end", configured, asked({ text: "ab" }), ["a", "b", []]],
  ["nothing but the end", configured, asked({ text: "" }), [[]]],
  ["an error at the end", configured, asked({ text: "a", behave: "refuse" }), ["a", ["1 Refused"]]],
  [
    "an exception after progress",
    configured,
    asked({ text: "a", behave: "throw" }),
    ["a", ["1 Could not carry out the action probe_say"]],
  ],
  ["a value that is not known", configured, asked({ text: UNKNOWN }), [["1 Could not carry out the action probe_say"]]],
  ["before the configuration", unconfigured, asked({ text: "a" }), [["1 Could not carry out the action probe_say"]]],
  ["another action", configured, asked({}, "probe_sing"), [["1 Could not answer Terraform's InvokeAction"]]],
  [
    "a configuration that is none",
    configured,
    { ...asked({}), config: { msgpack: Uint8Array.of(0xc1) } },
    [["1 Could not answer Terraform's InvokeAction"]],
  ],
])("invoke: %s", async (_what, open, request, expected) =>
  expect(await invoked(await open(), request)).toEqual(expected),
);

test("invoke: one that waits ends when Terraform asks to stop", async () => {
  const answers = await configured();
  const running = invoked(answers, asked({ text: "a", behave: "wait" }));
  await answers.call("StopProvider", new Uint8Array(0), () => undefined);
  expect(await running).toEqual(["a", []]);
});

test("invoke: what a stray failure has ended tells nothing further", async () => {
  const refused: unknown[] = [];
  const stray: typeof probeAction = {
    ...probeAction,
    async invoke({ progress }) {
      progress("a");
      setTimeout(() => endCallsOf(new Error("hunter2")), 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      try {
        progress("too late");
      } catch (thrown) {
        refused.push(thrown);
      }
      return [];
    },
  };
  const answers = answersOf({ ...probeProvider(0), actions: [stray] })({ log: () => undefined, outlivesRuns: false });
  await answers.call("ConfigureProvider", new Uint8Array(0), () => undefined);
  expect(await invoked(answers, asked({ text: "a" }))).toEqual(["a", ["1 Could not carry out the action probe_say"]]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(refused).toHaveLength(1);
});

test("an invocation that is no message is refused by its status", async () => {
  expect(await (await configured()).call("InvokeAction", Buffer.from([0x0a, 0xff]), () => undefined)).toMatchObject({
    code: 13,
  });
});
