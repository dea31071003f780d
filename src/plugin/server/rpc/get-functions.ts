import { functionMessages } from "../../wire/function-message";
import * as pb from "../../wire/generated/terraform-plugin";
import { constantRpc, type Rpc } from "./rpc";

/** OpenTofu asks for them where the schema tells none. */
export const getFunctions = (): Rpc =>
  constantRpc("GetFunctions", pb.writeGetFunctionsResponse, ({ provider }) => ({
    functions: functionMessages(provider.functions),
  }));
