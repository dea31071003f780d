import * as pb from "../../wire/generated/terraform-plugin";
import { constantRpc, type Rpc } from "./rpc";

/** Terraform asks for functions and resource identities where its version has them: there are none. */
export const getFunctions = (): Rpc => constantRpc("GetFunctions", pb.writeGetFunctionsResponse, () => ({}));
export const getResourceIdentitySchemas = (): Rpc =>
  constantRpc("GetResourceIdentitySchemas", pb.writeGetResourceIdentitySchemasResponse, () => ({}));
