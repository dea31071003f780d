import { request } from "node:http";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { SandboxError, startSandbox } from "../../../../src/sandbox";
import { send, startTestSandbox, type TestSandbox } from "../../../support/api/sandbox";

const ROOT = "/v1/tenants/sandbox/greenvn";
const BODY = {
  connection_id: "c-1",
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620"],
  usage: "twoway",
};

let sandbox: TestSandbox;
let id: string;
beforeAll(async () => {
  sandbox = await startTestSandbox({ pageFolder: path.join(__dirname, "../../../../src/sandbox/page") });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.reset();
  await send(sandbox, "POST", ROOT, BODY);
  id = sandbox.allocations()[0]?.greenvnId ?? "";
});

const open = { authorization: "" };

test("the ledger over HTTP is the ledger in the process, and needs no credentials", async () => {
  expect((await send(sandbox, "GET", "/_sandbox/ledger", undefined, open)).json).toEqual(sandbox.ledger());
  expect(sandbox.calls()).toHaveLength(1);
});

test("faults are set, counted and ended", async () => {
  const rules = [{ on: "read", times: 1, answer: { kind: "status", status: 500 } }];
  expect(await send(sandbox, "POST", "/_sandbox/faults", rules, open)).toMatchObject({
    status: 200,
    json: { faults: [{ rule: rules[0], fitted: 0, struck: 0 }] },
  });
  expect((await send(sandbox, "GET", `${ROOT}/${id}`)).status).toBe(500);
  expect((await send(sandbox, "GET", "/_sandbox/faults")).json).toMatchObject({ faults: [{ struck: 1 }] });
  expect((await send(sandbox, "POST", "/_sandbox/faults", [])).json).toEqual({ faults: [] });
});

test("connections are refused by a request that is itself still answered", async () => {
  expect((await send(sandbox, "POST", "/_sandbox/faults", [{ answer: { kind: "refuse", for_ms: 60 } }])).status).toBe(
    200,
  );
  await expect(send(sandbox, "GET", "/_sandbox/ledger")).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect((await send(sandbox, "GET", "/_sandbox/ledger")).status).toBe(200);
});

test("answer knobs are turned until a reset", async () => {
  expect(await send(sandbox, "POST", "/_sandbox/answers", { numbers: "zero" })).toMatchObject({
    status: 200,
    json: { numbers: "zero", vn_key: "documented" },
  });
  expect((await send(sandbox, "GET", `${ROOT}/${id}`)).text).toContain('"09176226528"');
  expect((await send(sandbox, "POST", "/_sandbox/reset")).status).toBe(200);
  expect(sandbox.allocations()).toEqual([]);
  expect((await send(sandbox, "POST", ROOT, BODY)).text).toContain('"+919176226528"');
});

test("an allocation is changed by hand, and dropped", async () => {
  const address = `/_sandbox/allocations/${id}`;
  const changed = { aparty_numbers: ["+911234567891"], green_vn: "+917205827365", flow_id: "7", state: "vault" };
  expect((await send(sandbox, "POST", address, changed)).json).toMatchObject({ ...changed, greenvn_id: id });
  expect((await send(sandbox, "GET", `${ROOT}/${id}`)).json).toMatchObject({ data: changed });
  expect((await send(sandbox, "GET", "/_sandbox/allocations")).json).toMatchObject({ allocations: [changed] });
  expect((await send(sandbox, "POST", address, { drop: true })).status).toBe(200);
  expect((await send(sandbox, "GET", `${ROOT}/${id}`)).status).toBe(404);
});

test("free numbers of the pool are listed, in the order of their granting", async () => {
  const { json } = await send(sandbox, "GET", "/_sandbox/numbers?region=KA&type=mobile&count=2");
  const { numbers } = json as { numbers: { number: string }[] };
  expect(numbers).toEqual(
    sandbox
      .freeNumbers({ region: "KA", type: "mobile" }, 2)
      .map((number) => ({ number, region: "KA", type: "mobile" })),
  );
  const made = await send(sandbox, "POST", ROOT, {
    ...BODY,
    connection_id: "c-2",
    strictness: "true",
    preferences: { region: "KA", type: "mobile" },
  });
  expect(made.text).toContain(numbers[0]?.number);
});

test("the page loads nothing from elsewhere, is held in no frame, and counts as no call", async () => {
  const before = sandbox.calls().length;
  const { status, headers, text } = await send(sandbox, "GET", "/?from=here", undefined, open);
  expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(text).not.toMatch(/(?:src|href)="(?!\/_sandbox\/)|<script>|style=/);
  expect((await send(sandbox, "GET", "/favicon.ico")).status).toBe(200);
  expect(sandbox.calls()).toHaveLength(before);
});

test("a sandbox whose page was not built says so", async () => {
  const bare = await startTestSandbox();
  expect(await send(bare, "GET", "/")).toMatchObject({
    status: 404,
    json: { error: "the page was not built; npm run build makes it" },
  });
  await bare.close();
});

test.each<[string, string, unknown, string]>([
  ["POST", "faults", { answer: { kind: "reset" } }, "faults must be a list of rules"],
  ["POST", "faults", "[{", "faults must be a list of rules"],
  ["POST", "answers", { numbers: "roman" }, 'numbers must be one of "e164", "no-plus", "zero", "national"'],
  ["POST", "answers", [], "the body must be a JSON object of answer knobs"],
  ["POST", "allocations/nobody", { usage: "oneway" }, "there is no allocation nobody"],
  ["POST", "allocations/nobody", { drop: true }, "there is no allocation nobody"],
  ["POST", "allocations/ID", { usage: "never" }, 'parameter usage must be one of the strings "oneway", "twoway"'],
  ["POST", "allocations/ID", { green_vn: "0720" }, "parameter green_vn holds an invalid number"],
  ["GET", "numbers?region=XX", undefined, "region is not one of the pool"],
  ["GET", "numbers?type=fax", undefined, "type must be one of mobile, landline"],
  ["GET", "numbers?count=0", undefined, "count must be a number from 1 to 1000"],
])("%s /_sandbox/%s with %j: a sentence", async (method, target, body, error) => {
  expect(await send(sandbox, method, `/_sandbox/${target.replace("ID", id)}`, body)).toMatchObject({
    status: 400,
    json: { error },
  });
});

test.each([
  ["GET", "/_sandbox/"],
  ["GET", "/_sandbox/reset"],
  ["POST", "/_sandbox/ledger"],
  ["GET", "/_sandbox/ledger/more"],
  ["GET", "/_sandbox/allocations/x/y"],
])("%s %s is not there", async (method, target) => {
  expect((await send(sandbox, method, target)).status).toBe(404);
});

const OPENED = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

/** `fetch` does not let a test choose the Host header. */
function statusFor(url: string, headers: Record<string, string>, method = "POST"): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test.each<[string, string, string, Record<string, string>, number]>([
  ["its page, a program", "GET", "/", {}, 200],
  ["its page, a link of another page", "GET", "/", OPENED, 200],
  ["its page, a frame of another page", "GET", "/", { ...OPENED, "sec-fetch-dest": "iframe" }, 403],
  ["its page, a name that was bound to it", "GET", "/", { host: "rebound.example:8787" }, 403],
  ["its page, a link by that name", "GET", "/", { ...OPENED, host: "rebound.example:8787" }, 403],
  ["its script, another page", "GET", "/_sandbox/page.js", { "sec-fetch-site": "cross-site" }, 403],
  ["what happens, another page", "GET", "/_sandbox/events", { "sec-fetch-site": "cross-site" }, 403],
  ["what happens, a name that was bound to it", "GET", "/_sandbox/events", { host: "rebound.example" }, 403],
  ["the ledger, a link of another page", "GET", "/_sandbox/ledger", OPENED, 403],
  ["the API, a page of another origin", "POST", ROOT, { origin: "http://evil.example" }, 403],
  [
    "the API, a page of a name that was bound to it",
    "POST",
    ROOT,
    { host: "e.example", origin: "http://e.example" },
    403,
  ],
  ["the API, a program", "POST", ROOT, {}, 401],
])("%s: %s %s", async (_case, method, target, headers, status) => {
  expect(await statusFor(`${sandbox.url}${target}`, headers, method)).toBe(status);
});

test.each<[string, Record<string, string>, number]>([
  ["its address", {}, 200],
  ["localhost", { host: "localhost:1234" }, 200],
  ["the address of IPv6", { host: "[::1]:8787" }, 200],
  ["another loopback address", { host: "127.8.9.10" }, 200],
  ["a name that was bound to it", { host: "rebound.example:8787" }, 403],
  ["a name that looks like it", { host: "127.0.0.1.example" }, 403],
  ["its own page", { host: "127.0.0.1:8787", origin: "http://127.0.0.1:8787" }, 200],
  ["its own page, by a name", { host: "LOCALHOST:8787", origin: "http://localhost:8787" }, 200],
  ["its own page, as a browser says it", { "sec-fetch-site": "same-origin" }, 200],
  ["a person who types its address", { "sec-fetch-site": "none" }, 200],
  ["a page of another port", { host: "127.0.0.1:8787", origin: "http://127.0.0.1:3000" }, 403],
  ["a page of another scheme", { host: "127.0.0.1:8787", origin: "https://127.0.0.1:8787" }, 403],
  ["a page of another name for it", { host: "127.0.0.1:8787", origin: "http://localhost:8787" }, 403],
  ["a page of a name that was bound to it", { host: "evil.example", origin: "http://evil.example" }, 403],
  ["a page of nowhere", { origin: "null" }, 403],
  ["an image of another page", { "sec-fetch-site": "cross-site" }, 403],
  ["a page of another port, that says no origin", { "sec-fetch-site": "same-site" }, 403],
])("control by %s", async (_case, headers, status) => {
  expect(await statusFor(`${sandbox.url}/_sandbox/reset`, headers)).toBe(status);
});

const outward = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;

test("a sandbox that listens to all is controlled from its own machine alone", async () => {
  // A machine without a network has no other address: then its own one has to do, by a name that is not local.
  const wide = await startSandbox({ host: "0.0.0.0" });
  const address = `http://${outward ?? "127.0.0.1"}:${wide.port}`;
  expect(
    await statusFor(`${address}/_sandbox/reset`, { host: outward === undefined ? "sandbox.example" : "localhost" }),
  ).toBe(403);
  expect(await statusFor(`${address}${ROOT}`, {})).toBe(401);
  await wide.close();
});

test("a port that is taken, and options that make no sense, are a sentence", async () => {
  await expect(startSandbox({ port: sandbox.port })).rejects.toThrow(
    new SandboxError(`port ${sandbox.port} of 127.0.0.1 is in use; choose another one, or 0 for a free one`),
  );
  await expect(startSandbox({ host: "192.0.2.1" })).rejects.toThrow("192.0.2.1 is no address of this machine");
  await expect(startSandbox({ pool: -1 })).rejects.toThrow(
    "the pool must hold 0 to 1000000 numbers for each region and type",
  );
});

test("an address of IPv6 stands in brackets in the URL", async () => {
  const six = await startSandbox({ host: "::1" }).catch(() => null);
  if (!six) return;
  expect(six.url).toBe(`http://[::1]:${six.port}`);
  await six.close();
});
