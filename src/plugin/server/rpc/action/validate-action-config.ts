import { validateConfig } from "../../../engine/validate-config";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readConfig } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { actionOf, type Rpc, rpc } from "../rpc";

export const validateActionConfig = (): Rpc =>
  rpc({
    name: "ValidateActionConfig",
    read: pb.readValidateActionConfigRequest,
    write: pb.writeValidateActionConfigResponse,
    aftermath: "nothingChanged",
    answer(runtime, { actionType, config }) {
      const action = actionOf(runtime, actionType);
      const declared = readConfig(config, action.schema.attributes);
      return { diagnostics: diagnosticMessages(validateConfig(runtime, action, declared)) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
