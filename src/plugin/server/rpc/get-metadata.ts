import * as pb from "../../wire/generated/terraform-plugin";
import { CAPABILITIES } from "./get-provider-schema";
import { constantRpc, type Rpc } from "./rpc";

export const getMetadata = (): Rpc =>
  constantRpc("GetMetadata", pb.writeGetMetadataResponse, ({ provider }) => ({
    serverCapabilities: CAPABILITIES,
    resources: provider.resources.map(({ type }) => ({ typeName: type })),
    dataSources: provider.dataSources.map(({ type }) => ({ typeName: type })),
    actions: (provider.actions ?? []).map(({ type }) => ({ typeName: type })),
    functions: (provider.functions ?? []).map(({ name }) => ({ name })),
  }));
