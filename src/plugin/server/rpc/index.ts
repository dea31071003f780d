import { Runtime, type RuntimeOptions } from "../../engine/runtime";
import type { OnDelivery, Provider } from "../../sdk/resource";
import type { GrpcResponse } from "../transport/grpc";
import { invokeProviderAction } from "./action/invoke-action";
import { planProviderAction } from "./action/plan-action";
import { validateActionConfig } from "./action/validate-action-config";
import { callProviderFunction } from "./call-function";
import { configure } from "./configure-provider";
import { getFunctions } from "./get-functions";
import { getMetadata } from "./get-metadata";
import { getProviderSchema } from "./get-provider-schema";
import { getResourceIdentitySchemas } from "./get-resource-identity-schemas";
import { readDataSource } from "./read-data-source";
import { applyResourceChange } from "./resource/apply-resource-change";
import { generateResourceConfig } from "./resource/generate-resource-config";
import { importResourceState } from "./resource/import-resource-state";
import { moveResourceState } from "./resource/move-resource-state";
import { planResourceChange } from "./resource/plan-resource-change";
import { readResourceState } from "./resource/read-resource";
import { upgradeResourceIdentity } from "./resource/upgrade-resource-identity";
import { upgradeResourceState } from "./resource/upgrade-resource-state";
import type { Rpc, Send } from "./rpc";
import { stopProvider } from "./stop-provider";
import { validateDataSource, validateProvider, validateResource } from "./validate-config";

/** Every call that is served. Terraform takes the others, being unimplemented, for features that are not there. */
const providerRpcs = (): readonly Rpc[] => [
  getMetadata(),
  getProviderSchema(),
  validateProvider(),
  validateResource(),
  validateDataSource(),
  upgradeResourceState(),
  upgradeResourceIdentity(),
  configure(),
  readResourceState(),
  planResourceChange(),
  applyResourceChange(),
  importResourceState(),
  moveResourceState(),
  generateResourceConfig(),
  readDataSource(),
  getFunctions(),
  callProviderFunction(),
  validateActionConfig(),
  planProviderAction(),
  invokeProviderAction(),
  getResourceIdentitySchemas(),
  stopProvider(),
];

/** A provider as it answers Terraform's calls. */
export interface Answers {
  /**
   * Answers a call of `tfplugin6.Provider`; undefined where there is none of that name. `send`: what a stream tells
   * before its last event goes there.
   */
  readonly call: (
    name: string,
    message: Uint8Array,
    onDelivery: OnDelivery,
    send?: Send,
  ) => Promise<GrpcResponse> | GrpcResponse | undefined;
  /** No new work: what runs is let finish. */
  readonly stop: () => void;
}

export type AnswersMaker = (options: RuntimeOptions) => Answers;

export const answersOf =
  <Config extends object, Session>(provider: Provider<Config, Session>): AnswersMaker =>
  (options) => {
    const runtime = new Runtime(provider, options);
    // Of this provider alone: answers that never change are written once, and kept.
    const rpcs = new Map(providerRpcs().map((rpc) => [rpc.name, rpc]));
    return {
      call: (name, message, onDelivery, send = () => undefined) =>
        rpcs.get(name)?.call(runtime, message, onDelivery, send),
      stop: () => runtime.stop(),
    };
  };
