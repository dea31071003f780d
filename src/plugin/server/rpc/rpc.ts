import { unlessStray } from "../../engine/calls-under-way";
import { isThrown } from "../../engine/log-thrown";
import { type Aftermath, couldNot, notUnderstood } from "../../engine/messages";
import type { AnyAction, AnyResource, Runtime } from "../../engine/runtime";
import type { Diagnostic } from "../../sdk/diagnostic";
import type { OnDelivery } from "../../sdk/resource";
import { diagnosticMessages } from "../../wire/diagnostic-message";
import type * as pb from "../../wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../wire/message";
import { WireError } from "../../wire/wire-error";
import { FRAME_HEADER_BYTES, type GrpcResponse, GrpcStatus } from "../transport/grpc";

/** Sends an event of a stream before its last, with `FRAME_HEADER_BYTES` free bytes in front. */
export type Send = (event: Uint8Array) => void;

/** One call of Terraform's `tfplugin6.Provider` service: bytes in, bytes out. Of a stream it returns the last event. */
export interface Rpc {
  readonly name: string;
  readonly call: (
    runtime: Runtime,
    message: Uint8Array,
    onDelivery: OnDelivery,
    send: Send,
  ) => Promise<GrpcResponse> | GrpcResponse;
}

interface Definition<Q, A> {
  readonly name: string;
  readonly read: Read<Q>;
  readonly write: Write<A>;
  /** What an exception outside of the engine leaves behind. */
  readonly aftermath: Aftermath;
  readonly answer: (
    runtime: Runtime,
    request: Q,
    onDelivery: OnDelivery,
    send: Send,
  ) => Promise<pb.Init<A>> | pb.Init<A>;
  /** The answer beside an error of the call as a whole: Terraform keeps what it had. */
  readonly refuse: (request: Q, diagnostics: readonly pb.Init<pb.Diagnostic>[]) => pb.Init<A>;
}

/**
 * A call that can tell of problems by diagnostics. Whatever goes wrong in it is one of them: it never ends the process.
 */
export function rpc<Q, A>({ name, read, write, aftermath, answer, refuse }: Definition<Q, A>): Rpc {
  return {
    name,
    async call(runtime, message, onDelivery, send) {
      let request: Q;
      try {
        request = readMessage(read, message);
      } catch (thrown) {
        if (thrown instanceof WireError) return { code: GrpcStatus.internal, message: thrown.message };
        throw thrown;
      }
      try {
        return writeMessage(
          write,
          await unlessStray(() => answer(runtime, request, onDelivery, send)),
          FRAME_HEADER_BYTES,
        );
      } catch (thrown) {
        return writeMessage(
          write,
          refuse(request, diagnosticMessages([failure(runtime, name, aftermath, thrown)])),
          FRAME_HEADER_BYTES,
        );
      }
    },
  };
}

/** A call whose answer is the same for the whole life of the process: it is written once. */
export function constantRpc<A>(name: string, write: Write<A>, answer: (runtime: Runtime) => pb.Init<A>): Rpc {
  let written: Uint8Array | undefined;
  return { name, call: (runtime) => (written ??= writeMessage(write, answer(runtime), FRAME_HEADER_BYTES)) };
}

function failure(runtime: Runtime, name: string, aftermath: Aftermath, thrown: unknown): Diagnostic {
  const summary = couldNot.answer(name);
  return isThrown(thrown, WireError)
    ? notUnderstood(summary, thrown.message)
    : runtime.thrown(summary, aftermath, thrown);
}

/** The resource of a type, or an exception that names it. */
export function resourceOf(runtime: Runtime, type: string): AnyResource {
  const resource = runtime.resource(type);
  if (resource === undefined) throw new WireError(`the provider has no resource type ${JSON.stringify(type)}`);
  return resource;
}

/** The action of a type, or an exception that names it. */
export function actionOf(runtime: Runtime, type: string): AnyAction {
  const action = runtime.action(type);
  if (action === undefined) throw new WireError(`the provider has no action ${JSON.stringify(type)}`);
  return action;
}
