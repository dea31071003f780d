import { functionMessages } from "../../wire/function-message";
import * as pb from "../../wire/generated/terraform-plugin";
import { schemaMessage } from "../../wire/schema-message";
import { constantRpc, type Rpc } from "./rpc";

export const CAPABILITIES: pb.Init<pb.ServerCapabilities> = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: true,
};

export const getProviderSchema = (): Rpc =>
  constantRpc("GetProviderSchema", pb.writeGetProviderSchemaResponse, ({ provider }) => ({
    provider: schemaMessage(provider.schema),
    resourceSchemas: Object.fromEntries(provider.resources.map(({ type, schema }) => [type, schemaMessage(schema)])),
    dataSourceSchemas: Object.fromEntries(
      provider.dataSources.map(({ type, schema }) => [type, schemaMessage(schema)]),
    ),
    serverCapabilities: CAPABILITIES,
    functions: functionMessages(provider.functions),
    actionSchemas: Object.fromEntries(
      (provider.actions ?? []).map(({ type, schema }) => [type, { schema: schemaMessage(schema) }]),
    ),
  }));
