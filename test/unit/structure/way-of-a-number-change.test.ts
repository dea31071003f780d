import { readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import type { Value } from "../../../src/plugin/sdk/value";
import { answersOf } from "../../../src/plugin/server/rpc";
import { FRAME_HEADER_BYTES } from "../../../src/plugin/server/transport/grpc";
import type { ObjectValue } from "../../../src/plugin/values/same-value";
import { readConfig, readDynamic, writeDynamic } from "../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../src/plugin/wire/message";
import { allocationSchema, providerSchema } from "../../../src/provider/common/schema";
import { greenvnProvider } from "../../../src/provider/provider";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { temporaryFolder } from "../../support/run/prepared";

const typeName = "greenvn_allocation";
const { attributes } = allocationSchema;
let sandbox: TestSandbox;
/** The stack of each PUT. */
const stacks: string[] = [];
let call: <Q, A>(name: string, write: Write<Q>, request: pb.Init<Q>, read: Read<A>) => Promise<A>;

beforeAll(async () => {
  watchRequests();
  sandbox = await startTestSandbox();
  const environment = { ...sandbox.env, TF_DATA_DIR: await temporaryFolder("gvn-way-") };
  const answers = answersOf(greenvnProvider("0.1.0", environment, Date.now))({
    log: () => undefined,
    // Each of these plans is of a run of its own.
    outlivesRuns: true,
  });
  call = async (name, write, request, read) => {
    const answer = await answers.call(name, writeMessage(write, request), () => undefined);
    if (!(answer instanceof Uint8Array)) throw new Error(`${name}: ${answer?.message ?? "no answer"}`);
    return readMessage(read, answer.subarray(FRAME_HEADER_BYTES));
  };
  const config = writeDynamic(readConfig(undefined, providerSchema.attributes), providerSchema.attributes);
  await call("ConfigureProvider", pb.writeConfigureProviderRequest, { config }, pb.readConfigureProviderResponse);
});
afterAll(() => sandbox.close());
afterAll(() => jest.restoreAllMocks());

function watchRequests(): void {
  const send = http.request;
  jest.spyOn(http, "request").mockImplementation((...given: Parameters<typeof send>) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 100;
    if (given.some((options) => typeof options === "object" && "method" in options && options.method === "PUT"))
      stacks.push(new Error().stack ?? "");
    Error.stackTraceLimit = limit;
    return send(...given);
  });
}

type State = ReturnType<typeof readDynamic>;

/** Plans and applies as Terraform does; returns the state reached. */
async function run(prior: State, declared: ObjectValue): Promise<State> {
  const config: ObjectValue = { ...readConfig(undefined, attributes), ...declared };
  const kept = Object.entries(attributes).filter(
    ([name, { origin }]) => origin.includes("computed") && config[name] === null,
  );
  const proposed =
    prior === null
      ? config
      : { ...config, ...Object.fromEntries<Value>(kept.map(([name]) => [name, prior[name] ?? null])) };
  const plan = await call(
    "PlanResourceChange",
    pb.writePlanResourceChangeRequest,
    {
      typeName,
      priorState: writeDynamic(prior, attributes),
      proposedNewState: writeDynamic(proposed, attributes),
      config: writeDynamic(config, attributes),
    },
    pb.readPlanResourceChangeResponse,
  );
  const applied = await call(
    "ApplyResourceChange",
    pb.writeApplyResourceChangeRequest,
    {
      typeName,
      priorState: writeDynamic(prior, attributes),
      plannedState: plan.plannedState,
      config: writeDynamic(config, attributes),
      plannedPrivate: plan.plannedPrivate,
    },
    pb.readApplyResourceChangeResponse,
  );
  expect(applied.diagnostics.filter(({ severity }) => severity === pb.DiagnosticSeverity.ERROR)).toEqual([]);
  return readDynamic(applied.newState, attributes);
}

/** The files of ours on the stack, the outermost first, each run of one file once. */
function filesOf(stack: string): string[] {
  const frames = [...stack.matchAll(/\/src\/([^\s:()]+\.ts):/g)].map(([, file = ""]) => file).reverse();
  return frames.filter((file, at) => file !== frames[at - 1]);
}

test("docs/architecture.md tells the way of a number change to the PUT as the program goes it", async () => {
  const parties = { connection_id: "one", aparty_numbers: ["+919000000001"], bparty_numbers: ["+919000000101"] };
  const made = await run(null, parties);

  await run(made, { ...parties, preferences: { greenvn: null, region: "KA", number_type: null, pin_code: null } });

  expect(stacks).toHaveLength(1);
  const gone = filesOf(stacks[0] ?? "");
  const page = readFileSync(path.join(ROOT, "docs", "architecture.md"), "utf8");
  const [, section = ""] = page.split("### To the PUT");
  const told = [...section.matchAll(/^\d+\. `src\/([^`]+)`/gm)].map(([, file = ""]) => file);
  expect(told).toEqual(gone);
  expect(gone.length).toBeLessThanOrEqual(8);
  expect(gone.length - new Set(gone).size).toBeLessThanOrEqual(2);
  expect(sandbox.charged("vn")).toBe(1);
});
