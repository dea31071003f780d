import { data, type HostileServer, ID, refusal, startHostileServer, success } from "../http/hostile-server";
import { BASE64, lookedAt, setting, WANTED } from "../setting";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const TOLD = {
  greenvnId: ID,
  connectionId: "c-1",
  apartyNumbers: ["+919876543210"],
  bpartyNumbers: ["+919876543211"],
  usage: "twoway",
  state: "active",
  greenVn: "+917205827365",
};

describe("the five calls as they go over the wire", () => {
  test("read", async () => {
    server.next(success());
    expect(await setting(server.url).api.read(ID)).toEqual({ kind: "found", allocation: TOLD });
    expect(server.got).toMatchObject([
      {
        method: "GET",
        url: `/v1/tenants/acme/greenvn/${ID}`,
        body: "",
        headers: { authorization: `Basic ${BASE64}`, accept: "application/json" },
      },
    ]);
  });

  test("create: all that may be declared, each under the name of this call", async () => {
    server.next(success());
    const wanted = {
      ...WANTED,
      apartyPins: [1234],
      bpartyPins: [],
      strictness: true,
      preferences: { greenvn: "+917205827365", region: "MU", numberType: "mobile", pinCode: "400001" },
      deallocationDuration: "30d",
      flowId: "f-1",
    };
    expect(await setting(server.url).api.create(wanted)).toEqual({ kind: "done", allocation: TOLD, oddities: [] });
    expect(server.got).toMatchObject([
      { method: "POST", url: "/v1/tenants/acme/greenvn", headers: { "content-type": "application/json" } },
    ]);
    expect(JSON.parse(server.got[0]?.body ?? "")).toEqual({
      connection_id: "c-1",
      aparty_numbers: ["+919876543210"],
      bparty_numbers: ["+919876543211"],
      aparty_pins: [1234],
      usage: "twoway",
      strictness: "true",
      preferences: { greenvn: "+917205827365", region: "MU", type: "mobile", pin_code: "400001" },
      deallocation_policy: { duration: "30d" },
      flow_id: "f-1",
    });
  });

  test("create: only what is declared", async () => {
    server.next(success());
    await setting(server.url).api.create({ ...WANTED, preferences: {} });
    expect(JSON.parse(server.got[0]?.body ?? "")).toEqual({
      connection_id: "c-1",
      aparty_numbers: ["+919876543210"],
      bparty_numbers: ["+919876543211"],
      usage: "twoway",
      strictness: "false",
    });
  });

  test("change of the number", async () => {
    server.next(success(data({ green_vn: undefined, greenvn: "+912212345678" })));
    const outcome = await setting(server.url).api.changeVn(
      ID,
      { strictness: false, preferences: { region: "MU", numberType: "landline" } },
      lookedAt(() => "no"),
    );
    expect(outcome).toEqual({ kind: "done", allocation: { ...TOLD, greenVn: "+912212345678" }, by: "answer" });
    expect(server.got).toMatchObject([
      {
        method: "PUT",
        url: `/v1/tenants/acme/greenvn/${ID}/vn`,
        body: '{"strictness":"false","preferences":{"region":"MU","number_type":"landline"}}',
      },
    ]);
  });

  test("a rotation sends no body, and no content type", async () => {
    server.next(success());
    await setting(server.url).api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    );
    expect(server.got).toMatchObject([{ method: "PUT", body: "" }]);
    expect(server.got[0]?.headers).toMatchObject({ "content-length": "0" });
    expect(server.got[0]?.headers).not.toHaveProperty("content-type");
  });

  test("change of the parties; an empty list of PINs is sent, since it takes them away", async () => {
    server.next(success());
    await setting(server.url).api.changeParties(
      ID,
      { apartyNumbers: ["+919876543212"], bpartyPins: [] },
      lookedAt(() => "no"),
    );
    expect(server.got).toMatchObject([
      {
        method: "PUT",
        url: `/v1/tenants/acme/greenvn/${ID}/call-party`,
        body: '{"aparty_numbers":["+919876543212"],"bparty_pins":[]}',
      },
    ]);
  });

  test("deallocate", async () => {
    server.next(success(data({ state: "vault" })));
    expect(await setting(server.url).api.deallocate(ID)).toEqual({ kind: "done" });
    expect(server.got).toMatchObject([{ method: "DELETE", url: `/v1/tenants/acme/greenvn/${ID}`, body: "" }]);
  });

  test("a base URL may have a path, and slashes at its end", async () => {
    server.next(success());
    await setting(`${server.url}/gate/way//`).api.read(ID);
    expect(server.got[0]?.url).toBe(`/gate/way/v1/tenants/acme/greenvn/${ID}`);
  });
});

test("one line is logged for each request, with no id, body or secret", async () => {
  server.next(refusal(503), success());
  const { api, logs } = setting(server.url);
  await api.changeVn(
    ID,
    null,
    lookedAt(() => "yes"),
  );
  expect(logs).toEqual([
    {
      level: "debug",
      message: "ExoBridge request",
      fields: { method: "PUT", path: "/v1/tenants/{sid}/greenvn/{id}/vn", status: 503, duration_ms: 0, attempt: 1 },
    },
    {
      level: "debug",
      message: "ExoBridge request",
      fields: { method: "GET", path: "/v1/tenants/{sid}/greenvn/{id}", status: 200, duration_ms: 0, attempt: 1 },
    },
  ]);
});
