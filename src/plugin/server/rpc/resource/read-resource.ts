import { couldNot } from "../../../engine/messages";
import { keptIdentity } from "../../../engine/resource/identity";
import { readResource } from "../../../engine/resource/read-resource";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readDynamic, rewriteDynamic, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { readIdentity, writeIdentity } from "../../../wire/identity-message";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const readResourceState = (): Rpc =>
  rpc<pb.ReadResourceRequest, pb.ReadResourceResponse>({
    name: "ReadResource",
    read: pb.readReadResourceRequest,
    write: pb.writeReadResourceResponse,
    aftermath: "stateKept",
    async answer(runtime, request) {
      const resource = resourceOf(runtime, request.typeName);
      const { attributes } = resource.schema;
      const before = readDynamic(request.currentState, attributes);
      if (before === null) return { newState: writeDynamic(null, attributes) };
      const known = readIdentity(request.currentIdentity, resource.identity);
      const { state, notes, diagnostics } = await readResource(runtime, resource, {
        state: before,
        notes: decodeNotes(request.private),
      });
      const summary = couldNot.read(resource.type);
      const { identity, diagnostics: changed } = keptIdentity(runtime, resource, state, known, summary);
      // Another resource was read: nothing of it is taken.
      if (changed.length > 0) return unread(request, diagnosticMessages([...diagnostics, ...changed]));
      return {
        newState: rewriteDynamic(state, { sent: request.currentState, read: before }, attributes),
        private: encodeNotes(notes),
        newIdentity: writeIdentity(identity, resource.identity),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: unread,
  });

function unread(
  { currentState, private: notes, currentIdentity }: pb.ReadResourceRequest,
  diagnostics: readonly pb.Init<pb.Diagnostic>[],
): pb.Init<pb.ReadResourceResponse> {
  return { newState: currentState, private: notes, newIdentity: currentIdentity, diagnostics };
}
