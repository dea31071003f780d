import { applyChange } from "../../../engine/resource/apply-resource-change";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readConfig, readDynamic, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const applyResourceChange = (): Rpc =>
  rpc({
    name: "ApplyResourceChange",
    read: pb.readApplyResourceChangeRequest,
    write: pb.writeApplyResourceChangeResponse,
    aftermath: "changeUnknown",
    async answer(runtime, request, onDelivery) {
      const resource = resourceOf(runtime, request.typeName);
      const { attributes } = resource.schema;
      const { state, notes, diagnostics } = await applyChange(
        runtime,
        resource,
        {
          prior: readDynamic(request.priorState, attributes),
          planned: readDynamic(request.plannedState, attributes),
          config: () => readConfig(request.config, attributes),
          notes: decodeNotes(request.plannedPrivate),
        },
        onDelivery,
      );
      return {
        newState: writeDynamic(state, attributes),
        private: encodeNotes(notes),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (request, diagnostics) => ({ newState: request.priorState, private: request.plannedPrivate, diagnostics }),
  });
