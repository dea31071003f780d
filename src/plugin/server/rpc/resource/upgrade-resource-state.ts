import { upgradeState } from "../../../engine/resource/upgrade-resource-state";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readRawState, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const upgradeResourceState = (): Rpc =>
  rpc({
    name: "UpgradeResourceState",
    read: pb.readUpgradeResourceStateRequest,
    write: pb.writeUpgradeResourceStateResponse,
    aftermath: "stateKept",
    answer(runtime, { typeName, version, rawState }) {
      const resource = resourceOf(runtime, typeName);
      const { state, diagnostics } = upgradeState(runtime, resource, { version, json: readRawState(rawState) });
      return {
        upgradedState: writeDynamic(state, resource.schema.attributes),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
