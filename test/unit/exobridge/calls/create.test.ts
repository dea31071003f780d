import {
  data,
  hang,
  type HostileServer,
  html,
  ID,
  refusal,
  reset,
  startHostileServer,
  success,
  type Treat,
} from "../http/hostile-server";
import { setting, WANTED } from "../setting";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const done = { kind: "done", allocation: { greenvnId: ID } };
const exists = refusal(409, 18, "an allocation exists for this connection id");
const gateway503: Treat = { status: 503, body: "<html>no healthy upstream</html>" };
const lost504 = refusal(504);

describe("a create is sent so often, and ends like this", () => {
  test.each<[string, readonly Treat[], number, object]>([
    ["answered", [success()], 1, done],
    [
      "refused",
      [refusal(452, 4, "no free number")],
      1,
      { kind: "refused", failure: { kind: "refused", status: 452, code: 4, message: "no free number" } },
    ],
    [
      "refused inside a 200",
      [{ status: 200, body: { success: false, status: 403, code: 15, message: "region" } }],
      1,
      { kind: "refused", failure: { status: 403, code: 15 } },
    ],
    [
      "redirected",
      [{ status: 307, headers: { location: "http://127.0.0.1:1/" } }],
      1,
      { kind: "refused", failure: { kind: "refused", status: 307 } },
    ],
    ["throttled, then answered", [refusal(429), refusal(429), success()], 3, done],
    ["throttled to the end", [refusal(429)], 5, { kind: "refused", failure: { status: 429 } }],
    ["not available, then answered", [refusal(503), refusal(503), success()], 3, done],
    ["not available to the end: nobody knows", [refusal(503)], 5, { kind: "lost", failure: { status: 503 } }],
    ["an answer lost, then answered", [lost504, success()], 2, done],
    ["an answer lost, and again", [lost504, refusal(502), success()], 2, { kind: "lost", failure: { status: 502 } }],
    [
      "an answer lost, then it exists",
      [reset, exists],
      2,
      { kind: "exists", afterLost: true, failure: { status: 409, code: 18 } },
    ],
    [
      "a gateway's 503 is a lost answer: sent again once",
      [gateway503, gateway503, success()],
      2,
      { kind: "lost", failure: { kind: "malformed", status: 503 } },
    ],
    ["a gateway's 503, then it exists", [gateway503, exists], 2, { kind: "exists", afterLost: true }],
    ["a gateway's 503, then answered", [gateway503, success()], 2, done],
    ["not available, then it exists", [refusal(503), exists], 2, { kind: "exists", afterLost: true }],
    ["throttled, then it exists", [refusal(429), exists], 2, { kind: "exists", afterLost: false }],
    ["it exists", [exists], 1, { kind: "exists", afterLost: false }],
    [
      "lost, not available, throttled, then it exists",
      [lost504, refusal(503), refusal(429), exists],
      4,
      { kind: "exists", afterLost: true },
    ],
    [
      "an answer lost, then refused: nobody knows",
      [lost504, refusal(401, 7, "who are you")],
      2,
      { kind: "lost", failure: { status: 504, message: "refused; it was sent again, and then: who are you" } },
    ],
    ["reset", [reset, success()], 2, done],
    ["HTML", [html, success()], 2, done],
    ["an answer without an id", [success({ connection_id: "c-1" }), exists], 2, { kind: "exists", afterLost: true }],
    [
      "success: false with the status of a success",
      [{ status: 200, body: { success: false, status: 200, data: data() } }, exists],
      2,
      { kind: "exists", afterLost: true },
    ],
    [
      "success: false with a status in a string",
      [{ status: 200, body: { success: false, status: "409", code: 18 } }, success()],
      2,
      done,
    ],
    [
      "an answer that is odd, but holds an id",
      [{ status: 201, body: { data: { greenvn_id: ID, usage: 7 } } }],
      1,
      { kind: "done", allocation: { greenvnId: ID }, oddities: [expect.any(String), expect.any(String)] },
    ],
  ])("%s", async (_name, script, sent, expected) => {
    server.next(...script);
    expect(await setting(server.url).api.create(WANTED)).toMatchObject(expected);
    expect(server.got).toHaveLength(sent);
    expect(new Set(server.got.map(({ method, body }) => method + body)).size).toBe(1);
  });

  test("a time-out is a lost answer", async () => {
    server.next(hang, exists);
    expect(await setting(server.url, { requestTimeoutMs: 100 }).api.create(WANTED)).toMatchObject({
      kind: "exists",
      afterLost: true,
    });
  });

  test.each<[string, Treat, object]>([
    ["a lost answer", lost504, { kind: "lost" }],
    ["503", refusal(503), { kind: "lost" }],
    ["429", refusal(429), { kind: "refused" }],
  ])("with max_retries 0 it is sent once: %s", async (_name, treat, expected) => {
    server.next(treat, success());
    expect(await setting(server.url, { maxRetries: 0 }).api.create(WANTED)).toMatchObject(expected);
    expect(server.got).toHaveLength(1);
  });

  test("what refuses the connection was never sent", async () => {
    const { url } = server;
    await server.close();
    const { api, waits } = setting(url);
    expect(await api.create(WANTED)).toEqual({
      kind: "refused",
      failure: { kind: "unreachable", message: "the connection was refused (ECONNREFUSED)" },
    });
    expect(waits).toEqual([250, 500, 1000, 2000]);
    server = await startHostileServer();
  });
});

describe("Retry-After", () => {
  test("is obeyed", async () => {
    server.next(
      refusal(429, null, "slow down", { "retry-after": "7" }),
      refusal(503, null, "later", { "retry-after": "60" }),
      success(),
    );
    const { api, waits } = setting(server.url);
    expect(await api.create(WANTED)).toMatchObject(done);
    expect(waits).toEqual([7250, 60_250]);
  });

  test("is measured by the API's clock", async () => {
    server.next(
      refusal(429, null, "", { date: "Wed, 01 Jan 2020 00:00:00 GMT", "retry-after": "Wed, 01 Jan 2020 00:00:09 GMT" }),
      success(),
    );
    const { api, waits } = setting(server.url);
    await api.create(WANTED);
    expect(waits).toEqual([9250]);
  });

  test("that is longer than a minute ends it, and is told", async () => {
    server.next(refusal(429, null, "slow down", { "retry-after": "61" }), success());
    const { api, waits } = setting(server.url);
    expect(await api.create(WANTED)).toMatchObject({
      kind: "refused",
      failure: { message: expect.stringMatching(/^slow down; it asks to wait 61 s/) as string },
    });
    expect([server.got.length, waits]).toEqual([1, []]);
  });
});

describe("a stop", () => {
  test("before it is sent: nothing is", async () => {
    const { api, stop } = setting(server.url);
    stop.abort();
    expect(await api.create(WANTED)).toMatchObject({ kind: "refused", failure: { kind: "stopped" } });
    expect(server.got).toHaveLength(0);
  });

  test("while it is under way: the answer is awaited", async () => {
    const { api, stop } = setting(server.url);
    server.next((_got, answer) => {
      stop.abort();
      setTimeout(() => answer.writeHead(200).end(JSON.stringify({ success: true, data: data() })), 30);
    });
    expect(await api.create(WANTED)).toMatchObject(done);
  });

  test("while waiting to send it again: it is not, and what may have happened is told", async () => {
    server.next(lost504, success());
    expect(await setting(server.url, {}, (_ms, stop) => stop.abort()).api.create(WANTED)).toMatchObject({
      kind: "lost",
      failure: { status: 504 },
    });
    server.next(refusal(429), success());
    expect(await setting(server.url, {}, (_ms, stop) => stop.abort()).api.create(WANTED)).toMatchObject({
      kind: "refused",
      failure: { kind: "stopped" },
    });
    expect(server.got).toHaveLength(2);
  });
});
