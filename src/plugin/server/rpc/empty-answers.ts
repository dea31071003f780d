import * as pb from "../../wire/generated/terraform-plugin";
import { constantRpc, type Rpc } from "./rpc";

/** Terraform asks for resource identities where its version has them: there are none. */
export const getResourceIdentitySchemas = (): Rpc =>
  constantRpc("GetResourceIdentitySchemas", pb.writeGetResourceIdentitySchemasResponse, () => ({}));
