import { type Runtime } from "../framework/runtime";
import { HealthCheckResponseServingStatus, writeEmpty, writeHealthCheckResponse } from "../wire/generated/terraform-plugin";
import { writeMessage } from "../wire/message";
import { createGrpcServer, FRAME_HEADER_BYTES, type GrpcOptions, type GrpcServer, type Method } from "./grpc";
import type { Lifecycle } from "./lifecycle";
import { providerRpcs } from "./rpc";

/** 256 MiB, as Terraform's own limit: states can be large. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** Everything that answers after the handshake. Loaded only then: Terraform is connecting meanwhile. */
export function createServices(runtime: Runtime, lifecycle: Lifecycle, options: Pick<GrpcOptions, "tls" | "onConnections">): GrpcServer {
  const methods = new Map<string, Method>(pluginMethods(lifecycle));
  for (const { name, changesThings, call } of providerRpcs()) {
    const answer = (message: Uint8Array): Promise<Uint8Array> | Uint8Array => call(runtime, message);
    methods.set(`/tfplugin6.Provider/${name}`, changesThings ? { kind: "unary", call: answer, hold: () => lifecycle.hold() } : { kind: "unary", call: answer });
  }
  return createGrpcServer({ ...options, methods, maxMessageBytes: MAX_MESSAGE_BYTES });
}

/** What go-plugin, the library by which Terraform starts its providers, asks of every one. */
function pluginMethods(lifecycle: Lifecycle): readonly (readonly [string, Method])[] {
  const health = writeMessage(writeHealthCheckResponse, { status: HealthCheckResponseServingStatus.SERVING }, FRAME_HEADER_BYTES);
  const shutdown: Method = {
    kind: "unary",
    call() {
      lifecycle.end("shut down by Terraform");
      return writeMessage(writeEmpty, {}, FRAME_HEADER_BYTES);
    },
    // Held until the answer is out: Terraform would wait for it in vain.
    hold: () => lifecycle.hold(),
  };
  return [
    ["/grpc.health.v1.Health/Check", { kind: "unary", call: () => health }],
    ["/plugin.GRPCController/Shutdown", shutdown],
    ["/plugin.GRPCBroker/StartStream", { kind: "silent", endsWithClient: true }],
    ["/plugin.GRPCStdio/StreamStdio", { kind: "silent", endsWithClient: false }],
  ];
}
