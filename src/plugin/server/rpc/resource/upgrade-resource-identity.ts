import { upgradeIdentity } from "../../../engine/resource/identity";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readRawState } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { writeIdentity } from "../../../wire/identity-message";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const upgradeResourceIdentity = (): Rpc =>
  rpc({
    name: "UpgradeResourceIdentity",
    read: pb.readUpgradeResourceIdentityRequest,
    write: pb.writeUpgradeResourceIdentityResponse,
    aftermath: "stateKept",
    answer(runtime, { typeName, version, rawIdentity }) {
      const resource = resourceOf(runtime, typeName);
      const { identity, diagnostics } = upgradeIdentity(runtime, resource, {
        version,
        json: readRawState(rawIdentity),
      });
      return {
        upgradedIdentity: writeIdentity(identity, resource.identity),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
