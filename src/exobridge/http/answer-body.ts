import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Bound } from "./bound";
import type { AnswerBody } from "./exchange";
import { MAX_ANSWER_BYTES, MAX_ENCODINGS } from "./limits";
import { decoderOf } from "./unpack";

/** The body as far as it may go: bounded by time, and by size before and after it is unpacked. Never rejects. */
export async function readBody(answer: IncomingMessage, bound: Bound): Promise<AnswerBody> {
  const packed = await gather(answer, bound);
  return packed.kind === "broken" ? packed : unpack(packed.bytes, answer.headers["content-encoding"] ?? "");
}

type Bytes = { readonly kind: "bytes"; readonly bytes: Buffer } | Extract<AnswerBody, { kind: "broken" }>;

const broken = (why: string) => ({ kind: "broken", why }) as const;
const tooLarge = () => broken(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);

function gather(stream: Readable, bound: Bound): Promise<Bytes> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (result: Bytes): void => {
      resolve(result);
      if (result.kind === "broken") stream.destroy();
    };
    const late = () => end(broken("the answer was not complete in time"));
    const cut = () => (bound.aborted ? late() : end(broken("the answer was cut off")));
    stream.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) end(tooLarge());
      else chunks.push(chunk);
    });
    stream.once("end", () => end({ kind: "bytes", bytes: joined(chunks) }));
    // Stays for good: an error that comes late must not end the process.
    stream.on("error", cut);
    stream.once("close", cut);
    bound.addEventListener("abort", late, { once: true });
  });
}

/**
 * Packing is not asked for, but there are proxies that pack all the same. It is undone in one go: a mebibyte takes some
 * milliseconds, and there is nothing to wait for that might never come.
 */
function unpack(packed: Buffer, contentEncoding: string): AnswerBody {
  const encodings = contentEncoding
    .split(",")
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== "" && encoding !== "identity");
  if (encodings.length > MAX_ENCODINGS) return broken(`the answer is packed more than ${MAX_ENCODINGS} times over`);
  let bytes = packed;
  for (const encoding of encodings.reverse()) {
    const decode = decoderOf(encoding);
    if (decode === null) return broken(`the answer's Content-Encoding is not known: ${contentEncoding}`);
    const decoded = decode(bytes, MAX_ANSWER_BYTES);
    switch (decoded.kind) {
      case "bytes":
        bytes = decoded.bytes;
        break;
      case "too large":
        return tooLarge();
      case "cut":
        return broken(`the answer was cut off, packed by ${encoding}`);
      case "wrong":
        return broken(`the answer is not packed by ${encoding}, as it says`);
    }
  }
  return { kind: "whole", text: bytes.toString("utf8") };
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}
