import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import {
  createGrpcServer,
  FRAME_HEADER_BYTES,
  GrpcStatus,
  type Method,
} from "../../../../../src/plugin/server/transport/grpc";
import { connectPlugin, frame, type PluginClient } from "../../../../support/plugin/client";
import { runs } from "../../../../support/random/runs";

const folder = mkdtempSync(join(tmpdir(), "grpc-"));
const socketPath = join(folder, "s");
const held: string[] = [];
const followed: string[] = [];
const framed = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.alloc(FRAME_HEADER_BYTES), bytes]);
const methods = new Map<string, Method>([
  ["/t/Echo", { kind: "call", call: framed }],
  [
    "/t/Held",
    {
      kind: "call",
      call: async (bytes) => framed(bytes),
      hold: () => (held.push("hold"), () => void held.push("release")),
    },
  ],
  [
    "/t/Followed",
    {
      kind: "call",
      async call(bytes, onDelivery) {
        onDelivery({ begins: () => void followed.push("begins"), fails: () => void followed.push("fails") });
        if (bytes.length === 0) throw new Error("refused");
        await new Promise((resolve) => setTimeout(resolve, bytes[0]));
        return framed(Buffer.alloc(8 << 20));
      },
    },
  ],
  [
    "/t/Stream",
    {
      kind: "call",
      async call(bytes, onDelivery, send) {
        onDelivery({ begins: () => void followed.push("begins"), fails: () => void followed.push("fails") });
        for (const byte of bytes) {
          send(framed(Buffer.alloc(byte, byte)));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        if (bytes[0] === 9) throw new Error("hunter2");
        return framed(Buffer.from("last"));
      },
      hold: () => (held.push("hold"), () => void held.push("release")),
    },
  ],
  ["/t/Throw", { kind: "call", call: () => Promise.reject(new Error("hunter2")) }],
  ["/t/Status", { kind: "call", call: () => ({ code: GrpcStatus.internal, message: "50 % of naïve bytes" }) }],
  ["/t/UntilClient", { kind: "silent", endsWithClient: true }],
  ["/t/Forever", { kind: "silent", endsWithClient: false }],
]);
const sockets = new Set<Socket>();
let server: Server;
let client: PluginClient;
let connections: number[] = [];

beforeAll(async () => {
  const grpc = createGrpcServer({
    method: (path) => methods.get(path),
    tls: undefined,
    onConnections: (count) => connections.push(count),
    maxMessageBytes: 1 << 20,
  });
  server = createServer((socket) => {
    sockets.add(socket);
    grpc.accept(socket);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  client = await connectPlugin(socketPath);
});
afterAll(async () => {
  client.cut();
  // Node leaves a connection open whose peer broke the rules after the first frame.
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test("a message comes back, whatever its length", async () => {
  for (const length of [0, 1, 16_379, 16_384, 1 << 20]) {
    const message = Buffer.alloc(length, 7);
    const answer = await client.raw("/t/Echo", frame(message));
    expect({ http: answer.httpStatus, status: answer.status, same: answer.message?.equals(message) }).toEqual({
      http: 200,
      status: 0,
      same: true,
    });
  }
});

test("many calls at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => client.raw("/t/Echo", frame(Buffer.from(String(index))))),
  );
  expect(answers.map(({ message }) => Number(message?.toString()))).toEqual(
    Array.from({ length: 200 }, (_, index) => index),
  );
});

const withHeader = (flag: number, length: number, body: Buffer): Buffer => {
  const header = Buffer.alloc(5);
  header[0] = flag;
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, body]);
};

test.each<[string, string, Buffer, number, string]>([
  ["no bytes", "/t/Echo", Buffer.alloc(0), 13, "the call has no whole message"],
  ["half a header", "/t/Echo", Buffer.alloc(3), 13, "the call has no whole message"],
  ["fewer bytes than told", "/t/Echo", withHeader(0, 9, Buffer.alloc(8)), 13, "a message is cut short"],
  ["more bytes than told", "/t/Echo", withHeader(0, 7, Buffer.alloc(8)), 13, "a call has more than one message"],
  ["compressed", "/t/Echo", withHeader(1, 8, Buffer.alloc(8)), 12, "compressed messages are not served"],
  ["unknown flags", "/t/Echo", withHeader(2, 8, Buffer.alloc(8)), 13, "a message has unknown flags"],
  [
    "a claim of gigabytes",
    "/t/Echo",
    withHeader(0, 0xffffffff, Buffer.alloc(8)),
    8,
    "a message is larger than 1048576 bytes",
  ],
  ["more than the limit", "/t/Echo", frame(Buffer.alloc((1 << 20) + 1)), 8, "a message is larger than 1048576 bytes"],
  ["an unknown method", "/t/Nothing", frame(Buffer.alloc(1)), 12, "unknown method /t/Nothing"],
  ["an exception, whose message is not told", "/t/Throw", frame(Buffer.alloc(1)), 13, "unexpected exception"],
  ["a status with any text", "/t/Status", frame(Buffer.alloc(1)), 13, "50 % of naïve bytes"],
])("%s", async (_what, path, body, status, text) => {
  const answer = await client.raw(path, body);
  expect({ http: answer.httpStatus, status: answer.status, text: answer.text }).toEqual({ http: 200, status, text });
});

test("what is not gRPC", async () => {
  expect((await client.raw("/t/Echo", frame(Buffer.alloc(1)), { "content-type": "text/plain" })).httpStatus).toBe(415);
  expect((await client.raw("/t/Echo", Buffer.alloc(0), { ":method": "PUT" })).httpStatus).toBe(405);
});

test("a stream ends with the client's side, another stays open", async () => {
  const ended = await client.raw("/t/UntilClient", Buffer.alloc(0));
  expect(ended.status).toBe(0);
  const stream = client.open("/t/Forever");
  const headers = await new Promise<unknown>((resolve) => stream.once("response", resolve));
  stream.end();
  expect(headers).toMatchObject({ ":status": 200 });
  expect(stream.closed).toBe(false);
  stream.close();
});

describe("a stream of answers", () => {
  beforeEach(() => {
    held.length = 0;
    followed.length = 0;
  });

  test("comes message by message as they are sent, and ends well after the last", async () => {
    const before: number[] = [];
    const answer = await client.raw("/t/Stream", frame(Buffer.of(1, 2, 3)), {}, (message) =>
      before.push(message.length),
    );
    expect(answer.messages.map((message) => message.toString("latin1"))).toEqual([
      "\x01",
      "\x02\x02",
      "\x03\x03\x03",
      "last",
    ]);
    expect([answer.status, before, followed]).toEqual([0, [1, 2, 3, 4], ["begins"]]);
    expect(held).toEqual(["hold", "release"]);
  });

  test("of the last message alone is a call like any other", async () => {
    const answer = await client.raw("/t/Stream", frame(Buffer.alloc(0)));
    expect([answer.status, answer.messages.map(String)]).toEqual([0, ["last"]]);
  });

  test("that breaks ends with no good status: what was begun can not be taken back", async () => {
    const answer = await client.raw("/t/Stream", frame(Buffer.of(9)));
    expect(answer.status).not.toBe(0);
    expect(answer.messages).toHaveLength(1);
    expect(followed).toEqual([]);
  });

  test("goes on where its caller has gone, and tells nobody", async () => {
    const stream = client.open("/t/Stream");
    stream.end(frame(Buffer.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)));
    await new Promise((resolve) => stream.once("data", resolve));
    stream.close();
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([held, followed]).toEqual([["hold", "release"], []]);
  });
});

test("a held call is released once its answer is out, or its caller gone", async () => {
  held.length = 0;
  await client.raw("/t/Held", frame(Buffer.from("a")));
  await expectSoon(() => held.join() === "hold,release");
  const impatient = client.open("/t/Held");
  impatient.end(frame(Buffer.alloc(100_000)));
  impatient.close(8);
  await expectSoon(
    () => held.filter((one) => one === "hold").length === held.filter((one) => one === "release").length,
  );
});

describe("the way of an answer", () => {
  beforeEach(() => (followed.length = 0));

  test("to a caller that waits for it: it begins, and does not fail", async () => {
    expect((await client.raw("/t/Followed", frame(Buffer.alloc(1, 1)))).status).toBe(0);
    expect(followed).toEqual(["begins"]);
  });

  test("to a caller that gave up before there was one: it never begins", async () => {
    const impatient = client.open("/t/Followed");
    impatient.end(frame(Buffer.alloc(1, 60)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    impatient.close(8);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(followed).toEqual([]);
  });

  test("to a caller that is gone before all of it is written: it begins, and fails", async () => {
    const other = await connectPlugin(socketPath);
    const call = other.open("/t/Followed");
    call.end(frame(Buffer.alloc(1, 1)));
    // Never read: of eight MiB a part stays on the way.
    await expectSoon(() => followed.length > 0);
    other.cut();
    await expectSoon(() => followed.join() === "begins,fails");
  });

  test("a refusal is no answer", async () => {
    expect((await client.raw("/t/Followed", frame(Buffer.alloc(0)))).status).toBe(13);
    expect(followed).toEqual([]);
  });
});

test("connections are counted", async () => {
  connections = [];
  const second = await connectPlugin(socketPath);
  second.cut();
  await expectSoon(() => connections.join() === "2,1");
});

test("any bytes on the socket leave the server at work", async () => {
  const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const start = fc.constantFrom(
    Buffer.alloc(0),
    preface,
    Buffer.concat([preface, Buffer.from("000000040000000000", "hex")]),
  );
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (opening, bytes) => {
      await new Promise<void>((resolve) => {
        const socket = createConnection(socketPath, () =>
          socket.write(Buffer.concat([opening, bytes]), () => setTimeout(() => socket.destroy(), 5)),
        );
        socket.on("error", () => undefined).on("close", () => resolve());
      });
    }),
    runs(20),
  );
  expect((await client.raw("/t/Echo", frame(Buffer.from("still here")))).message?.toString()).toBe("still here");
});

test("any body of a call is answered with a status", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (body) => {
      expect([0, 8, 12, 13]).toContain((await client.raw("/t/Echo", body)).status);
    }),
    runs(30),
  );
});

async function expectSoon(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}
