import { type Call, createCaller } from "../../../../src/exobridge/calls/caller";
import type { Exchange, Transport } from "../../../../src/exobridge/http/exchange";

const never = new Promise<never>(() => undefined);
const answered: Exchange = {
  kind: "answered",
  status: 200,
  retryAfter: undefined,
  date: undefined,
  body: { kind: "whole", text: "{}" },
};
const throws = (): never => {
  throw new Error("t0ken");
};

/** A transport that is there, and sends so. */
const sending = (send: Transport["send"]) => async (): Promise<Transport> => ({ send });

const charged: Call<null> = {
  request: { method: "PUT", path: "/x", template: "/x", body: null },
  pins: [],
  isWrite: true,
  parse: () => ({ kind: "parsed", value: null }),
};

function callerOver(transport: () => Promise<Transport>, requestTimeoutMs = 30) {
  return createCaller({
    options: { requestTimeoutMs, stop: new AbortController().signal, log: () => undefined },
    transport,
    pacing: { turn: async () => () => undefined, pair: async () => null },
    scrub: (text) => text,
    edges: { now: () => 0, elapsedMs: () => 0 },
  });
}

const failure = (failed: object): object => ({ kind: "failure", failure: failed, retryAfterMs: null });
const neverSent = (message: string): object => failure({ kind: "unreachable", message });
const inDoubt = (message: string): object => failure({ kind: "no-answer", message });
const notInTime = neverSent("the HTTP client was not loaded in time");
const notLoaded = neverSent("the HTTP client could not be loaded");

describe("a call ends, whatever its transport does:", () => {
  test.each<[string, () => Promise<Transport>, object]>([
    ["it never calls back", sending(() => never), inDoubt("no answer came in time")],
    ["it rejects", sending(() => Promise.reject(new Error("t0ken"))), inDoubt("the HTTP client failed")],
    ["it throws", sending(throws), inDoubt("the HTTP client failed")],
    ["it is never loaded", () => never, notInTime],
    ["it can't be loaded", () => Promise.reject(new Error("EMFILE")), notLoaded],
    ["its loading throws", throws, notLoaded],
    ["it answers", sending(async () => answered), { kind: "success", value: null }],
  ])("%s", async (_what, transport, outcome) => {
    const startedAtMs = performance.now();
    expect(await callerOver(transport).send(charged, 1)).toEqual(outcome);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });

  test("what the transport itself says of how far it got is heard, where it says it soon", async () => {
    const says: Transport["send"] = (_request, bound) =>
      new Promise((resolve) =>
        bound.addEventListener("abort", () => setTimeout(() => resolve({ kind: "unreachable", why: "no way" }), 5)),
      );
    expect(await callerOver(sending(says)).send(charged, 1)).toEqual(neverSent("no way"));
  });

  test("what was given up while its transport was loading is never sent", async () => {
    let loaded: (transport: Transport) => void = () => undefined;
    const loading = new Promise<Transport>((resolve) => (loaded = resolve));
    const send = jest.fn(async () => answered);
    expect(await callerOver(() => loading).send(charged, 1)).toEqual(notInTime);
    loaded({ send });
    await new Promise(setImmediate);
    expect(send).not.toHaveBeenCalled();
  });

  test("nor what is loaded when time is up, but not yet given up", async () => {
    const send = jest.fn(async () => answered);
    const late = (): Promise<Transport> => new Promise((resolve) => setTimeout(() => resolve({ send }), 50));
    expect(await callerOver(late, 20).send(charged, 1)).toEqual(notInTime);
    expect(send).not.toHaveBeenCalled();
  });
});

test("a write whose answer makes the reader itself fail is in doubt", async () => {
  expect(await callerOver(sending(async () => answered)).send({ ...charged, parse: throws }, 1)).toEqual(
    failure({ kind: "malformed", status: 200, message: "the answer could not be read" }),
  );
});
