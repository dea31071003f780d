import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { lookedAt, setting, TOKEN } from "../setting";
import { data, type HostileServer, ID, refusal, startHostileServer, success, type Treat } from "./hostile-server";

let server: HostileServer;
beforeEach(async () => (server = await startHostileServer()));
afterEach(() => server.close());

const MEBIBYTE = 1024 * 1024;
const once = { maxRetries: 0 };
const envelope = Buffer.from(JSON.stringify({ success: true, status: 200, data: data() }));
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

function packed(contentEncoding: string, bytes: Buffer, status = 200): Treat {
  return (_got, answer) => answer.writeHead(status, { "content-encoding": contentEncoding }).end(bytes);
}

describe("an answer is read, however it is packed:", () => {
  test.each<[string, Buffer]>([
    ["gzip", gzipSync(envelope)],
    ["x-gzip", gzipSync(envelope)],
    ["GZip", gzipSync(envelope)],
    [" gzip ", gzipSync(envelope)],
    ["deflate", deflateSync(envelope)],
    ["Deflate", deflateSync(envelope, { level: 9, windowBits: 10 })],
    ["deflate", deflateRawSync(envelope)],
    ["br", brotliCompressSync(envelope)],
    ["gzip, br", brotliCompressSync(gzipSync(envelope))],
    ["identity, br,, deflate,gzip", gzipSync(deflateSync(brotliCompressSync(envelope)))],
    ["gzip", Buffer.concat([gzipSync(envelope.subarray(0, 40)), gzipSync(envelope.subarray(40))])],
    ["identity", envelope],
    ["", envelope],
  ])("%j", async (contentEncoding, bytes) => {
    server.next(packed(contentEncoding, bytes));
    const { api } = setting(server.url, once);
    expect(await api.read(ID)).toMatchObject({ kind: "found", allocation: { greenvnId: ID } });
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "no"),
      ),
    ).toMatchObject({ kind: "done", by: "answer" });
    expect(server.got[0]?.headers["accept-encoding"]).toBe("identity");
  });

  test("exactly a mebibyte, unpacked", async () => {
    const whole = Buffer.from(envelope.toString().padEnd(MEBIBYTE));
    const { api } = setting(server.url, once);
    for (const [encoding, bytes] of [
      ["gzip", gzipSync(whole)],
      ["br", brotliCompressSync(whole, fast)],
    ] as const) {
      server.next(packed(encoding, bytes));
      expect(await api.read(ID)).toMatchObject({ kind: "found" });
    }
  });

  test("a refusal: what is gone is gone, and what was said is told", async () => {
    const said = (status: number, code: number, message: string): Buffer =>
      Buffer.from(JSON.stringify({ success: false, status, code, message, data: null }));
    const { api } = setting(server.url, once);
    server.next(packed("gzip", gzipSync(said(404, 1, "not found")), 404));
    expect(await api.read(ID)).toEqual({ kind: "gone", isUnknownId: true });
    server.next(packed("br", brotliCompressSync(said(400, 5, "bad")), 400));
    expect(await api.read(ID)).toMatchObject({ failure: { kind: "refused", status: 400, code: 5, message: "bad" } });
    server.next(packed("deflate", deflateRawSync(said(500, 0, "down")), 500));
    expect(await api.read(ID)).toMatchObject({ failure: { kind: "refused", status: 500, message: "down" } });
  });
});

const gzip = gzipSync(envelope);
const bomb = Buffer.alloc(32 * MEBIBYTE, " ");
const TOO_LARGE = "the answer is larger than 1048576 bytes";

describe("an answer that can't be unpacked is none, and says why:", () => {
  test.each<[string, string, Buffer, string]>([
    ["cut gzip", "gzip", gzip.subarray(0, gzip.length - 9), "the answer was cut off, packed by gzip"],
    ["one byte of gzip", "gzip", gzip.subarray(0, 1), "the answer was cut off, packed by gzip"],
    ["cut zlib", "deflate", deflateSync(envelope).subarray(0, 30), "the answer was cut off, packed by deflate"],
    ["cut deflate", "deflate", deflateRawSync(envelope).subarray(0, 30), "the answer was cut off, packed by deflate"],
    ["cut Brotli", "br", brotliCompressSync(envelope).subarray(0, 30), "the answer was cut off, packed by br"],
    ["no gzip", "x-gzip", envelope, "the answer is not packed by x-gzip, as it says"],
    ["no deflate", "deflate", envelope, "the answer is not packed by deflate, as it says"],
    ["no Brotli", "br", Buffer.from("no Brotli"), "the answer is not packed by br, as it says"],
    ["gzip with a tail", "gzip", Buffer.concat([gzip, envelope]), "the answer is not packed by gzip, as it says"],
    ["a bomb of gzip", "gzip", gzipSync(bomb, { level: 1 }), TOO_LARGE],
    ["a bomb of zlib", "deflate", deflateSync(bomb, { level: 1 }), TOO_LARGE],
    ["a bomb of deflate", "deflate", deflateRawSync(bomb, { level: 1 }), TOO_LARGE],
    ["a bomb of Brotli", "br", brotliCompressSync(bomb, fast), TOO_LARGE],
    ["a bomb in a bomb", "gzip, gzip", gzipSync(gzipSync(Buffer.alloc(64 * MEBIBYTE), { level: 1 })), TOO_LARGE],
    ["one byte too many", "br", brotliCompressSync(bomb.subarray(0, MEBIBYTE + 1), fast), TOO_LARGE],
    ["too much before it is unpacked", "gzip", Buffer.alloc(MEBIBYTE + 1), TOO_LARGE],
    ["zstd", "zstd", envelope, "the answer's Content-Encoding is not known: zstd"],
    ["compress", "Compress", envelope, "the answer's Content-Encoding is not known: Compress"],
    ["nonsense", "gz ip;q=1", gzip, "the answer's Content-Encoding is not known: gz ip;q=1"],
    ["zstd in gzip", "zstd, gzip", gzip, "the answer's Content-Encoding is not known: zstd, gzip"],
    ["a member of Object", "constructor", envelope, "the answer's Content-Encoding is not known: constructor"],
    ["four in a row", "gzip, gzip, gzip, gzip", gzip, "the answer is packed more than 3 times over"],
  ])("%s", async (_name, contentEncoding, bytes, message) => {
    const { api } = setting(server.url, once);
    server.next(packed(contentEncoding, bytes));
    expect(await api.read(ID)).toEqual({ kind: "failed", failure: { kind: "malformed", status: 200, message } });
    server.next(packed(contentEncoding, bytes, 404));
    expect(await api.read(ID)).toEqual({
      kind: "failed",
      failure: { kind: "refused", status: 404, code: null, message },
    });

    // A charged call may have been carried out: it is looked for, and never sent again.
    server.next(packed(contentEncoding, bytes), success());
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "can-not-tell"),
      ),
    ).toMatchObject({
      kind: "unresolved",
      failure: { kind: "malformed", status: 200, message },
      seen: { greenvnId: ID },
    });
    server.next(packed(contentEncoding, bytes), success());
    expect(
      await api.changeVn(
        ID,
        null,
        lookedAt(() => "yes"),
      ),
    ).toMatchObject({ kind: "done", by: "look" });
  });

  test("a body that ends with its connection", async () => {
    server.next((_got, answer, socket) => {
      answer.writeHead(200, { "content-encoding": "gzip", "content-length": gzip.length }).write(gzip.subarray(0, 20));
      setTimeout(() => socket.destroy(), 20);
    });
    expect(await setting(server.url, once).api.read(ID)).toMatchObject({
      failure: { kind: "malformed", message: "the answer was cut off" },
    });
  });

  test("a body that never ends, within the time for a request", async () => {
    server.next((_got, answer) => answer.writeHead(200, { "content-encoding": "br" }).write(gzip.subarray(0, 20)));
    const { api } = setting(server.url, { ...once, requestTimeoutMs: 200 });
    expect(await api.read(ID)).toMatchObject({
      failure: { kind: "malformed", message: "the answer was not complete in time" },
    });
  });

  test.each(["gzip", "deflate", "br", "identity"])("no body at all, said to be packed by %s", async (encoding) => {
    server.next(packed(encoding, Buffer.alloc(0)));
    expect(await setting(server.url, once).api.read(ID)).toMatchObject({
      failure: { kind: "malformed", message: "the answer is empty" },
    });
  });

  test("an encoding that echoes a secret, or is longer than a person reads, is told without it", async () => {
    const { api, logs } = setting(server.url, once);
    server.next(packed(`gzip, ${TOKEN}`, gzip), refusal(401, 7, "no"));
    const echoed = await api.read(ID);
    expect(echoed).toMatchObject({
      failure: { message: "the answer's Content-Encoding is not known: gzip, [secret]" },
    });
    server.next(packed(`x${"y".repeat(5000)}`, gzip));
    const long = await api.read(ID);
    expect(long).toMatchObject({ failure: { message: expect.stringMatching(/^.{500}$/) as string } });
    expect(JSON.stringify([echoed, long, logs])).not.toContain(TOKEN.slice(0, 6));
  });
});
