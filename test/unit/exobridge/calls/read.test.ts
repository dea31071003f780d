import {
  data,
  type HostileServer,
  html,
  ID,
  refusal,
  reset,
  startHostileServer,
  success,
  type Treat,
} from "../http/hostile-server";
import { lookedAt, setting } from "../setting";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const vault = success(data({ state: "vault" }));
const failed = (failure: object) => ({ kind: "failed", failure });

describe("a read", () => {
  test.each<[string, Treat, object]>([
    ["404, code 1, is gone, or never was", refusal(404, 1), { kind: "gone", isUnknownId: true }],
    ["410, code 22, is gone", refusal(410, 22), { kind: "gone" }],
    [
      "404, code 1, inside a 200, is gone",
      { status: 200, body: { success: false, status: 404, code: 1 } },
      { kind: "gone", isUnknownId: true },
    ],
    [
      "vault is gone, and what it was is told",
      vault,
      { kind: "gone", allocation: { greenvnId: ID, state: "vault", greenVn: "+917205827365" } },
    ],
    ["404 of another code is not gone", refusal(404, 20), failed({ status: 404, code: 20 })],
    ["404 without a code is not gone", refusal(404), failed({ status: 404, code: null })],
    [
      "404 with a code in a string is not gone",
      { status: 404, body: { success: false, status: 404, code: "1" } },
      failed({ status: 404, code: null }),
    ],
    [
      "404 that does not say success: false is not gone",
      { status: 404, body: { status: 404, code: 1 } },
      failed({ status: 404, code: null }),
    ],
    [
      "404 in HTML is not gone",
      { status: 404, body: "<html>404</html>" },
      failed({ status: 404, code: null, message: "the answer is HTML or XML, not JSON" }),
    ],
    [
      "404, code 1, under another status is not gone",
      { status: 403, body: { success: false, status: 404, code: 1 } },
      failed({ status: 404, code: null }),
    ],
    ["410 of another code is not gone", refusal(410, 1), failed({ status: 410, code: 1 })],
    ["401", refusal(401, 7, "who are you"), failed({ status: 401, code: 7, message: "who are you" })],
    ["403", refusal(403, 8), failed({ status: 403 })],
    [
      "a redirect is not followed",
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      failed({ status: 302 }),
    ],
  ])("is decided at once: %s", async (_name, treat, expected) => {
    server.next(treat);
    expect(await setting(server.url).api.read(ID)).toMatchObject(expected);
    expect(server.got).toHaveLength(1);
  });

  test.each<[string, Treat, object]>([
    ["429", refusal(429), { status: 429 }],
    ["500", refusal(500, 0), { status: 500 }],
    ["503", refusal(503), { kind: "refused", status: 503 }],
    ["503 of a gateway", { status: 503, body: "<html>down</html>" }, { kind: "malformed", status: 503 }],
    ["reset", reset, { kind: "no-answer", message: "the connection was reset (ECONNRESET)" }],
    ["HTML", html, { kind: "malformed", status: 200 }],
    ["empty", { status: 200, body: "" }, { kind: "malformed", message: "the answer is empty" }],
    ["204", { status: 204 }, { kind: "malformed", status: 204 }],
    ["cut", { status: 200, body: '{"success":true,' }, { kind: "malformed" }],
    [
      "another id",
      success(data({ greenvn_id: "gvn-other" })),
      { kind: "malformed", message: "data.greenvn_id is the id of another allocation" },
    ],
    ["another id in the vault", success(data({ greenvn_id: "gvn-other", state: "vault" })), { kind: "malformed" }],
    [
      "a wrong type",
      success(data({ usage: 1 })),
      { kind: "malformed", message: "data.usage is a number, expected a string" },
    ],
    ["a wrong type in the vault", success(data({ usage: 1, state: "vault" })), { kind: "malformed" }],
    ["no data", success(null), { kind: "malformed" }],
    ["a list", { status: 200, body: [] }, { kind: "malformed" }],
  ])("is repeated, and never gone: %s", async (_name, treat, failure) => {
    server.next(treat);
    const { api, waits } = setting(server.url);
    expect(await api.read(ID)).toMatchObject(failed(failure));
    expect(server.got).toHaveLength(5);
    expect(waits).toEqual([250, 500, 1000, 2000]);
    server.next(treat, success());
    expect(await api.read(ID)).toMatchObject({ kind: "found" });
  });

  test("with max_retries 0 is not repeated", async () => {
    server.next(reset, success());
    expect(await setting(server.url, { maxRetries: 0 }).api.read(ID)).toMatchObject(failed({ kind: "no-answer" }));
  });

  test("an answer for another connection_id is told as it is: its asker knows which is right", async () => {
    server.next(success(data({ connection_id: "c-2" })));
    expect(await setting(server.url).api.read(ID)).toMatchObject({
      kind: "found",
      allocation: { connectionId: "c-2" },
    });
  });

  test("after a stop is tried once, without waiting", async () => {
    server.next(refusal(500));
    const { api, stop, waits } = setting(server.url, { requestsPerMinute: 1 });
    stop.abort();
    expect(await api.read(ID)).toMatchObject(failed({ status: 500 }));
    expect([server.got.length, waits]).toEqual([1, []]);
  });
});

describe("a delete", () => {
  const done = { kind: "done" };
  test.each<[string, readonly Treat[], number, object]>([
    ["vault", [vault], 1, done],
    ["no data", [success(null)], 1, done],
    ["gone: 404, code 1", [refusal(404, 1)], 1, { kind: "gone" }],
    ["gone: 410, code 22", [refusal(410, 22)], 1, { kind: "gone" }],
    ["lost, then gone", [reset, refusal(410, 22)], 2, { kind: "gone" }],
    ["503, then done", [refusal(503), vault], 2, done],
    ["503 of a gateway, then done", [{ status: 503, body: "" }, vault], 2, done],
    ["HTML, then done", [html, vault], 2, done],
    ["still active, then done", [success(), vault], 2, done],
    ["404 of another code", [refusal(404, 20)], 1, failed({ status: 404 })],
    ["403", [refusal(403, 8)], 1, failed({ status: 403 })],
    ["down to the end", [refusal(500)], 5, failed({ status: 500 })],
  ])("%s", async (_name, script, sent, expected) => {
    server.next(...script);
    expect(await setting(server.url).api.deallocate(ID)).toMatchObject(expected);
    expect(server.got.map(({ method }) => method)).toEqual(Array(sent).fill("DELETE"));
  });

  test("is not begun after a stop", async () => {
    const { api, stop } = setting(server.url);
    stop.abort();
    expect(await api.deallocate(ID)).toMatchObject(failed({ kind: "stopped" }));
    expect(server.got).toHaveLength(0);
  });
});

describe("an id", () => {
  test.each([
    ["a/../b", "a%2F..%2Fb"],
    ["../../../settings", "..%2F..%2F..%2Fsettings"],
    ["x?y=z", "x%3Fy%3Dz"],
    ["x#y", "x%23y"],
    ["100%", "100%25"],
    ["%2e%2e", "%252e%252e"],
    ["a b\u0000c", "a%20b%00c"],
    ["x\\..\\y", "x%5C..%5Cy"],
    ["...", "..."],
    ["{sid}$&", "%7Bsid%7D%24%26"],
    ["ü", "%C3%BC"],
  ])("%j stays one segment", async (id, segment) => {
    server.next(refusal(404, 1));
    expect(await setting(server.url).api.read(id)).toEqual({ kind: "gone", isUnknownId: true });
    expect(server.got.map(({ url }) => url)).toEqual([`/v1/tenants/acme/greenvn/${segment}`]);
  });

  test.each(["", ".", "..", "\ud800"])("%j is never sent", async (id) => {
    const { api } = setting(server.url);
    const failure = { kind: "unreachable" };
    expect(await api.read(id)).toMatchObject({ kind: "failed", failure });
    expect(await api.deallocate(id)).toMatchObject({ kind: "failed", failure });
    expect(
      await api.changeVn(
        id,
        null,
        lookedAt(() => "yes"),
      ),
    ).toMatchObject({ kind: "refused", failure });
    expect(await setting(server.url, { accountSid: id }).api.read(ID)).toMatchObject({ kind: "failed", failure });
    expect(server.got).toHaveLength(0);
  });
});
