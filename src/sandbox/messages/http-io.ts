import { type IncomingMessage, type ServerResponse } from "node:http";

/** Longest body that is read, in bytes. */
export const BODY_LIMIT = 256 * 1_024;

export type BodyReading =
  { readonly kind: "body"; readonly body: Buffer } | { readonly kind: "too-large" } | { readonly kind: "aborted" };

export async function readBody(request: IncomingMessage): Promise<BodyReading> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > BODY_LIMIT) return { kind: "too-large" };
      chunks.push(chunk);
    }
  } catch {
    return { kind: "aborted" };
  }
  return { kind: "body", body: Buffer.concat(chunks, length) };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendText(response, status, JSON.stringify(value), { "content-type": "application/json", ...headers });
}

export function sendText(
  response: ServerResponse,
  status: number,
  text: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed || response.headersSent) return;
  const body = typeof text === "string" ? Buffer.from(text) : text;
  response.writeHead(status, { "content-length": String(body.length), ...headers });
  response.end(body);
}
