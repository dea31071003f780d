import * as http2 from "node:http2";
import { createConnection } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Identity } from "../../../src/plugin/server/transport/certificate";
import type { Init } from "../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../src/plugin/wire/message";

/** How a call ended: gRPC's status, and the answer's message where there is one. */
export interface Answer {
  readonly httpStatus: number | undefined;
  readonly status: number | undefined;
  readonly text: string;
  readonly message: Buffer | undefined;
  /** All of a stream's. */
  readonly messages: readonly Buffer[];
}

/** The longest that any call may take in a test: one that takes longer fails it, for it may never be answered. */
const LONGEST_CALL_MS = 30_000;

export interface PluginClient {
  /** Sends the bytes of a call as they are. Throws where it is not answered in time. */
  raw(
    path: string,
    body: Uint8Array,
    headers?: http2.OutgoingHttpHeaders,
    onMessage?: (message: Buffer) => void,
  ): Promise<Answer>;
  /** Calls Terraform's `tfplugin6.Provider` service; throws where the status is not OK. */
  call<Q, A>(name: string, write: Write<Q>, request: Init<Q>, read: Read<A>): Promise<A>;
  /** As `call`, of a stream: all its events, each told as it comes. */
  events<Q, A>(
    name: string,
    write: Write<Q>,
    request: Init<Q>,
    read: Read<A>,
    onEvent?: (event: A) => void,
  ): Promise<readonly A[]>;
  /** Opens a call and leaves it open. */
  open(path: string): http2.ClientHttp2Stream;
  close(): void;
  /** Cuts the connection as a killed process does. */
  cut(): void;
}

/** One frame of gRPC around a message. */
export function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** A client of a provider's socket: plaintext, or with mutual TLS where it is handed both certificates. */
export async function connectPlugin(
  socketPath: string,
  tls?: { readonly client: Identity; readonly server: string },
): Promise<PluginClient> {
  const socket =
    tls === undefined
      ? createConnection(socketPath)
      : connectTls({
          path: socketPath,
          servername: "localhost",
          ca: tls.server,
          cert: tls.client.certificatePem,
          key: tls.client.privateKeyPem,
          ALPNProtocols: ["h2"],
        });
  const session = http2.connect("http://localhost", {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: 1 << 20 },
  });
  await new Promise<void>((resolve, reject) =>
    session
      .once("remoteSettings", () => resolve())
      .once("error", reject)
      .once("close", () => reject(new Error("closed at once"))),
  );
  session.on("error", () => undefined);
  const open = (path: string, headers: http2.OutgoingHttpHeaders = {}): http2.ClientHttp2Stream =>
    session
      .request({ ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers", ...headers })
      .on("error", () => undefined);
  const raw: PluginClient["raw"] = (path, body, headers, onMessage) => {
    const stream = open(path, headers);
    stream.end(body);
    return inTime(path, answerOf(stream, onMessage));
  };
  return {
    raw,
    open: (path) => open(path),
    async call(name, write, request, read) {
      const answer = await raw(`/tfplugin6.Provider/${name}`, frame(writeMessage(write, request)));
      if (answer.status !== 0 || answer.message === undefined)
        throw new Error(`${name}: status ${String(answer.status)} ${answer.text}`);
      return readMessage(read, answer.message);
    },
    async events(name, write, request, read, onEvent = () => undefined) {
      const body = frame(writeMessage(write, request));
      const answer = await raw(`/tfplugin6.Provider/${name}`, body, {}, (message) =>
        onEvent(readMessage(read, message)),
      );
      if (answer.status !== 0) throw new Error(`${name}: status ${String(answer.status)} ${answer.text}`);
      return answer.messages.map((message) => readMessage(read, message));
    },
    close: () => session.close(),
    cut: () => void socket.destroy(),
  };
}

async function inTime(path: string, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${path} was not answered in ${LONGEST_CALL_MS} ms`)), LONGEST_CALL_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function answerOf(
  stream: http2.ClientHttp2Stream,
  onMessage: (message: Buffer) => void = () => undefined,
): Promise<Answer> {
  const messages: Buffer[] = [];
  let chunks: Buffer[] = [];
  let [size, needed] = [0, 5];
  const take = (chunk: Buffer): void => {
    chunks.push(chunk);
    size += chunk.length;
    while (size >= needed) {
      const [all = chunk] = (chunks = [chunks.length === 1 ? chunk : Buffer.concat(chunks)]);
      needed = 5 + all.readUInt32BE(1);
      if (size < needed) return;
      const message = all.subarray(5, needed);
      messages.push(message);
      onMessage(message);
      chunks = [all.subarray(needed)];
      size -= needed;
      needed = 5;
    }
  };
  const headers: Record<string, unknown> = {};
  stream.on("response", (received) => void Object.assign(headers, received));
  stream.on("trailers", (received) => void Object.assign(headers, received));
  stream.on("data", take);
  return new Promise((resolve) => {
    stream.on("close", () => {
      const code = headers["grpc-status"];
      resolve({
        httpStatus: headers[":status"] as number | undefined,
        status: code === undefined ? undefined : Number(code),
        text: typeof headers["grpc-message"] === "string" ? decodeURIComponent(headers["grpc-message"]) : "",
        message: messages[0] ?? (size >= 5 ? Buffer.concat(chunks).subarray(5) : undefined),
        messages,
      });
    });
  });
}
