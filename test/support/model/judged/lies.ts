import { type Exchange, type Transport } from "../../../../src/exobridge/http/exchange";
import { type WireRequest } from "../../../../src/exobridge/http/request";
import { FRAME_HEADER_BYTES } from "../../../../src/plugin/server/transport/grpc";
import { type ObjectValue } from "../../../../src/plugin/values/same-value";
import { readDynamic, writeDynamic } from "../../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../../src/plugin/wire/message";
import { type BuiltProvider, type Call, type Program } from "../machine/built-provider";
import { type Machine } from "../machine/machine";
import { ATTRIBUTES } from "../terraform/plugin";

/** A provider that does something that none may: the model has to notice. */
export type Lie = (program: Program) => Program;

type Send = Transport["send"];

const overNetwork =
  (lie: (send: Send) => (request: WireRequest, bound: AbortSignal) => Promise<Exchange>): Lie =>
  ({ run }) => ({
    run: (machine, process, transport) =>
      run(machine, process, (sender) => {
        const honest = transport(sender);
        return { send: lie((request, bound) => honest.send(request, bound)) };
      }),
  });

/** `answer`: what becomes of the honest one. */
const inCalls =
  (name: string, answer: (honest: () => unknown, machine: Machine) => unknown): Lie =>
  ({ run }) => ({
    run(machine, process, transport): BuiltProvider {
      const honest = run(machine, process, transport);
      const call: Call = (asked, message, onDelivery) => {
        const ask = () => honest.call(asked, message, onDelivery);
        return asked === name ? answer(ask, machine) : ask();
      };
      return { call, stop: () => honest.stop() };
    },
  });

const altered = <A>(name: string, read: Read<A>, write: Write<A>, alter: (answer: A) => A): Lie =>
  inCalls(name, async (honest) => {
    const bytes = (await honest()) as Uint8Array;
    const answer = readMessage(read, bytes.subarray(FRAME_HEADER_BYTES));
    return writeMessage(write, alter(answer) as pb.Init<A>, FRAME_HEADER_BYTES);
  });

const isPut = (call: "vn" | "call-party") => (request: WireRequest) =>
  request.method === "PUT" && request.path.endsWith(`/${call}`);

const ofAllocations = ATTRIBUTES.greenvn_allocation;

/** A state in which a resource has another number; another type's state stays as it is. */
function withNumber(state: pb.DynamicValue | undefined, number: string): pb.DynamicValue | undefined {
  let value: ObjectValue | null;
  try {
    value = readDynamic(state, ofAllocations);
  } catch {
    return state;
  }
  // What is written of it is whole.
  return value === null ? state : (writeDynamic({ ...value, green_vn: number }, ofAllocations) as pb.DynamicValue);
}

const NUMBER = "+919845999999";

/** Each process has a folder of its own. */
const forgetful: Lie = ({ run }) => ({
  run: (machine, process, transport) =>
    run(
      machine,
      Object.assign(process, { environment: { ...process.environment, TF_DATA_DIR: `/${process.pid}` } }),
      transport,
    ),
});

export const LIES = {
  /** Each `PUT …/vn` is sent once more. */
  sendsTwice: overNetwork((send) => async (request, bound) => {
    if (isPut("vn")(request)) await send(request, bound);
    return send(request, bound);
  }),
  /** Charged calls are planned, and not warned of. */
  plansInSilence: altered(
    "PlanResourceChange",
    pb.readPlanResourceChangeResponse,
    pb.writePlanResourceChangeResponse,
    (answer) => ({ ...answer, diagnostics: [] }),
  ),
  /** What is changed is deleted as well. */
  deletes: overNetwork((send) => async (request, bound) => {
    const answer = await send(request, bound);
    if (isPut("call-party")(request))
      await send({ ...request, method: "DELETE", path: request.path.replace(/\/call-party$/, ""), body: null }, bound);
    return answer;
  }),
  /** A creation whose name is taken takes in what is there. */
  takesIn: (program) => {
    const made = new Map<string, Exchange>();
    const greedy = overNetwork((send) => async (request, bound) => {
      const answer = await send(request, bound);
      if (request.method !== "POST" || answer.kind !== "answered") return answer;
      const { connection_id: name } = JSON.parse(request.body ?? "{}") as { connection_id: string };
      if (answer.status === 200) made.set(name, answer);
      return answer.status === 409 ? (made.get(name) ?? answer) : answer;
    });
    return forgetful(greedy(program));
  },
  /** What was sent is not remembered. */
  remembersNothing: forgetful,
  /** What is read is gone. */
  forgets: altered("ReadResource", pb.readReadResourceResponse, pb.writeReadResourceResponse, (answer) => ({
    ...answer,
    newState: writeDynamic(null, ofAllocations) as pb.DynamicValue,
  })),
  /** Another number is saved than the one that was told. */
  savesAnother: altered(
    "ApplyResourceChange",
    pb.readApplyResourceChangeResponse,
    pb.writeApplyResourceChangeResponse,
    (answer) => ({ ...answer, newState: withNumber(answer.newState, NUMBER) }),
  ),
  /** A plan knows a number that nobody has granted. */
  foretells: altered(
    "PlanResourceChange",
    pb.readPlanResourceChangeResponse,
    pb.writePlanResourceChangeResponse,
    (answer) => ({ ...answer, plannedState: withNumber(answer.plannedState, NUMBER) }),
  ),
  /** What comes out otherwise is not said. */
  appliesInSilence: altered(
    "ApplyResourceChange",
    pb.readApplyResourceChangeResponse,
    pb.writeApplyResourceChangeResponse,
    (answer) => ({
      ...answer,
      diagnostics: answer.diagnostics.filter(({ severity }) => severity === pb.DiagnosticSeverity.ERROR),
    }),
  ),
  neverAnswers: inCalls("ReadResource", () => new Promise(() => undefined)),
  throws: inCalls("ApplyResourceChange", () => {
    throw new Error("at a loss");
  }),
  refusesTheCall: inCalls("PlanResourceChange", () => ({ code: 13, message: "internal" })),
  takesItsTime: inCalls(
    "PlanResourceChange",
    (honest, { time }) =>
      new Promise((resolve) => {
        time.set({}, () => resolve(honest()), 3_600_000);
      }),
  ),
} as const satisfies Readonly<Record<string, Lie>>;
