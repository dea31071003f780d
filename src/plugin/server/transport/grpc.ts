/**
 * gRPC over node:http2, as much as Terraform needs: calls of one message, answered by one or by a stream of them, and
 * streams that carry nothing. The only file that knows HTTP/2.
 */
import { X509Certificate } from "node:crypto";
import * as http2 from "node:http2";
import type { Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions as TlsServerOptions } from "node:tls";

export const GrpcStatus = { ok: 0, resourceExhausted: 8, unimplemented: 12, internal: 13 } as const;
export type GrpcCode = (typeof GrpcStatus)[keyof typeof GrpcStatus];

/** Ends a call with a status other than OK. Data, not an exception: parts of the executable share no classes. */
export interface Refusal {
  readonly code: GrpcCode;
  readonly message: string;
}

/** The frame of an answer, or why there is none. */
export type GrpcResponse = Uint8Array | Refusal;

/** Bytes of a frame's header: an answer leaves them free in front. */
export const FRAME_HEADER_BYTES = 5;

/** Follows one answer: `begins` just before it is written to an open stream, `fails` where it got lost on the way. */
export interface Delivery {
  readonly begins: () => void;
  readonly fails: () => void;
}

export type Method =
  /**
   * `call` takes a message and returns the answer with `FRAME_HEADER_BYTES` free bytes before it, or a refusal;
   * whoever wants to know of that answer's way tells `onDelivery`. `hold` is asked before and released once the answer
   * is with the peer. `send` writes a message of a stream before its last one, which is what is returned.
   */
  | {
      readonly kind: "call";
      readonly call: (
        message: Uint8Array,
        onDelivery: (delivery: Delivery) => void,
        send: (message: Uint8Array) => void,
      ) => Promise<GrpcResponse> | GrpcResponse;
      readonly hold?: () => () => void;
    }
  /** A stream without messages: it ends with the client's side of it, or stays open. */
  | { readonly kind: "silent"; readonly endsWithClient: boolean };

export interface TlsOptions {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly clientPem: string;
}

export interface GrpcOptions {
  /** The method of a path, `/package.Service/Method`. */
  readonly method: (path: string) => Method | undefined;
  /** Mutual TLS: `clientPem` is the one authority whose certificates are let in. Undefined: plaintext. */
  readonly tls: TlsOptions | undefined;
  /** Told the number of connections whenever it changes. */
  readonly onConnections: (count: number) => void;
  readonly maxMessageBytes: number;
}

const MIB = 1 << 20;
const HTTP2: http2.ServerOptions = {
  // Small windows would make a large state wait for one acknowledgement after the other.
  settings: { initialWindowSize: 8 * MIB, enablePush: false },
  // In MiB. The default of 10 refuses calls while a large answer is under way.
  maxSessionMemory: 2048,
};
const CONNECTION_WINDOW_BYTES = 64 * MIB;
/** What goes wrong with a connection or a stream ends that alone. */
const ignore = (): void => undefined;

export interface GrpcServer {
  /** Serves a connection. */
  readonly accept: (socket: Socket) => void;
}

/** Serves gRPC on sockets that are handed in. */
export function createGrpcServer(options: GrpcOptions): GrpcServer {
  const server = http2.createServer(HTTP2);
  const serve = (socket: Socket): void => void server.emit("connection", socket);
  const accept = options.tls === undefined ? serve : behindTls(options.tls, serve);
  let connections = 0;
  server.on("session", (connection) => {
    connections += 1;
    options.onConnections(connections);
    connection.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    connection.on("error", ignore);
    connection.on("close", () => {
      connections -= 1;
      options.onConnections(connections);
    });
  });
  server.on("stream", (stream, headers) => {
    try {
      serveStream(options, stream, headers);
    } catch {
      giveUp(stream);
    }
  });
  server.on("sessionError", ignore);
  server.on("error", ignore);
  return {
    accept(socket) {
      socket.on("error", ignore);
      accept(socket);
    },
  };
}

/** Lets the client through whose certificate is, or is signed by, the one that Terraform handed over. */
function behindTls(
  { certificatePem, privateKeyPem, clientPem }: TlsOptions,
  serve: (socket: Socket) => void,
): (socket: Socket) => void {
  const handed = new X509Certificate(clientPem);
  const options: TlsServerOptions = {
    cert: certificatePem,
    key: privateKeyPem,
    ALPNProtocols: ["h2"],
    minVersion: "TLSv1.2",
    requestCert: true,
    // Judged below. Node would first read all the authorities of the web, which takes as long as its own start.
    rejectUnauthorized: false,
    ca: [],
  };
  const server = createTlsServer(options, (socket) => {
    socket.on("error", ignore);
    // The handshake has proven that the client has the key to its certificate.
    const client = socket.getPeerX509Certificate();
    if (client !== undefined && isSignedBy(client, handed)) serve(socket);
    else socket.destroy();
  });
  server.on("tlsClientError", ignore);
  return (socket) => void server.emit("connection", socket);
}

/** Terraform presents the very certificate that it hands over, which is its own authority. */
function isSignedBy(client: X509Certificate, handed: X509Certificate): boolean {
  return client.raw.equals(handed.raw) || (client.checkIssued(handed) && client.verify(handed.publicKey));
}

function serveStream(
  { method: methodOf, maxMessageBytes }: GrpcOptions,
  stream: http2.ServerHttp2Stream,
  headers: http2.IncomingHttpHeaders,
): void {
  stream.on("error", ignore);
  if (headers[":method"] !== "POST" || !String(headers["content-type"]).startsWith("application/grpc")) {
    stream.respond({ ":status": headers[":method"] === "POST" ? 415 : 405 }, { endStream: true });
    return;
  }
  const method = methodOf(String(headers[":path"]));
  if (method === undefined)
    return refuse(stream, { code: GrpcStatus.unimplemented, message: `unknown method ${String(headers[":path"])}` });
  switch (method.kind) {
    case "silent":
      begin(stream);
      stream.resume();
      if (method.endsWithClient) stream.on("end", () => stream.end());
      return;
    case "call":
      collect(stream, maxMessageBytes, (message) => answer(method, stream, message));
  }
}

/** Gathers the one message of a call. A message that came in one piece is not copied. */
function collect(stream: http2.ServerHttp2Stream, maxMessageBytes: number, done: (message: Uint8Array) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let refused = false;
  const end = (refusal: Refusal): void => {
    refused = true;
    chunks.length = 0;
    refuse(stream, refusal);
  };
  stream.on("data", (chunk: Buffer) => {
    if (refused) return;
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxMessageBytes + FRAME_HEADER_BYTES) end(tooLarge(maxMessageBytes));
  });
  stream.on("end", () => {
    if (refused || stream.destroyed) return;
    const frame = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
    const problem = problemOf(frame, maxMessageBytes);
    if (problem !== undefined) return end(problem);
    done(frame.subarray(FRAME_HEADER_BYTES));
  });
}

function tooLarge(maxMessageBytes: number): Refusal {
  return { code: GrpcStatus.resourceExhausted, message: `a message is larger than ${maxMessageBytes} bytes` };
}

function problemOf(frame: Buffer, maxMessageBytes: number): Refusal | undefined {
  if (frame.length < FRAME_HEADER_BYTES) return { code: GrpcStatus.internal, message: "the call has no whole message" };
  const flag = frame[0];
  if (flag === 1) return { code: GrpcStatus.unimplemented, message: "compressed messages are not served" };
  if (flag !== 0) return { code: GrpcStatus.internal, message: "a message has unknown flags" };
  const length = frame.readUInt32BE(1);
  if (length > maxMessageBytes) return tooLarge(maxMessageBytes);
  const given = frame.length - FRAME_HEADER_BYTES;
  if (given < length) return { code: GrpcStatus.internal, message: "a message is cut short" };
  return given > length ? { code: GrpcStatus.internal, message: "a call has more than one message" } : undefined;
}

/** Makes few promises: every call of Terraform passes here, and half of a plan's are answered at once. */
function answer(method: Extract<Method, { kind: "call" }>, stream: http2.ServerHttp2Stream, message: Uint8Array): void {
  let release: (() => void) | undefined;
  const deliveries: Delivery[] = [];
  const lost = (): void => {
    giveUp(stream);
    release?.();
  };
  const answered = (response: GrpcResponse): void => {
    try {
      // The caller may have gone meanwhile: the work is done, and there is nobody to tell.
      if (stream.destroyed || stream.closed) return release?.();
      if (release !== undefined) stream.once("close", release);
      if (response instanceof Uint8Array) deliver(stream, response, deliveries);
      else refuse(stream, response);
    } catch {
      lost();
    }
  };
  try {
    release = method.hold?.();
  } catch {
    return lost();
  }
  const response = responseOf(
    method,
    message,
    (delivery) => void deliveries.push(delivery),
    (sent) => sendBefore(stream, sent),
  );
  if (response instanceof Promise) void response.then(answered, () => answered(UNEXPECTED));
  else answered(response);
}

/** Ends a call for which there is no way left to answer: its caller is told that much. */
function giveUp(stream: http2.ServerHttp2Stream): void {
  stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
}

const UNEXPECTED: Refusal = { code: GrpcStatus.internal, message: "unexpected exception" };

function responseOf(
  method: Extract<Method, { kind: "call" }>,
  message: Uint8Array,
  onDelivery: (delivery: Delivery) => void,
  send: (message: Uint8Array) => void,
): Promise<GrpcResponse> | GrpcResponse {
  try {
    return method.call(message, onDelivery, send);
  } catch {
    return UNEXPECTED;
  }
}

function deliver(stream: http2.ServerHttp2Stream, frame: Uint8Array, deliveries: readonly Delivery[]): void {
  withLength(frame);
  if (deliveries.length > 0) follow(stream, deliveries);
  begin(stream);
  stream.end(frame);
}

/** A message of a stream that goes on. A caller that has gone is told nothing. */
function sendBefore(stream: http2.ServerHttp2Stream, frame: Uint8Array): void {
  if (stream.destroyed || stream.closed) return;
  begin(stream);
  stream.write(withLength(frame));
}

function withLength(frame: Uint8Array): Uint8Array {
  Buffer.from(frame.buffer, frame.byteOffset, FRAME_HEADER_BYTES).writeUInt32BE(frame.length - FRAME_HEADER_BYTES, 1);
  return frame;
}

/** Tells of an answer that is about to be written, and where it can't be. */
function follow(stream: http2.ServerHttp2Stream, deliveries: readonly Delivery[]): void {
  let isWritten = false;
  // Asked for once the last frame of the message is with the socket.
  stream.once("wantTrailers", () => (isWritten = true));
  // Before what holds the process lets go of it.
  stream.prependOnceListener("close", () => {
    if (!isWritten) for (const { fails } of deliveries) fails();
  });
  // Before it is written: a process that is killed in between has told too much, and never too little.
  for (const { begins } of deliveries) begins();
}

/** Begins an answer that ends well, unless it has begun. */
function begin(stream: http2.ServerHttp2Stream): void {
  if (stream.headersSent) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.once("wantTrailers", () => {
    if (!stream.destroyed) stream.sendTrailers({ "grpc-status": String(GrpcStatus.ok) });
  });
}

function refuse(stream: http2.ServerHttp2Stream, { code, message }: Refusal): void {
  if (stream.destroyed || stream.closed) return;
  // What a stream has begun can't be taken back: without its last message it ends as a broken one.
  if (stream.headersSent) return giveUp(stream);
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      "grpc-status": String(code),
      "grpc-message": encodeURIComponent(message),
    },
    { endStream: true },
  );
  // What the caller still sends is not read.
  stream.close(http2.constants.NGHTTP2_NO_ERROR);
}
