import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { lookedAt, setting, TOKEN, WANTED } from "../setting";
import {
  data,
  type HostileServer,
  ID,
  refusal,
  reset,
  startHostileServer,
  success,
  type Treat,
} from "./hostile-server";

let server: HostileServer;
// The short times of these tests are those of answers: on a busy machine the loading alone may take longer.
beforeAll(() => import("../../../../src/exobridge/http/transport"));
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const MEBIBYTE = 1024 * 1024;
const envelope = { success: true, status: 200, data: data() };
const once = { maxRetries: 0, requestTimeoutMs: 300 };
const failed = (failure: object) => ({ kind: "failed", failure });

const bomb = gzipSync(Buffer.alloc(32 * MEBIBYTE, " "), { level: 1 });
const slowly =
  (status: number): Treat =>
  (_got, answer) => {
    answer.writeHead(status, { "content-type": "application/json" });
    const timer = setInterval(() => answer.write(" "), 20);
    answer.on("close", () => clearInterval(timer));
  };

describe("an answer that is no answer", () => {
  test.each<[string, Treat, object]>([
    ["a trickle without end", slowly(200), { kind: "malformed", message: "the answer was not complete in time" }],
    [
      "a trickle after a status: the status counts",
      slowly(500),
      { kind: "refused", status: 500, message: "the answer was not complete in time" },
    ],
    [
      "a trickle after a 503: it is not known to be the API's own",
      slowly(503),
      { kind: "malformed", status: 503, message: "the answer was not complete in time" },
    ],
    ["silence", () => undefined, { kind: "no-answer", message: "no answer came in time" }],
    [
      "a head, and then silence",
      (_got, answer) => answer.writeHead(200, { "content-length": 10 }).flushHeaders(),
      { kind: "malformed", message: "the answer was not complete in time" },
    ],
    [
      "more than a mebibyte",
      (_got, answer) => answer.writeHead(200).end(`"${"x".repeat(MEBIBYTE)}"`),
      { kind: "malformed", message: "the answer is larger than 1048576 bytes" },
    ],
    [
      "gigabytes claimed, and a reset",
      (_got, answer, socket) => (
        answer.writeHead(200, { "content-length": 5e9 }).write("{"),
        setTimeout(() => socket.destroy(), 20)
      ),
      { kind: "malformed", message: "the answer was cut off" },
    ],
    [
      "a refusal that is too large",
      (_got, answer) => answer.writeHead(403).end("x".repeat(MEBIBYTE + 1)),
      { kind: "refused", status: 403, code: null, message: "the answer is larger than 1048576 bytes" },
    ],
    [
      "a gone that is too large is not gone",
      (_got, answer) =>
        answer
          .writeHead(404)
          .end(JSON.stringify({ success: false, status: 404, code: 1, message: "x".repeat(MEBIBYTE) })),
      { kind: "refused", status: 404, code: null },
    ],
    [
      "a bomb of gzip",
      (_got, answer) => answer.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
      { kind: "malformed", message: "the answer is larger than 1048576 bytes" },
    ],
    [
      "gzip that is none",
      (_got, answer) => answer.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
      { kind: "malformed", message: "the answer is not packed by gzip, as it says" },
    ],
    [
      "gzip that is cut",
      (_got, answer) =>
        answer.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(envelope)).subarray(0, 60)),
      { kind: "malformed" },
    ],
    [
      "an encoding that nobody knows",
      (_got, answer) => answer.writeHead(200, { "content-encoding": "zstd" }).end("{}"),
      { kind: "malformed", message: "the answer's Content-Encoding is not known: zstd" },
    ],
    [
      "a cut in the middle",
      (_got, answer, socket) => (
        answer.writeHead(200, { "content-length": 100 }).write("{"),
        setTimeout(() => socket.destroy(), 20)
      ),
      { kind: "malformed", message: "the answer was cut off" },
    ],
    [
      "bytes that are not HTTP",
      (_got, _answer, socket) => socket.end("SSH-2.0-OpenSSH\r\n"),
      { kind: "no-answer", message: "the connection failed (HPE_INVALID_CONSTANT)" },
    ],
    [
      "headers without end",
      (_got, _answer, socket) => socket.write(`HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(10_000)}`),
      { kind: "no-answer" },
    ],
    [
      "an upgrade that nobody asked for",
      (_got, _answer, socket) =>
        socket.end("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      { kind: "no-answer" },
    ],
    [
      "a status that is none",
      (_got, _answer, socket) => socket.end("HTTP/1.1 999 Yes\r\ncontent-length: 0\r\n\r\n"),
      { kind: "refused", status: 999 },
    ],
    [
      "invalid UTF-8 in the id",
      (_got, answer) =>
        answer.writeHead(200).end(Buffer.from(JSON.stringify(envelope).replace("gvn-41c0", "gvn-\u00ff"), "latin1")),
      { kind: "malformed", message: "data.greenvn_id is the id of another allocation" },
    ],
  ])("%s", async (_name, treat, failure) => {
    server.next(treat);
    expect(await setting(server.url, once).api.read(ID)).toMatchObject(failed(failure));
    server.next(success());
    expect(await setting(server.url, once).api.read(ID)).toMatchObject({ kind: "found" });
  });

  test("gzip is unpacked, although it is not asked for", async () => {
    server.next((_got, answer) =>
      answer.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(envelope))),
    );
    expect(await setting(server.url, once).api.read(ID)).toMatchObject({ kind: "found" });
    expect(server.got[0]?.headers["accept-encoding"]).toBe("identity");
  });
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("%i is not followed, and its target gets nothing", async (status) => {
    const target = await startHostileServer();
    server.next({ status, headers: { location: `${target.url}/v1/tenants/acme/greenvn/${ID}` }, body: envelope });
    const { api } = setting(server.url);
    expect(await api.read(ID)).toMatchObject(failed({ kind: "refused", status }));
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "yes"),
      ),
    ).toMatchObject({ kind: "refused", failure: { status } });
    expect([server.got.length, target.connections()]).toEqual([2, 0]);
    await target.close();
  });
});

describe("plain http to loopback", () => {
  const proxies = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
  const kept = { ...process.env };
  afterEach(() => (process.env = kept));

  test("goes straight there, whatever proxies the environment names", async () => {
    const proxy = await startHostileServer();
    process.env = { ...kept, ...Object.fromEntries(proxies.map((name) => [name, proxy.url])) };
    server.next(success());
    expect(await setting(server.url).api.read(ID)).toMatchObject({ kind: "found" });
    expect([server.got.length, proxy.connections()]).toEqual([1, 0]);
    await proxy.close();
  });
});

describe("connections", () => {
  test("are kept, and bounded: hundreds of reads open no more than there may be at a time", async () => {
    server.next(success());
    const { api } = setting(server.url);
    await Promise.all(Array.from({ length: 300 }, () => api.read(ID)));
    expect(server.connections()).toBeLessThanOrEqual(32);
    await Promise.all(Array.from({ length: 32 }, () => api.read(ID)));
    expect(server.connections()).toBeLessThanOrEqual(32);
  });

  test("that are closed between two calls do no harm to a write", async () => {
    // Closed on the server's side only once the client has taken note of it, however busy the machine is.
    let closed: Promise<unknown> = Promise.resolve();
    const answerAndClose: Treat = (_got, answer, socket) => {
      closed = new Promise((resolve) => socket.once("close", resolve));
      answer.writeHead(200, { connection: "keep-alive" }).end(JSON.stringify(envelope));
      setTimeout(() => socket.end(), 5);
    };
    server.next(success(), answerAndClose, success());
    const { api } = setting(server.url);
    await api.read(ID);
    await api.read(ID);
    await closed;
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "no"),
      ),
    ).toMatchObject({ kind: "done", by: "answer" });
  });

  test("that a server closes while they are idle are none for a charged write: one charge, and no doubt", async () => {
    let charges = 0;
    const served = new WeakSet<net.Socket>();
    // Keeps a connection as long as it is idle, and closes it as soon as anything further comes.
    server.next((got, answer, socket) => {
      if (served.has(socket)) return void socket.destroy();
      served.add(socket);
      if (got.method === "POST" || got.method === "PUT") charges += 1;
      answer.writeHead(200, { connection: "keep-alive" }).end(JSON.stringify(envelope));
    });
    const { api } = setting(server.url);
    for (const round of [1, 2, 3]) {
      expect(await api.read(ID)).toMatchObject({ kind: "found" });
      expect(
        await api.changeVn(
          ID,
          null,
          lookedAt(() => "no"),
        ),
      ).toMatchObject({ kind: "done", by: "answer" });
      expect(
        await api.changeParties(
          ID,
          { usage: "oneway" },
          lookedAt(() => "no"),
        ),
      ).toMatchObject({
        kind: "done",
        by: "answer",
      });
      expect(await api.create(WANTED)).toMatchObject({ kind: "done" });
      expect(charges).toBe(3 * round);
    }
  });

  test("of charged writes are made for one each, and closed after it; those of reads are kept beside them", async () => {
    const sockets: net.Socket[] = [];
    server.next((_got, answer, socket) => {
      sockets.push(socket);
      answer.writeHead(200).end(JSON.stringify(envelope));
    });
    const { api } = setting(server.url);
    await api.read(ID);
    await api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    );
    await api.read(ID);
    await api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    );
    const [first, write, second, other] = sockets;
    expect([first === second, new Set([first, write, other]).size]).toEqual([true, 3]);
    await new Promise(setImmediate);
    expect([write?.destroyed, other?.destroyed]).toEqual([true, true]);
  });

  test("are bounded with writes among them too", async () => {
    let open = 0;
    let most = 0;
    const seen = new WeakSet<net.Socket>();
    server.next((_got, answer, socket) => {
      if (!seen.has(socket)) {
        seen.add(socket);
        most = Math.max(most, (open += 1));
        socket.once("close", () => (open -= 1));
      }
      setTimeout(() => answer.writeHead(200).end(JSON.stringify(envelope)), 3);
    });
    const { api } = setting(server.url);
    const mixed = () =>
      Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          index % 3 === 0
            ? api.changeVn(
                ID,
                null,
                lookedAt(() => "no"),
              )
            : api.read(ID),
        ),
      );
    await Promise.all(Array.from({ length: 64 }, () => api.read(ID)));
    const outcomes = await mixed();
    expect(outcomes.filter(({ kind }) => kind !== "done" && kind !== "found")).toEqual([]);
    // Those that are just being closed count until the server has taken note.
    expect(most).toBeLessThanOrEqual(32 + 4);
  });

  test("that are reset after a charged write was sent: its fate is open", async () => {
    server.next(success(), reset, success());
    const { api } = setting(server.url);
    await api.read(ID);
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "can-not-tell"),
      ),
    ).toMatchObject({
      kind: "unresolved",
      failure: { kind: "no-answer" },
    });
    expect(server.connections()).toBe(2);
  });
});

describe("what never got to a request was never sent", () => {
  test("a host that does not exist", async () => {
    const outcome = await setting("https://no-such-host.invalid", { ...once, requestTimeoutMs: 5000 }).api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    );
    expect(outcome).toMatchObject({
      kind: "refused",
      failure: { kind: "unreachable", message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string },
    });
  });

  test.each<[string, (socket: net.Socket) => void, RegExp]>([
    ["is reset", (socket) => socket.resetAndDestroy(), /^the connection was reset \(ECONNRESET\)$/],
    ["is closed", (socket) => socket.end(), /^the connection was reset \(ECONNRESET\)$/],
    ["is answered in plain text", (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"), /^the connection failed \(\w+\)$/],
    ["is never answered", () => undefined, /^no connection was made in time$/],
  ])("a TLS handshake that %s", async (_name, treat, message) => {
    const sockets: net.Socket[] = [];
    const plain = net.createServer((socket) => {
      sockets.push(socket.on("error", () => undefined));
      socket.once("data", () => treat(socket));
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const outcome = await setting(`https://127.0.0.1:${(plain.address() as AddressInfo).port}`, once).api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    );
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => plain.close(resolve));
    expect(outcome).toEqual({
      kind: "refused",
      failure: { kind: "unreachable", message: expect.stringMatching(message) as string },
    });
  });
});

test("the way from a call to the request that leaves can be followed in a stack trace", async () => {
  server.next(success());
  const stacks: string[] = [];
  const limit = Error.stackTraceLimit;
  const spy = jest.spyOn(http.ClientRequest.prototype, "end").mockImplementationOnce(function (
    this: http.ClientRequest,
    ...args: unknown[]
  ) {
    stacks.push(new Error().stack ?? "");
    return this.end(...(args as []));
  });
  Error.stackTraceLimit = 50;
  await setting(server.url).api.changeVn(
    ID,
    null,
    lookedAt(() => "no"),
  );
  Error.stackTraceLimit = limit;
  spy.mockRestore();
  const [files = []] = stacks.map((stack) => [...stack.matchAll(/[/]([\w-]+)\.[jt]s:/g)].map(([, file]) => file));
  const way = ["send-request", "transport", "dispatchRequest", "caller", "change"];
  expect(files.filter((file, at) => way.includes(file ?? "") && files.indexOf(file) === at)).toEqual(way);
});

test("what is told of failures holds nothing of the request, and only plain values", async () => {
  server.next(reset, refusal(500, 0, `boom ${TOKEN}`), { status: 200, body: TOKEN }, refusal(401, 7, TOKEN));
  const { api, logs } = setting(server.url);
  const outcomes = [
    await api.read(ID),
    await api.changeVn(
      ID,
      null,
      lookedAt(() => "no"),
    ),
  ];
  expect(JSON.stringify([outcomes, logs])).not.toContain(TOKEN.slice(0, 6));
  expect(structuredClone(outcomes)).toEqual(outcomes);
});
