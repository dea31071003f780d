import { deniesCredentials } from "../../../../src/exobridge";
import {
  type HostileServer,
  html,
  refusal,
  reset,
  startHostileServer,
  success,
  type Treat,
} from "../http/hostile-server";
import { BASE64, setting, TOKEN } from "../setting";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

test("the account's settings are read by one call", async () => {
  server.next(success({ country: "IN" }));
  expect(await setting(server.url).api.readSettings(5000)).toEqual({ kind: "read" });
  expect(server.got).toMatchObject([
    { method: "GET", url: "/v1/tenants/acme/settings", body: "", headers: { authorization: `Basic ${BASE64}` } },
  ]);
});

test.each<[string, Treat, boolean]>([
  ["401, code 7", refusal(401, 7), true],
  ["401 of a gateway", { status: 401, body: "<html>401</html>" }, true],
  ["402, as older documents say", refusal(402, 7), true],
  ["402 without a code", refusal(402), true],
  ["code 7 inside a 200", { status: 200, body: { success: false, status: 401, code: 7 } }, true],
  ["code 7 with another status", refusal(400, 7), true],
  ["403", refusal(403, 8), false],
  ["404, where the account has no settings", refusal(404), false],
  ["407 of a proxy", refusal(407), false],
  ["429", refusal(429), false],
  ["500", refusal(500, 0), false],
  ["503", refusal(503), false],
  ["HTML", html, false],
  ["a reset", reset, false],
  ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, false],
])("%s is asked for once, and held against the credentials: %j", async (_what, treat, denies) => {
  server.next(treat);
  const { api, waits } = setting(server.url);
  const outcome = await api.readSettings(5000);
  expect(outcome.kind === "failed" && deniesCredentials(outcome.failure)).toBe(denies);
  expect([outcome.kind, server.got.length, waits]).toEqual(["failed", 1, []]);
});

test("what the API says of them is scrubbed", async () => {
  server.next(refusal(401, 7, `acme:${TOKEN} is not ${BASE64}, PIN 918273`));
  const outcome = await setting(server.url).api.readSettings(5000, [918273]);
  expect(outcome).toMatchObject({ kind: "failed", failure: { message: "[secret] is not [secret], PIN [secret]" } });
});

test("no longer than it may take, whatever one answer may take", async () => {
  server.next(() => undefined);
  const before = performance.now();
  expect(await setting(server.url).api.readSettings(40)).toMatchObject({ failure: { kind: "no-answer" } });
  expect(performance.now() - before).toBeLessThan(1000);
});

test("it takes its place in the pace, and where none is free in time it is not sent and takes none", async () => {
  server.next(success());
  const { api, waits } = setting(server.url, { requestsPerMinute: 15 });
  expect(await api.readSettings(5000)).toEqual({ kind: "read" });
  expect(await api.readSettings(3999)).toMatchObject({ kind: "failed", failure: { kind: "unreachable" } });
  expect([server.got.length, waits]).toEqual([1, []]);
  expect(await api.readSettings(9000)).toEqual({ kind: "read" });
  expect([server.got.length, waits]).toEqual([2, [4000]]);
});

test("nothing is sent after a stop, or for an account that can not stand in a path", async () => {
  const { api, stop } = setting(server.url);
  stop.abort();
  expect(await api.readSettings(5000)).toMatchObject({ kind: "failed" });
  expect(await setting(server.url, { accountSid: ".." }).api.readSettings(5000)).toMatchObject({ kind: "failed" });
  expect(server.got).toHaveLength(0);
});
