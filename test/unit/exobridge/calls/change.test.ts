import { realEdges } from "../../../../src/exobridge/edges";
import type { CheckVerdict, Landed, RemoteAllocation } from "../../../../src/exobridge/types";
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
import { lookedAt, setting } from "../setting";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const OLD = "+917205827365";
const NEW = "+912212345678";
const landed = (seen: RemoteAllocation): Landed => (seen.greenVn === NEW ? "yes" : "no");
const before = success(data({ green_vn: OLD }));
const after = success(data({ green_vn: NEW }));
const other = success(data({ greenvn_id: "gvn-other", green_vn: NEW }));
const down = refusal(500);
const gateway = (status: number): Treat => ({ status, body: "<html>no healthy upstream</html>" });

const sent = () => server.got.map(({ method }) => method).join(" ");
const byAnswer = { kind: "done", by: "answer", allocation: { greenVn: NEW } };
const byLook = { kind: "done", by: "look", allocation: { greenVn: NEW } };

describe("a PUT, what is sent in which order, and how it ends", () => {
  test.each<[string, readonly Treat[], string, object]>([
    ["answered", [after], "PUT", byAnswer],
    ["refused", [refusal(452, 4)], "PUT", { kind: "refused", failure: { status: 452, code: 4 } }],
    ["gone", [refusal(404, 1)], "PUT", { kind: "refused", failure: { status: 404, code: 1 } }],
    [
      "redirected",
      [{ status: 308, headers: { location: "/elsewhere" } }],
      "PUT",
      { kind: "refused", failure: { status: 308 } },
    ],
    ["throttled, then answered: checked again", [refusal(429), before, after], "PUT GET PUT", byAnswer],
    [
      "throttled to the end",
      [
        ...Array<Treat[]>(4)
          .fill([refusal(429), before])
          .flat(),
        refusal(429),
      ],
      "PUT GET PUT GET PUT GET PUT GET PUT",
      { kind: "refused", failure: { status: 429 } },
    ],

    ["lost, and seen at once", [refusal(504), after], "PUT GET", byLook],
    ["lost, and seen late", [reset, before, before, after], "PUT GET GET GET", byLook],
    [
      "lost, and not seen: it stops",
      [refusal(504), before],
      "PUT GET GET GET",
      { kind: "unresolved", failure: { status: 504 }, seen: { greenVn: OLD }, landed: "no" },
    ],
    ["499", [refusal(499), before], "PUT GET GET GET", { kind: "unresolved", failure: { status: 499 } }],
    ["408", [refusal(408), after], "PUT GET", byLook],
    ["HTML", [html, after], "PUT GET", byLook],
    ["empty", [{ status: 200, body: "" }, after], "PUT GET", byLook],
    ["cut", [{ status: 200, body: '{"success":tru' }, after], "PUT GET", byLook],
    ["the answer for another id", [other, after], "PUT GET", byLook],
    [
      "a wrong type",
      [success(data({ green_vn: 7 })), before],
      "PUT GET GET GET",
      { kind: "unresolved", failure: { kind: "malformed", message: "data.green_vn is a number, expected a string" } },
    ],
    [
      "success: false with 500 inside a 200",
      [{ status: 200, body: { success: false, status: 500, code: 0 } }, before],
      "PUT GET GET GET",
      { kind: "unresolved", failure: { status: 500 } },
    ],
    [
      "success: false with 429 inside a 200",
      [{ status: 200, body: { success: false, status: 429 } }, before, after],
      "PUT GET PUT",
      byAnswer,
    ],

    [
      "503, and not carried out: sent again",
      [refusal(503), before, before, before, after],
      "PUT GET GET GET PUT",
      byAnswer,
    ],
    ["503, but carried out", [refusal(503), before, after], "PUT GET GET", byLook],
    [
      "503, and no look gets through: it stops",
      [refusal(503), down],
      "PUT GET GET GET GET GET GET GET",
      { kind: "unresolved", failure: { status: 503 }, landed: "can-not-tell" },
    ],
    [
      "503, and the last look does not get through: it stops",
      [refusal(503), before, down],
      "PUT GET GET GET GET GET GET GET",
      { kind: "unresolved", seen: { greenVn: OLD }, landed: "no" },
    ],
    [
      "503, and the last look gets through",
      [refusal(503), down, down, down, before, after],
      "PUT GET GET GET GET PUT",
      byAnswer,
    ],
    [
      "503, sent again, lost: looked at again",
      [refusal(503), before, before, before, reset, after],
      "PUT GET GET GET PUT GET",
      byLook,
    ],
    [
      "503, sent again, 503: looked at again",
      [refusal(503), before, before, before, refusal(503), before, after],
      "PUT GET GET GET PUT GET GET",
      byLook,
    ],
    [
      "503, sent again, throttled: looked at before it is sent a third time",
      [refusal(503), before, before, before, refusal(429), after],
      "PUT GET GET GET PUT GET",
      byLook,
    ],
    [
      "503, sent again, refused: the first may land yet",
      [refusal(503), before, before, before, refusal(452, 4)],
      "PUT GET GET GET PUT",
      { kind: "unresolved", failure: { status: 452 }, landed: "no" },
    ],
    [
      "503 of a gateway, and not carried out: it may land yet, and is not sent again",
      [gateway(503), before],
      "PUT GET GET GET",
      {
        kind: "unresolved",
        failure: { kind: "malformed", status: 503 },
        landed: "no",
      },
    ],
    ["503 of a gateway, but carried out", [gateway(503), before, after], "PUT GET GET", byLook],
    ["503, empty", [{ status: 503, body: "" }, before], "PUT GET GET GET", { kind: "unresolved", landed: "no" }],
    [
      "503, JSON without the envelope",
      [{ status: 503, body: { message: "no healthy upstream", status: 503 } }, before],
      "PUT GET GET GET",
      { kind: "unresolved", landed: "no" },
    ],
    [
      "503, cut within the envelope",
      [{ status: 503, body: '{"success":false,"status":503,' }, before],
      "PUT GET GET GET",
      { kind: "unresolved", landed: "no" },
    ],
    [
      "503 of the API, and then of a gateway: it is not sent a third time",
      [refusal(503), before, before, before, gateway(503), before],
      "PUT GET GET GET PUT GET GET GET",
      { kind: "unresolved", landed: "no" },
    ],
    [
      "503 to the end",
      [
        refusal(503),
        ...Array<Treat[]>(5)
          .fill([before, before, before, refusal(503)])
          .flat(),
        before,
      ],
      "PUT" + " GET GET GET PUT".repeat(4) + " GET GET GET",
      { kind: "unresolved", failure: { status: 503 }, landed: "no" },
    ],

    [
      "lost, and gone to the vault with its new number",
      [reset, success(data({ green_vn: NEW, state: "vault" }))],
      "PUT GET",
      byLook,
    ],
    [
      "lost, and gone",
      [reset, refusal(404, 1)],
      "PUT GET GET GET",
      { kind: "unresolved", failure: { kind: "no-answer" }, landed: "can-not-tell" },
    ],
  ])("%s", async (_name, script, order, expected) => {
    server.next(before, ...script);
    const outcome = await setting(server.url).api.changeVn(
      ID,
      { strictness: false, preferences: { region: "MU" } },
      { seen: null, checked: () => "send", landed },
    );
    expect(sent()).toBe(`GET ${order}`);
    expect(outcome).toMatchObject(expected);
  });

  test("a look takes at least three seconds until it says no", async () => {
    server.next(refusal(504), before);
    const { api, waits } = setting(server.url);
    await api.changeVn(ID, null, lookedAt(landed));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3000);
  });

  test("what answers don't tell can not be looked at: it stops, after a 503 too", async () => {
    server.next(refusal(503), before);
    const outcome = await setting(server.url).api.changeParties(
      ID,
      { apartyNumbers: ["+919876543210"], apartyPins: [1234] },
      lookedAt(() => "can-not-tell"),
    );
    expect(outcome).toMatchObject({
      kind: "unresolved",
      failure: { status: 503 },
      seen: { greenvnId: ID },
      landed: "can-not-tell",
    });
    expect(sent()).toBe("PUT GET GET GET");
  });

  test.each<[string, Treat, string, object]>([
    ["a lost answer is looked at", reset, "PUT GET GET GET", { kind: "unresolved", landed: "no" }],
    ["a 503 is looked at", refusal(503), "PUT GET GET GET", { kind: "unresolved", landed: "no" }],
    ["429", refusal(429), "PUT", { kind: "refused" }],
  ])("with max_retries 0 it is sent once: %s", async (_name, treat, order, expected) => {
    server.next(treat, before);
    expect(await setting(server.url, { maxRetries: 0 }).api.changeVn(ID, null, lookedAt(landed))).toMatchObject(
      expected,
    );
    expect(sent()).toBe(order);
  });

  test("a time-out is a lost answer", async () => {
    server.next(hang, after);
    expect(await setting(server.url, { requestTimeoutMs: 100 }).api.changeVn(ID, null, lookedAt(landed))).toMatchObject(
      byLook,
    );
  });

  test("a wait that is asked for comes before the look, so that nothing lands between look and sending", async () => {
    server.next(refusal(503, null, "", { "retry-after": "20" }), before, before, before, after);
    const { api, waits } = setting(server.url);
    await api.changeVn(ID, null, lookedAt(landed));
    expect(waits).toEqual([20_250, 500, 1000, 1700]);
  });

  test("PINs that any answer echoes are not shown", async () => {
    server.next(refusal(503, null, "PIN 4711 there"), refusal(500, null, "PIN 4711 here"));
    const outcome = await setting(server.url).api.changeParties(
      ID,
      { apartyNumbers: ["+919876543210"], apartyPins: [4711] },
      lookedAt(() => "no"),
    );
    expect(outcome).toMatchObject({
      failure: { message: "PIN [secret] there; looking failed too: PIN [secret] here" },
    });
  });
});

describe("the check before a PUT", () => {
  const gone = refusal(404, 1);
  const vault = success(data({ green_vn: OLD, state: "vault" }));
  const asPlanned = (seen: RemoteAllocation): CheckVerdict =>
    seen.greenVn === OLD ? "send" : seen.greenVn === NEW ? "met" : "changed";
  const third = success(data({ green_vn: "+918045678901" }));
  const seenThird = { kind: "found", allocation: { greenVn: "+918045678901" } };

  test.each<[string, readonly Treat[], string, object]>([
    ["as it was: sent", [before, after], "GET PUT", byAnswer],
    ["what is asked for is in force: done, and nothing is sent", [after], "GET", { ...byAnswer, by: "check" }],
    ["changed: not sent", [third], "GET", { kind: "not-sent", check: seenThird }],
    ["gone: not sent", [gone], "GET", { kind: "not-sent", check: { kind: "gone" } }],
    ["in the vault: not sent", [vault], "GET", { kind: "not-sent", check: { kind: "gone" } }],
    ["refused: not sent", [refusal(403, 8)], "GET", { kind: "not-sent", check: { kind: "failed" } }],
    ["repeated as any read is", [down, reset, html, before, after], "GET GET GET GET PUT", byAnswer],
    ["failed to the end: not sent", [down], "GET GET GET GET GET", { kind: "not-sent", check: { kind: "failed" } }],
    ["another one after a 429, as it was", [before, refusal(429), before, after], "GET PUT GET PUT", byAnswer],
    [
      "another one after a 429, changed: not sent again",
      [before, refusal(429), third],
      "GET PUT GET",
      { kind: "not-sent", check: seenThird },
    ],
    [
      "another one after a 429, met by then",
      [before, refusal(429), after],
      "GET PUT GET",
      { ...byAnswer, by: "check" },
    ],
    [
      "a look is one: changed after a 503, and not sent again",
      [before, refusal(503), third],
      "GET PUT GET GET GET",
      { kind: "unresolved", failure: { status: 503 }, seen: seenThird.allocation, landed: "no" },
    ],
  ])("%s", async (_name, script, order, expected) => {
    server.next(...script);
    const outcome = await setting(server.url).api.changeVn(ID, null, { seen: null, checked: asPlanned, landed });
    expect(sent()).toBe(order);
    expect(outcome).toMatchObject(expected);
  });

  test.each<[CheckVerdict, string, object]>([
    ["send", "PUT", byAnswer],
    ["met", "", { kind: "done", by: "check" }],
    ["changed", "", { kind: "not-sent", check: { kind: "found" } }],
  ])("what was seen already is not read again: %s", async (verdict, order, expected) => {
    server.next(after);
    const guard = { seen: { greenvnId: ID, greenVn: OLD }, checked: () => verdict, landed };
    expect(await setting(server.url).api.changeVn(ID, null, guard)).toMatchObject(expected);
    expect(sent()).toBe(order);
  });

  test("with max_retries 0 it is sent once", async () => {
    server.next(down);
    const { api } = setting(server.url, { maxRetries: 0 });
    const guard = { seen: null, checked: asPlanned, landed };
    expect(await api.changeVn(ID, null, guard)).toMatchObject({ kind: "not-sent", check: { kind: "failed" } });
    expect(sent()).toBe("GET");
  });

  test("a stop while it is read: nothing is sent", async () => {
    const { api, stop } = setting(server.url);
    server.next((_got, answer) => {
      stop.abort();
      answer.writeHead(200).end(JSON.stringify({ success: true, data: data({ green_vn: OLD }) }));
    });
    const outcome = await api.changeVn(ID, null, { seen: null, checked: asPlanned, landed });
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "stopped" } });
    expect(sent()).toBe("GET");
  });

  test("check and PUT are next to each other in the pace, whoever else is waiting", async () => {
    server.next(before);
    const { api } = setting(server.url, { requestsPerMinute: 600 }, undefined, realEdges);
    await Promise.all([
      api.changeVn(ID, null, { seen: null, checked: asPlanned, landed }),
      ...Array.from({ length: 3 }, () => api.read(ID)),
    ]);
    expect(server.got.map(({ method }) => method).slice(0, 2)).toEqual(["GET", "PUT"]);
  });
});

describe("a stop", () => {
  test("before it is sent: nothing is", async () => {
    const { api, stop } = setting(server.url);
    stop.abort();
    expect(await api.changeVn(ID, null, lookedAt(landed))).toMatchObject({
      kind: "refused",
      failure: { kind: "stopped" },
    });
    expect(sent()).toBe("");
  });

  test("while it is under way: the answer is awaited", async () => {
    const { api, stop } = setting(server.url);
    server.next((_got, answer) => {
      stop.abort();
      setTimeout(() => answer.writeHead(200).end(JSON.stringify({ success: true, data: data({ green_vn: NEW }) })), 30);
    });
    expect(await api.changeVn(ID, null, lookedAt(landed))).toMatchObject(byAnswer);
  });

  test("while waiting after a 429: it is not sent again, and known not to be carried out", async () => {
    server.next(refusal(429, null, "slow down"), after);
    const outcome = await setting(server.url, {}, (_ms, stop) => stop.abort()).api.changeVn(ID, null, lookedAt(landed));
    expect(outcome).toEqual({
      kind: "refused",
      failure: {
        kind: "stopped",
        message: "Terraform asked the provider to stop before it was sent again, after: slow down",
      },
    });
    expect(sent()).toBe("PUT");
  });

  test.each<[string, Treat]>([
    ["after a reset", reset],
    ["after a 503: it is not sent again either", refusal(503)],
  ])("before a look: none is begun; %s", async (_name, treat) => {
    server.next(treat);
    expect(
      await setting(server.url, {}, (_ms, stop) => stop.abort()).api.changeVn(ID, null, lookedAt(landed)),
    ).toMatchObject({
      kind: "unresolved",
      landed: "can-not-tell",
    });
    expect(sent()).toBe("PUT");
  });

  test("between two looks: what the first saw is told, and no other is begun", async () => {
    server.next(reset, before, after);
    let waits = 0;
    const api = setting(server.url, {}, (_ms, stop) => ((waits += 1) === 2 ? stop.abort() : undefined)).api;
    expect(await api.changeVn(ID, null, lookedAt(landed))).toMatchObject({
      kind: "unresolved",
      landed: "no",
      seen: { greenVn: OLD },
    });
    expect(sent()).toBe("PUT GET");
  });
});
