import { answerCall, endCallsOf } from "../../engine/calls-under-way";
import { logThrown } from "../../engine/log-thrown";
import type { RuntimeOptions } from "../../engine/runtime";
import type { Answers, AnswersMaker } from "../rpc";
import {
  createGrpcServer,
  FRAME_HEADER_BYTES,
  type GrpcOptions,
  type GrpcResponse,
  type GrpcServer,
  GrpcStatus,
  type Method,
} from "../transport/grpc";
import type { Lifecycle } from "./lifecycle";
import type { EndCallsOf } from "./process-guard";

type Given = Parameters<Extract<Method, { kind: "call" }>["call"]>;

/** 256 MiB, as Terraform's own limit: states can be large. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const PROVIDER = "/tfplugin6.Provider/";
/** The process does not end while one of them runs. */
const CHANGES: readonly string[] = ["ApplyResourceChange", "InvokeAction"];

export interface Services extends GrpcServer {
  /** No new work: what runs is let finish. */
  readonly stop: () => void;
}

export interface ServicesOptions extends Pick<GrpcOptions, "tls" | "onConnections">, RuntimeOptions {
  readonly lifecycle: Lifecycle;
  /** Told who ends the calls that a stray failure belongs to. */
  readonly endStrayBy: (endCallsOf: EndCallsOf) => void;
}

export type ServicesMaker = (options: ServicesOptions) => Services;

/**
 * Everything that answers after the handshake. The provider itself is loaded at the first call that needs it: of the
 * processes that Terraform starts for one plan, the first is asked for nothing but the schema. `schema` is the answer
 * to that, where it was encoded beforehand; null: the provider gives it.
 */
export const servicesOf =
  (schema: Uint8Array | null, load: () => Promise<AnswersMaker>): ServicesMaker =>
  ({ lifecycle, tls, onConnections, endStrayBy, ...options }) => {
    endStrayBy(endCallsOf);
    let provider: Promise<Answers> | undefined;
    let loaded: Answers | undefined;
    let stopped = false;
    const begin = async (): Promise<Answers> => {
      try {
        loaded = (await load())(options);
      } catch (thrown) {
        logThrown(options.log, "the provider could not be loaded", thrown);
        throw thrown;
      }
      if (stopped) loaded.stop();
      return loaded;
    };
    const call = (name: string, ...given: Given): Promise<GrpcResponse> | GrpcResponse => {
      const askedOf = (answers: Answers): Promise<GrpcResponse> | GrpcResponse =>
        answers.call(name, ...given) ?? {
          code: GrpcStatus.unimplemented,
          message: `unknown method ${PROVIDER}${name}`,
        };
      if (loaded !== undefined) return askedOf(loaded);
      return (provider ??= begin()).then(askedOf, () => NOT_LOADED);
    };
    const own = pluginMethods(lifecycle);
    if (schema !== null) own.set(`${PROVIDER}GetProviderSchema`, { kind: "call", call: () => framed(schema) });
    const method = (path: string): Method | undefined => {
      const known = own.get(path);
      if (known !== undefined || !path.startsWith(PROVIDER)) return known;
      const name = path.slice(PROVIDER.length);
      return {
        kind: "call",
        call: (...given) => answerCall(() => call(name, ...given)),
        ...(CHANGES.includes(name) ? { hold: () => lifecycle.hold() } : {}),
      };
    };
    return {
      ...createGrpcServer({ tls, onConnections, method, maxMessageBytes: MAX_MESSAGE_BYTES }),
      stop() {
        stopped = true;
        loaded?.stop();
      },
    };
  };

/** What go-plugin, the library by which Terraform starts its providers, asks of every one. */
function pluginMethods(lifecycle: Lifecycle): Map<string, Method> {
  const shutdown: Method = {
    kind: "call",
    call() {
      lifecycle.end("shut down by Terraform");
      return framed(EMPTY);
    },
    // Held until the answer is out: Terraform would wait for it in vain.
    hold: () => lifecycle.hold(),
  };
  return new Map<string, Method>([
    ["/grpc.health.v1.Health/Check", { kind: "call", call: () => framed(SERVING) }],
    ["/plugin.GRPCController/Shutdown", shutdown],
    ["/plugin.GRPCBroker/StartStream", { kind: "silent", endsWithClient: true }],
    ["/plugin.GRPCStdio/StreamStdio", { kind: "silent", endsWithClient: false }],
  ]);
}

/** Nothing of the provider is there to answer: Terraform shows this text, and keeps what it had. */
const NOT_LOADED = {
  code: GrpcStatus.internal,
  message: "the provider could not be loaded, and did nothing: install it again, by terraform init",
} as const;
const EMPTY = new Uint8Array(0);
/** `HealthCheckResponse { status: SERVING }`: field 1, a varint of 1. */
const SERVING = Uint8Array.of(0x08, 0x01);

/** A message with the free bytes before it. */
function framed(message: Uint8Array): Uint8Array {
  return Buffer.concat([new Uint8Array(FRAME_HEADER_BYTES), message]);
}
