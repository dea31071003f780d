import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import type { AnswerBody } from "./exchange";
import { MAX_ANSWER_BYTES } from "./limits";

/** The body as far as it may go: bounded after it is unpacked, and by time. Never rejects. */
export async function readBody(answer: IncomingMessage, bound: AbortSignal): Promise<AnswerBody> {
  const encoding = (answer.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  return gather(encoding === "identity" || encoding === "" ? answer : await unpacked(answer, encoding), bound);
}

/**
 * It is not asked for, but there are proxies that pack all the same. What can't be unpacked is read as it is, and then
 * is no JSON.
 */
async function unpacked(answer: IncomingMessage, encoding: string): Promise<Readable> {
  const { createBrotliDecompress, createUnzip } = await import("node:zlib");
  // An error that comes late must not end the process.
  const ignore = (): void => undefined;
  switch (encoding) {
    case "gzip":
    case "x-gzip":
    case "deflate":
      return pipeline(answer, createUnzip(), ignore);
    case "br":
      return pipeline(answer, createBrotliDecompress(), ignore);
    default:
      return answer;
  }
}

function gather(stream: Readable, bound: AbortSignal): Promise<AnswerBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let ended = false;
    const end = (body: AnswerBody) => {
      if (ended) return;
      ended = true;
      resolve(body);
      if (body.kind === "broken") stream.destroy();
    };
    const cut = () =>
      end({ kind: "broken", why: bound.aborted ? "the answer was not complete in time" : "the answer was cut off" });
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) end({ kind: "broken", why: `the answer is larger than ${MAX_ANSWER_BYTES} bytes` });
      else chunks.push(chunk);
    });
    stream.once("end", () => end({ kind: "whole", text: textOf(chunks) }));
    // Stays for good: an error that comes late must not end the process.
    stream.on("error", cut);
    stream.once("close", cut);
  });
}

function textOf([first, ...more]: readonly Buffer[]): string {
  if (first === undefined) return "";
  return (more.length === 0 ? first : Buffer.concat([first, ...more])).toString("utf8");
}
