import { couldNot } from "../../../engine/messages";
import { applyChange } from "../../../engine/resource/apply-resource-change";
import { keptIdentity } from "../../../engine/resource/identity";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readConfig, readDynamic, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { readIdentity, writeIdentity } from "../../../wire/identity-message";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const applyResourceChange = (): Rpc =>
  rpc<pb.ApplyResourceChangeRequest, pb.ApplyResourceChangeResponse>({
    name: "ApplyResourceChange",
    read: pb.readApplyResourceChangeRequest,
    write: pb.writeApplyResourceChangeResponse,
    aftermath: "changeUnknown",
    async answer(runtime, request, onDelivery) {
      const resource = resourceOf(runtime, request.typeName);
      const { attributes } = resource.schema;
      const known = readIdentity(request.plannedIdentity, resource.identity);
      const summary = couldNot.change(resource.type);
      const prior = readDynamic(request.priorState, attributes);
      // Before anything is begun: what is about to be changed may be another one.
      const before = keptIdentity(runtime, resource, prior, known, summary);
      if (before.diagnostics.length > 0) return unchanged(request, diagnosticMessages(before.diagnostics));
      const { state, notes, diagnostics } = await applyChange(
        runtime,
        resource,
        {
          prior,
          planned: readDynamic(request.plannedState, attributes),
          config: () => readConfig(request.config, attributes),
          notes: decodeNotes(request.plannedPrivate),
        },
        onDelivery,
      );
      const { identity, diagnostics: changed } = keptIdentity(runtime, resource, state, known, summary);
      return {
        newState: writeDynamic(state, attributes),
        private: encodeNotes(notes),
        newIdentity: writeIdentity(identity, resource.identity),
        diagnostics: diagnosticMessages([...diagnostics, ...changed]),
      };
    },
    refuse: unchanged,
  });

function unchanged(
  { priorState, plannedPrivate, plannedIdentity }: pb.ApplyResourceChangeRequest,
  diagnostics: readonly pb.Init<pb.Diagnostic>[],
): pb.Init<pb.ApplyResourceChangeResponse> {
  return { newState: priorState, private: plannedPrivate, newIdentity: plannedIdentity, diagnostics };
}
