import { planAction } from "../../../engine/action/plan-action";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readConfig } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { actionOf, type Rpc, rpc } from "../rpc";

export const planProviderAction = (): Rpc =>
  rpc({
    name: "PlanAction",
    read: pb.readPlanActionRequest,
    write: pb.writePlanActionResponse,
    aftermath: "nothingChanged",
    async answer(runtime, { actionType, config }) {
      const action = actionOf(runtime, actionType);
      const declared = readConfig(config, action.schema.attributes);
      return { diagnostics: diagnosticMessages(await planAction(runtime, action, declared)) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
