import { readResource } from "../../../engine/resource/read-resource";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readDynamic, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const readResourceState = (): Rpc =>
  rpc({
    name: "ReadResource",
    read: pb.readReadResourceRequest,
    write: pb.writeReadResourceResponse,
    aftermath: "stateKept",
    async answer(runtime, request) {
      const resource = resourceOf(runtime, request.typeName);
      const { attributes } = resource.schema;
      const before = readDynamic(request.currentState, attributes);
      if (before === null) return { newState: writeDynamic(null, attributes) };
      const { state, notes, diagnostics } = await readResource(runtime, resource, {
        state: before,
        notes: decodeNotes(request.private),
      });
      return {
        newState: writeDynamic(state, attributes),
        private: encodeNotes(notes),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (request, diagnostics) => ({ newState: request.currentState, private: request.private, diagnostics }),
  });
