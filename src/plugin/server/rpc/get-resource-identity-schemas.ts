import * as pb from "../../wire/generated/terraform-plugin";
import { identitySchemaMessage } from "../../wire/identity-message";
import { constantRpc, type Rpc } from "./rpc";

/** Terraform asks for them where its version has identities. */
export const getResourceIdentitySchemas = (): Rpc =>
  constantRpc("GetResourceIdentitySchemas", pb.writeGetResourceIdentitySchemasResponse, ({ provider }) => ({
    identitySchemas: Object.fromEntries(
      provider.resources.flatMap(({ type, identity }) =>
        identity === undefined ? [] : [[type, identitySchemaMessage(identity)]],
      ),
    ),
  }));
