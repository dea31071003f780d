import { type Sandbox, startSandbox } from "../../../../src/sandbox";
import { type RawAnswer, send, startTestSandbox, type TestSandbox } from "../../../support/api/sandbox";

const A = "+919176226528";
const B = "+918136966620";
const ROOT = "/v1/tenants/sandbox/greenvn";
const body = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  connection_id: "c-1",
  aparty_numbers: [A],
  bparty_numbers: [B],
  usage: "twoway",
  ...more,
});

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ nowMs: () => Date.UTC(2025, 0, 1) });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

type Data = Readonly<Record<string, unknown>> & { readonly greenvn_id: string };
const dataOf = ({ json }: RawAnswer): Data => (json as { data: Data }).data;
const create = async (more: Record<string, unknown> = {}): Promise<Data> =>
  dataOf(await send(sandbox, "POST", ROOT, body(more)));

test("the life of an allocation, as documented", async () => {
  const made = await send(
    sandbox,
    "POST",
    ROOT,
    body({ aparty_pins: [4711], flow_id: "7", strictness: "true", preferences: { region: "MU", type: "landline" } }),
  );
  expect(made.status).toBe(200);
  expect(made.headers.get("content-type")).toBe("application/json");
  const { greenvn_id: id, greenvn: first } = dataOf(made);
  expect(made.json).toEqual({
    success: true,
    status: 200,
    code: null,
    message: null,
    data: {
      connection_id: "c-1",
      aparty_numbers: [A],
      bparty_numbers: [B],
      aparty_pins: [4711],
      usage: "twoway",
      state: "active",
      flow_id: "7",
      greenvn: first,
      greenvn_id: id,
    },
  });
  expect(first).toMatch(/^\+9122\d{8}$/);

  const changed = dataOf(
    await send(sandbox, "PUT", `${ROOT}/${id}/vn`, {
      strictness: "true",
      preferences: { region: "KA", number_type: "mobile" },
    }),
  );
  const { greenvn: _first, ...rest } = dataOf(made);
  expect(changed).toEqual({ ...rest, green_vn: changed["green_vn"] });
  expect(changed["green_vn"]).not.toBe(first);

  const parties = dataOf(
    await send(sandbox, "PUT", `${ROOT}/${id}/call-party`, { bparty_numbers: ["+911234567891"], usage: "oneway" }),
  );
  expect(parties).toEqual({ ...changed, bparty_numbers: ["+911234567891"], usage: "oneway" });
  expect(dataOf(await send(sandbox, "GET", `${ROOT}/${id}`))).toEqual(parties);

  const rotated = dataOf(await send(sandbox, "PUT", `${ROOT}/${id}/vn`));
  expect(rotated["green_vn"]).not.toBe(changed["green_vn"]);

  const gone = await send(sandbox, "DELETE", `${ROOT}/${id}`);
  expect(gone.json).toMatchObject({ success: true, data: { greenvn_id: id, state: "vault" } });
  expect(dataOf(await send(sandbox, "GET", `${ROOT}/${id}`))["state"]).toBe("vault");
  expect(await send(sandbox, "DELETE", `${ROOT}/${id}`)).toMatchObject({ status: 410, json: { code: 22 } });

  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 2, call_party: 1, charged: 4 });
  expect(
    sandbox
      .ledger()
      .charges.map(({ seq, operation, path, greenvn_id, connection_id, request, number_before, number_after }) => ({
        seq,
        operation,
        path,
        greenvn_id,
        connection_id,
        request,
        number_before,
        number_after,
      })),
  ).toEqual([
    {
      seq: 1,
      operation: "create",
      path: ROOT,
      greenvn_id: id,
      connection_id: "c-1",
      request: body({
        aparty_pins: ["***"],
        flow_id: "7",
        strictness: "true",
        preferences: { region: "MU", type: "landline" },
      }),
      number_before: null,
      number_after: first,
    },
    {
      seq: 2,
      operation: "vn",
      path: `${ROOT}/${id}/vn`,
      greenvn_id: id,
      connection_id: "c-1",
      request: { strictness: "true", preferences: { region: "KA", number_type: "mobile" } },
      number_before: first,
      number_after: changed["green_vn"],
    },
    {
      seq: 3,
      operation: "call-party",
      path: `${ROOT}/${id}/call-party`,
      greenvn_id: id,
      connection_id: "c-1",
      request: { bparty_numbers: ["+911234567891"], usage: "oneway" },
      number_before: changed["green_vn"],
      number_after: changed["green_vn"],
    },
    {
      seq: 4,
      operation: "vn",
      path: `${ROOT}/${id}/vn`,
      greenvn_id: id,
      connection_id: "c-1",
      request: null,
      number_before: changed["green_vn"],
      number_after: rotated["green_vn"],
    },
  ]);
});

test("the account's settings are read with no charge, and stand in the ledger as a call of their own", async () => {
  const answer = await send(sandbox, "GET", "/v1/tenants/sandbox/settings");
  expect(answer).toMatchObject({
    status: 200,
    json: { success: true, status: 200, code: null, message: null, data: { country: "IN", default_flow_id: "100001" } },
  });
  expect(sandbox.calls()).toMatchObject([{ operation: "settings", greenvn_id: null, status: 200, charged: false }]);
  expect(sandbox.charged()).toBe(0);
});

const SETTINGS = "/v1/tenants/sandbox/settings";

test("of the account's settings those change that are sent, free, and an empty address clears one", async () => {
  const endpoint = "greencall_complete_event_endpoint";
  const first = dataOf(await send(sandbox, "PUT", SETTINGS, { timezone: "UTC", [endpoint]: "https://example.com/a" }));
  expect([first["timezone"], first[endpoint], first["country"]]).toEqual(["UTC", "https://example.com/a", "IN"]);
  await send(sandbox, "PUT", SETTINGS, { [endpoint]: "" });
  const now = dataOf(await send(sandbox, "GET", SETTINGS));
  expect([now["timezone"], now[endpoint]]).toEqual(["UTC", null]);
  expect(sandbox.calls("settings-change").map(({ status, charged }) => [status, charged])).toEqual([
    [200, false],
    [200, false],
  ]);
  expect(sandbox.charged()).toBe(0);
});

test("the account's longest life is the default and the cap of a creation's", async () => {
  await send(sandbox, "PUT", SETTINGS, { max_deallocation_time: "2d" });
  const longer = { ...body({}), deallocation_policy: { duration: "3d" } };
  expect(await send(sandbox, "POST", ROOT, longer)).toMatchObject({ status: 400, json: { code: 5 } });
  await send(sandbox, "PUT", SETTINGS, { max_deallocation_time: "-1" });
  expect(await send(sandbox, "POST", ROOT, longer)).toMatchObject({ status: 200 });
  expect(sandbox.charged()).toBe(1);
});

test.each<[string, unknown, number, number]>([
  ["no setting", {}, 400, 3],
  ["no object", [], 400, 5],
  ["one that is not there", { colour: "green" }, 400, 5],
  ["a country in small letters", { country: "in" }, 400, 5],
  ["a flag as a text", { intl_num_sup: "true" }, 400, 5],
  ["a life longer than 170d", { max_deallocation_time: "171d" }, 400, 5],
  ["a life as a number", { max_deallocation_time: -1 }, 400, 5],
  ["another time zone", { timezone: "CET" }, 400, 5],
  ["a fraction of a second", { deletion_time: 1.5 }, 400, 5],
  ["a region that is not supported", { default_region: "ZZ" }, 403, 15],
  ["an empty flow", { default_flow_id: "" }, 400, 5],
  ["an address that is none", { verified_caller_event_endpoint: "example" }, 400, 5],
  ["an address of another kind", { verified_caller_event_endpoint: "ftp://example.com" }, 400, 5],
])("a change of the settings is refused, and changes none of them: %s", async (_what, change, status, code) => {
  const wrong = Array.isArray(change) ? change : { timezone: "UTC", ...(change as object) };
  const sent = Object.keys(change as object).length === 0 ? change : wrong;
  expect(await send(sandbox, "PUT", SETTINGS, sent)).toMatchObject({ status, json: { success: false, code } });
  expect(dataOf(await send(sandbox, "GET", SETTINGS))["timezone"]).toBe("IST");
});

test("a number in force that is pinned again is granted and charged", async () => {
  const made = await create();
  const pin = { strictness: "true", preferences: { greenvn: made["greenvn"] } };
  const again = dataOf(await send(sandbox, "PUT", `${ROOT}/${made.greenvn_id}/vn`, pin));
  expect(again["green_vn"]).toBe(made["greenvn"]);
  expect(sandbox.charged("vn")).toBe(1);
});

test.each<[string, string, string, unknown, number, number | null]>([
  ["an unknown id", "GET", `${ROOT}/nobody`, undefined, 404, 1],
  ["a change of an unknown id", "PUT", `${ROOT}/nobody/vn`, undefined, 404, 1],
  ["an encoded slash in an id", "GET", `${ROOT}/..%2F..`, undefined, 404, 1],
  ["a segment that is badly encoded", "GET", `${ROOT}/%E0%A4%A`, undefined, 400, 5],
  ["another tenant", "GET", "/v1/tenants/somebody/greenvn/x", undefined, 403, 8],
  ["another version", "GET", "/v2/tenants/sandbox/greenvn/x", undefined, 400, 9],
  ["a search", "GET", `${ROOT}/x?connection_id=c-1`, undefined, 400, 2],
  ["a list", "GET", ROOT, undefined, 405, null],
  ["another method", "PATCH", `${ROOT}/x`, {}, 405, null],
  ["another path", "GET", "/v1/tenants/sandbox/reports", undefined, 404, null],
  ["a path below the settings", "GET", "/v1/tenants/sandbox/settings/country", undefined, 404, null],
  ["another method of the settings", "DELETE", "/v1/tenants/sandbox/settings", undefined, 405, null],
  ["the settings of another tenant", "GET", "/v1/tenants/somebody/settings", undefined, 403, 8],
  ["a path below an id", "PUT", `${ROOT}/x/settings`, {}, 404, null],
  ["a path below a call", "PUT", `${ROOT}/x/vn/y`, {}, 404, null],
  ["a slash at the end", "POST", `${ROOT}/`, {}, 404, null],
  ["a body that is cut", "POST", ROOT, '{"connection_id":', 400, 5],
  ["a body that is a list", "POST", ROOT, [], 400, 5],
  ["no body where one must be", "POST", ROOT, undefined, 400, 5],
  [
    "a strict wish that no number meets",
    "POST",
    ROOT,
    body({ strictness: "true", preferences: { greenvn: "+917205827365" } }),
    452,
    4,
  ],
  ["an unknown parameter", "POST", ROOT, body({ region: "KA" }), 400, 5],
])("%s is refused and not charged", async (_case, method, path, sent, status, code) => {
  const answer = await send(sandbox, method, path, sent);
  expect(answer.status).toBe(status);
  expect(answer.json).toEqual({ success: false, status, code, message: expect.any(String) as string, data: null });
  expect(sandbox.charged()).toBe(0);
  expect(sandbox.calls()).toMatchObject([{ method, status, charged: false }]);
});

test.each<[string, Record<string, string>]>([
  ["no credentials", { authorization: "" }],
  ["a wrong token", { authorization: `Basic ${Buffer.from("sandbox:wrong").toString("base64")}` }],
  ["a wrong key", { authorization: `Basic ${Buffer.from("other:sandbox-token").toString("base64")}` }],
  ["credentials that are not encoded", { authorization: "Basic sandbox:sandbox-token" }],
  ["another scheme", { authorization: `Bearer ${Buffer.from("sandbox:sandbox-token").toString("base64")}` }],
])("%s: 401, also for another tenant", async (_case, headers) => {
  expect(await send(sandbox, "POST", ROOT, body(), headers)).toMatchObject({
    status: 401,
    json: { success: false, code: 7 },
  });
  expect(await send(sandbox, "GET", "/v1/tenants/other/greenvn/x", undefined, headers)).toMatchObject({ status: 401 });
  expect(await send(sandbox, "GET", "/v1/tenants/sandbox/settings", undefined, headers)).toMatchObject({
    status: 401,
    json: { code: 7 },
  });
});

test("a live connection id is a conflict that tells nothing of its allocation", async () => {
  const made = await create();
  const again = await send(sandbox, "POST", ROOT, body());
  expect(again).toMatchObject({ status: 409, json: { code: 18, data: null } });
  expect(again.text).not.toContain(made.greenvn_id);
  expect(again.text).not.toContain(String(made["greenvn"]));
  expect(sandbox.charged()).toBe(1);
});

test("a body must say that it is JSON", async () => {
  expect(await send(sandbox, "POST", ROOT, body(), { "content-type": "text/plain" })).toMatchObject({
    status: 400,
    json: { code: 5 },
  });
});

test("a body over the limit is not read to its end", async () => {
  const answer = await send(sandbox, "POST", ROOT, "x".repeat(300_000)).catch(() => null);
  // The connection may be closed while the client is still sending.
  expect(answer === null || answer.status === 413).toBe(true);
  expect(sandbox.calls()).toMatchObject([{ method: "POST", status: 413, charged: false }]);
});

test("the pool runs out of a stock, and then of everything", async () => {
  const small = await startTestSandbox({ pool: 1 });
  const grant = (count: number, more: object): Promise<RawAnswer[]> =>
    Promise.all(
      Array.from({ length: count }, (_, place) =>
        send(small, "POST", ROOT, body({ connection_id: `${JSON.stringify(more)}-${place}`, ...more })),
      ),
    );
  const strict = await grant(3, { strictness: "true", preferences: { region: "KA" } });
  expect(strict.map(({ status }) => status).sort()).toEqual([200, 200, 452]);
  const any = await grant(21, {});
  expect(any.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(any.filter(({ status }) => status === 452)).toHaveLength(1);
  await small.close();
});

test("the same seed and the same requests give the same answers", async () => {
  const story = async (seed: string): Promise<string[]> => {
    const one = await startTestSandbox({ seed });
    const made = await send(one, "POST", ROOT, body());
    const changed = await send(one, "PUT", `${ROOT}/${dataOf(made).greenvn_id}/vn`);
    await one.close();
    return [made.text, changed.text];
  };
  expect(await story("5")).toEqual(await story("5"));
  expect(await story("5")).not.toEqual(await story("6"));
});

test("without a seed ids and numbers repeat neither after a restart nor after a reset", async () => {
  const made = async (sandbox: Sandbox): Promise<{ id: string; number: string }> => {
    const { greenvn_id: id, greenvn: number } = dataOf(await send(sandbox, "POST", ROOT, body()));
    return { id: String(id), number: String(number) };
  };
  const [one, other] = await Promise.all([startSandbox(), startSandbox()]);
  const seen = [await made(one), await made(other)];
  await one.reset();
  seen.push(await made(one));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  expect(new Set(seen.map(({ number }) => number)).size).toBe(3);
  await Promise.all([one.close(), other.close()]);
});

test("a reset with a seed begins with the same ids and numbers again", async () => {
  const seeded = await startTestSandbox({ seed: "again" });
  const first = await send(seeded, "POST", ROOT, body());
  await seeded.reset();
  expect((await send(seeded, "POST", ROOT, body())).text).toBe(first.text);
  await seeded.close();
});

test("latency makes each call wait", async () => {
  const slow = await startTestSandbox({ latencyMs: 60 });
  const before = performance.now();
  await send(slow, "GET", `${ROOT}/x`);
  expect(performance.now() - before).toBeGreaterThan(55);
  await slow.close();
});

test("neither ledger nor listing holds a token, a header or a PIN", async () => {
  const made = await create({ aparty_pins: [987654], bparty_pins: [876543] });
  await send(sandbox, "PUT", `${ROOT}/${made.greenvn_id}/call-party`, { aparty_numbers: [A], aparty_pins: [765432] });
  const shown = [await send(sandbox, "GET", "/_sandbox/ledger"), await send(sandbox, "GET", "/_sandbox/allocations")]
    .map(({ text }) => text)
    .join();
  for (const secret of [
    "987654",
    "876543",
    "765432",
    "sandbox-token",
    "Basic",
    Buffer.from("sandbox:sandbox-token").toString("base64"),
  ])
    expect(shown).not.toContain(secret);
  expect(sandbox.allocations()[0]).toMatchObject({ apartyPins: [765432], bpartyPins: [876543] });
});
