import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Envelope } from "../messages/envelope";
import { sendJson, sendText } from "../messages/http-io";
import { bend, type Strangers } from "./bent-envelope";
import { type FaultAnswer } from "./fault-rule";
import { pack } from "./packed-answer";

/** A request that a fault has met. */
export interface FaultedExchange {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** The true answer; null where the call was not carried out before the answer. */
  readonly truth: Envelope | null;
  /** What another allocation would be called. */
  readonly strangers: Strangers;
  readonly nowMs: number;
  readonly refuseFor: (durationMs: number) => void;
}

const PAGE =
  "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>The server is busy</h1></body></html>\n";
const ESCAPES =
  "\u001b[2J\u001b[31mred\u001b[0m \u001b]8;;http://example.invalid\u0007link\u001b]8;;\u0007 " +
  "\u009b1mbold bell\u0007 back\b over\rwritten\nline nul\u0000 \u202ertl";
const CHUNK_BYTES = 65_536;

/** Answers as the fault says. Resolves once everything was sent, or nothing more will be. */
export async function answerWith(answer: FaultAnswer, exchange: FaultedExchange): Promise<void> {
  const { response } = exchange;
  const { socket } = exchange.request;
  switch (answer.kind) {
    case "refuse":
    case "reset":
      socket.resetAndDestroy();
      return;
    case "close":
      socket.end();
      return;
    case "hang":
      await wait(answer.for_ms ?? null, response);
      socket.resetAndDestroy();
      return;
    case "status": {
      const retryAfter =
        answer.retry_after_date_s === undefined
          ? answer.retry_after
          : new Date(exchange.nowMs + answer.retry_after_date_s * 1_000).toUTCString();
      const headers = { ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }), ...answer.headers };
      if (answer.body === "html")
        return sendText(response, answer.status, PAGE, { "content-type": "text/html", ...headers });
      if (answer.body === "empty") return sendText(response, answer.status, "", headers);
      return sendJson(response, answer.status, errorOf(answer.status, answer.code, answer.message), headers);
    }
    case "html":
      return sendText(response, answer.status ?? 200, PAGE, { "content-type": "text/html" });
    case "empty":
      return sendText(response, answer.status ?? 200, "", {});
    case "envelope":
      return sendJson(response, answer.http_status ?? 200, errorOf(answer.status, answer.code, answer.message));
    case "oversized":
      return answer.how === "claimed"
        ? claim(answer.bytes ?? 4 * 2 ** 30, response)
        : stream(answer.bytes ?? 64 * 2 ** 20, response);
    case "redirect":
      return sendText(response, answer.status ?? 307, "", { location: answer.location });
    case "escapes":
      return sendJson(response, answer.status ?? 400, errorOf(answer.status ?? 400, undefined, ESCAPES));
    case "echo":
      return sendJson(response, answer.status ?? 400, errorOf(answer.status ?? 400, undefined, echo(exchange)));
    case "then-refuse":
      // The socket is closed before the answer is sent, so that no next connection can slip in.
      exchange.refuseFor(answer.for_ms);
      return sendTruth(exchange);
    case "delayed":
      await wait(answer.delay_ms, response);
      return sendTruth(exchange);
    case "trickle":
      return trickle(answer.every_ms ?? 100, answer.bytes ?? 1, exchange);
    case "cut":
      return cut(answer.at ?? null, answer.framing ?? "short", exchange);
    case "content-type":
      return sendText(response, truth(exchange).status, JSON.stringify(truth(exchange)), {
        "content-type": answer.value,
      });
    case "packed":
      return sendText(response, truth(exchange).status, pack(JSON.stringify(truth(exchange)), answer), {
        "content-type": "application/json",
        "content-encoding": answer.encoding,
      });
    case "wrong-types":
    case "deep":
    case "other-id":
    case "other-connection":
      return sendText(response, truth(exchange).status, bend(truth(exchange), answer, exchange.strangers), {
        "content-type": "application/json",
      });
  }
}

/** Resolves after so long (null: never), or as soon as the connection is gone. */
async function wait(durationMs: number | null, response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = durationMs === null ? undefined : setTimeout(over, durationMs);
    response.once("close", over);
    function over(): void {
      clearTimeout(timer);
      response.off("close", over);
      resolve();
    }
  });
}

function truth({ truth: envelope }: FaultedExchange): Envelope {
  if (!envelope) throw new Error("an answer made from the true one needs the call to be carried out");
  return envelope;
}

function sendTruth(exchange: FaultedExchange): void {
  sendJson(exchange.response, truth(exchange).status, truth(exchange));
}

function errorOf(status: number, code: number | null | undefined, message: string | undefined): Envelope {
  return {
    success: false,
    status,
    code: code === undefined ? (status >= 500 ? 0 : null) : code,
    message: message ?? `refused with status ${status}`,
    data: null,
  };
}

function echo({ request, body }: FaultedExchange): string {
  const header = request.headers.authorization ?? "";
  const decoded = Buffer.from(header.replace(/^Basic /i, ""), "base64").toString("utf8");
  return `bad request: Authorization: ${header} (${decoded}) ${body.toString("utf8")}`;
}

async function trickle(everyMs: number, bytes: number, exchange: FaultedExchange): Promise<void> {
  const { response } = exchange;
  const text = Buffer.from(JSON.stringify(truth(exchange)));
  response.writeHead(truth(exchange).status, {
    "content-type": "application/json",
    "content-length": String(text.length),
  });
  for (let at = 0; at < text.length && !response.destroyed; at += bytes) {
    response.write(text.subarray(at, at + bytes));
    await wait(everyMs, response);
  }
  response.end();
}

function cut(at: number | null, framing: "short" | "closed", exchange: FaultedExchange): void {
  const { response } = exchange;
  const text = Buffer.from(JSON.stringify(truth(exchange)));
  const part = text.subarray(0, at ?? text.length >> 1);
  if (framing === "short")
    return sendText(response, truth(exchange).status, part.toString("utf8"), { "content-type": "application/json" });
  response.writeHead(truth(exchange).status, {
    "content-type": "application/json",
    "content-length": String(text.length),
    connection: "close",
  });
  response.write(part, () => response.socket?.end());
}

// The connection stays open: whoever believes the length waits for gigabytes.
async function claim(bytes: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": String(bytes) });
  response.write('{"success":true,"status":200,"data":{"filler":"');
  await wait(null, response);
}

async function stream(bytes: number, response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(CHUNK_BYTES, "a");
  const gone = wait(null, response);
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"success":true,"status":200,"data":{"filler":"');
  for (let left = bytes; left > 0 && !response.destroyed; left -= chunk.length) {
    const taken = response.write(chunk.subarray(0, Math.min(left, chunk.length)));
    if (!taken) await Promise.race([gone, new Promise((resolve) => response.once("drain", resolve))]);
  }
  response.end('"}}');
}
