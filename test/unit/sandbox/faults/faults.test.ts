import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { type FaultRule } from "../../../../src/sandbox";
import { idOf } from "../../../../src/sandbox/core/tenant";
import { send, startTestSandbox, type TestSandbox } from "../../../support/api/sandbox";

const ROOT = "/v1/tenants/sandbox/greenvn";
const BODY = {
  connection_id: "c-1",
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620"],
  aparty_pins: [987654],
  usage: "twoway",
};

let sandbox: TestSandbox;
let id: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.reset();
  await send(sandbox, "POST", ROOT, BODY);
  id = sandbox.allocations()[0]?.greenvnId ?? "";
});

/** How one change of the number ended for its client. */
type End =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      readonly text: string;
    }
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "patience" };

function changeVn(patienceMs = 400): Promise<End> {
  return new Promise((resolve) => {
    const agent = new Agent();
    const call: ClientRequest = request(
      `${sandbox.url}${ROOT}/${id}/vn`,
      { method: "PUT", auth: "sandbox:sandbox-token", agent },
      (response) => {
        const { statusCode: status = 0, headers } = response;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("error", (error: NodeJS.ErrnoException) =>
          resolve({ kind: "error", code: error.code ?? error.message }),
        );
        response.on("end", () => resolve({ kind: "answer", status, headers, text }));
      },
    );
    const timer = setTimeout(() => {
      resolve({ kind: "patience" });
      call.destroy();
    }, patienceMs);
    call.on("error", (error: NodeJS.ErrnoException) => resolve({ kind: "error", code: error.code ?? error.message }));
    call.on("close", () => {
      clearTimeout(timer);
      agent.destroy();
    });
    call.end();
  });
}

const answer = (status: number, text: unknown = expect.any(String)): unknown =>
  expect.objectContaining({ kind: "answer", status, text }) as unknown;
const error = (code: unknown): unknown => ({ kind: "error", code });
/** A text that is JSON and holds at least this. */
const json = (value: object): unknown => ({
  asymmetricMatch: (text: string): boolean =>
    (expect.objectContaining(value) as { asymmetricMatch(parsed: unknown): boolean }).asymmetricMatch(JSON.parse(text)),
});
const soonTrue = async (what: () => boolean): Promise<void> => {
  for (let tries = 0; !what() && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(what()).toBe(true);
};

test.each<[string, Omit<FaultRule, "on">, unknown, number | null, number]>([
  ["reset before the work", { answer: { kind: "reset" } }, error("ECONNRESET"), null, 0],
  ["reset after the work", { work: "done", answer: { kind: "reset" } }, error("ECONNRESET"), null, 1],
  ["closed with nothing said", { work: "done", answer: { kind: "close" } }, error("ECONNRESET"), null, 1],
  ["hanging before the work", { answer: { kind: "hang" } }, { kind: "patience" }, null, 0],
  ["hanging after the work", { work: "done", answer: { kind: "hang" } }, { kind: "patience" }, null, 1],
  ["hanging for a time", { work: "done", answer: { kind: "hang", for_ms: 50 } }, error("ECONNRESET"), null, 1],
  [
    "429",
    { answer: { kind: "status", status: 429 } },
    answer(429, json({ success: false, status: 429, code: null, data: null })),
    429,
    0,
  ],
  [
    "503 before the work",
    { answer: { kind: "status", status: 503, message: "busy" } },
    answer(503, json({ code: 0, message: "busy" })),
    503,
    0,
  ],
  ["503 after the work", { work: "done", answer: { kind: "status", status: 503 } }, answer(503), 503, 1],
  [
    "499 after the work",
    { work: "done", answer: { kind: "status", status: 499, code: 9 } },
    answer(499, json({ status: 499, code: 9 })),
    499,
    1,
  ],
  [
    "502 of a proxy",
    { answer: { kind: "status", status: 502, body: "html" } },
    answer(502, expect.stringContaining("<html>")),
    502,
    0,
  ],
  [
    "504 with no body",
    { work: "done", answer: { kind: "status", status: 504, body: "empty" } },
    answer(504, ""),
    504,
    1,
  ],
  ["HTML", { work: "done", answer: { kind: "html" } }, answer(200, expect.stringContaining("<html>")), 200, 1],
  ["empty", { answer: { kind: "empty" } }, answer(200, ""), 200, 0],
  [
    "a success that is none",
    { answer: { kind: "envelope", status: 409, code: 18, message: "no" } },
    answer(200, json({ success: false, status: 409, code: 18, message: "no" })),
    200,
    0,
  ],
  ["cut JSON", { answer: { kind: "cut", at: 20 } }, answer(200, '{"success":true,"sta'), 200, 1],
  ["an answer that breaks off", { answer: { kind: "cut", framing: "closed" } }, error("ECONNRESET"), 200, 1],
  ["a redirect", { answer: { kind: "redirect", location: "https://example.invalid/x" } }, answer(307, ""), 307, 0],
  ["slowly", { answer: { kind: "delayed", delay_ms: 30 } }, answer(200, json({ success: true })), 200, 1],
  [
    "in slow drops",
    { answer: { kind: "trickle", every_ms: 1, bytes: 40 } },
    answer(200, json({ success: true })),
    200,
    1,
  ],
  ["in drops that outlast patience", { answer: { kind: "trickle", every_ms: 100 } }, { kind: "patience" }, 200, 1],
  [
    "another id",
    { answer: { kind: "other-id" } },
    answer(
      200,
      json({ data: expect.objectContaining({ greenvn_id: idOf("stranger"), connection_id: "c-1" }) as unknown }),
    ),
    200,
    1,
  ],
  [
    "wrong types",
    { answer: { kind: "wrong-types", field: "green_vn" } },
    answer(
      200,
      json({ data: expect.objectContaining({ green_vn: { unexpected: true }, state: "active" }) as unknown }),
    ),
    200,
    1,
  ],
  [
    "gigabytes that never come",
    { work: "done", answer: { kind: "oversized", how: "claimed" } },
    { kind: "patience" },
    200,
    1,
  ],
  [
    "more than anybody reads",
    { answer: { kind: "oversized", how: "streamed", bytes: 3_000_000 } },
    answer(200, expect.stringMatching(/^.{3000000,3000100}$/)),
    200,
    0,
  ],
])("%s", async (_case, rule, end, status, charged) => {
  sandbox.faults([{ on: "vn", ...rule }]);
  expect(await changeVn()).toEqual(end);
  await soonTrue(() => sandbox.calls("vn")[0]?.status === status);
  expect(sandbox.charged("vn")).toBe(charged);
  expect(sandbox.calls("vn")).toMatchObject([{ charged: charged === 1, fault: rule.answer.kind }]);
  sandbox.faults([]);
  expect(await changeVn()).toEqual(answer(200));
});

test.each<[string, FaultRule["answer"], unknown]>([
  ["in seconds", { kind: "status", status: 429, retry_after: 7 }, "7"],
  ["as it is given", { kind: "status", status: 429, retry_after: "soon" }, "soon"],
  [
    "as a date",
    { kind: "status", status: 429, retry_after_date_s: 5 },
    expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/),
  ],
])("a Retry-After %s", async (_case, fault, header) => {
  sandbox.faults([{ answer: fault }]);
  expect(await changeVn()).toMatchObject({ headers: { "retry-after": header } });
});

test("headers and content type as told, a redirect with its address", async () => {
  sandbox.faults([
    { answer: { kind: "status", status: 429, headers: { "X-RateLimit-Remaining": "0" } } },
    { answer: { kind: "content-type", value: "text/html" } },
    { answer: { kind: "redirect", location: "http://example.invalid/", status: 301 } },
    { answer: { kind: "packed", encoding: "gzip", flaw: "plain" } },
  ]);
  expect(await changeVn()).toMatchObject({ headers: { "x-ratelimit-remaining": "0" } });
  expect(await changeVn()).toMatchObject({ status: 200, headers: { "content-type": "text/html" } });
  expect(await changeVn()).toMatchObject({ status: 301, headers: { location: "http://example.invalid/" } });
  expect(await changeVn()).toMatchObject({
    status: 200,
    headers: { "content-encoding": "gzip" },
    text: json({ success: true }),
  });
});

test("a lost answer whose work lands late", async () => {
  const before = sandbox.allocations()[0]?.greenVn;
  sandbox.faults([{ on: "vn", work: "late", late_ms: 60, answer: { kind: "reset" } }]);
  expect(await changeVn()).toEqual(error("ECONNRESET"));
  expect(sandbox.charged("vn")).toBe(0);
  expect(sandbox.allocations()[0]?.greenVn).toBe(before);
  await soonTrue(() => sandbox.charged("vn") === 1);
  expect(sandbox.allocations()[0]?.greenVn).not.toBe(before);
  expect(sandbox.calls("vn")).toMatchObject([{ charged: true, status: null }]);
});

test("a reset drops what was still to land", async () => {
  sandbox.faults([{ on: "vn", work: "late", late_ms: 30, answer: { kind: "reset" } }]);
  await changeVn();
  await sandbox.reset();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sandbox.ledger()).toEqual({
    charges: [],
    requests: [],
    totals: { create: 0, vn: 0, call_party: 0, charged: 0 },
  });
});

test("connections are refused for a time, and then taken again", async () => {
  sandbox.faults([{ answer: { kind: "refuse", for_ms: 80 } }]);
  expect(await changeVn()).toEqual(error("ECONNREFUSED"));
  expect(sandbox.calls("vn")).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await changeVn()).toEqual(answer(200));
});

test("connections are refused after the answer to a call, also for who kept one open", async () => {
  sandbox.faults([{ on: "vn", answer: { kind: "then-refuse", for_ms: 100 } }]);
  expect(await changeVn()).toEqual(answer(200, json({ success: true })));
  expect(await changeVn()).toEqual(error("ECONNREFUSED"));
  await expect(send(sandbox, "GET", `${ROOT}/${id}`)).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await send(sandbox, "GET", `${ROOT}/${id}`)).status).toBe(200);
});

test("a sandbox that refuses connections can still be closed", async () => {
  const other = await startTestSandbox();
  other.faults([{ answer: { kind: "refuse", for_ms: 600_000 } }]);
  await other.close();
});

test("a sandbox is closed while answers hang, trickle and are claimed", async () => {
  const other = await startTestSandbox();
  await send(other, "POST", ROOT, BODY);
  other.faults([
    { answer: { kind: "hang" } },
    { answer: { kind: "oversized", how: "claimed" } },
    { answer: { kind: "hang", for_ms: 600_000 } },
  ]);
  const calls = [1, 2, 3].map(() =>
    send(other, "GET", `${ROOT}/${other.allocations()[0]?.greenvnId}`).catch(() => "lost"),
  );
  for (let tries = 0; other.calls("read").length < 3 && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await other.close();
  expect(await Promise.all(calls)).toEqual(["lost", "lost", "lost"]);
});

test("nested deeper than any parser should follow", async () => {
  sandbox.faults([{ answer: { kind: "deep", depth: 5_000 } }]);
  expect(await changeVn()).toEqual(
    answer(200, expect.stringContaining(`"extra":${"[".repeat(5_000)}${"]".repeat(5_000)}`)),
  );
});

test("another allocation's id and connection, true ones where there are any", async () => {
  await send(sandbox, "POST", ROOT, { ...BODY, connection_id: "c-2" });
  const other = sandbox.allocations()[1];
  sandbox.faults([{ answer: { kind: "other-id" } }, { answer: { kind: "other-connection" } }]);
  expect(await changeVn()).toEqual(
    answer(
      200,
      json({ data: expect.objectContaining({ greenvn_id: other?.greenvnId, connection_id: "c-1" }) as unknown }),
    ),
  );
  expect(await changeVn()).toEqual(
    answer(200, json({ data: expect.objectContaining({ greenvn_id: id, connection_id: "c-2" }) as unknown })),
  );
});

test("terminal escapes, and an echo of what is secret", async () => {
  sandbox.faults([{ answer: { kind: "escapes" } }, { answer: { kind: "echo", status: 422 } }]);
  const escapes = (await send(sandbox, "GET", `${ROOT}/${id}`)).json as { message: string };
  expect(escapes.message).toContain("\u001b]8;;");
  const echo = await send(sandbox, "POST", ROOT, { ...BODY, connection_id: "c-9" });
  expect(echo.status).toBe(422);
  for (const secret of ["Basic ", "sandbox:sandbox-token", "987654"])
    expect((echo.json as { message: string }).message).toContain(secret);
});

test("a refused call is not charged, whatever answers it", async () => {
  sandbox.faults([{ on: "create", work: "done", answer: { kind: "status", status: 502 } }]);
  expect(await send(sandbox, "POST", ROOT, BODY)).toMatchObject({ status: 502 });
  expect(sandbox.calls("create")[1]).toMatchObject({ status: 502, charged: false, fault: "status" });
});

test("a create is matched by the connection id of its body", async () => {
  sandbox.faults([{ on: "create", connection_id: "c-3", answer: { kind: "status", status: 500 } }]);
  expect((await send(sandbox, "POST", ROOT, { ...BODY, connection_id: "c-2" })).status).toBe(200);
  expect((await send(sandbox, "POST", ROOT, { ...BODY, connection_id: "c-3" })).status).toBe(500);
});

test("a wrong rule is a mistake of the test", () => {
  expect(() => sandbox.faults([{ work: "late", answer: { kind: "reset" } }])).toThrow("rule 0: late_ms");
});
