import { plannedIdentity } from "../../../engine/resource/identity";
import { planChange } from "../../../engine/resource/plan-resource-change";
import { diagnosticMessages, pathMessage } from "../../../wire/diagnostic-message";
import { readDynamic, rewriteDynamic, sameBytes } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { readIdentity, writeIdentity } from "../../../wire/identity-message";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const planResourceChange = (): Rpc =>
  rpc({
    name: "PlanResourceChange",
    read: pb.readPlanResourceChangeRequest,
    write: pb.writePlanResourceChangeResponse,
    aftermath: "nothingChanged",
    async answer(runtime, request) {
      const resource = resourceOf(runtime, request.typeName);
      const { attributes } = resource.schema;
      const prior = readDynamic(request.priorState, attributes);
      const known = readIdentity(request.priorIdentity, resource.identity);
      const { planned, replace, notes, diagnostics } = await planChange(runtime, resource, {
        prior,
        // Where nothing is declared otherwise, state is what is proposed: it is not read a second time.
        proposed: sameBytes(request.proposedNewState, request.priorState)
          ? prior
          : readDynamic(request.proposedNewState, attributes),
        config: readDynamic(request.config, attributes),
        notes: decodeNotes(request.priorPrivate),
      });
      return {
        plannedState: rewriteDynamic(planned, { sent: request.priorState, read: prior }, attributes),
        requiresReplace: replace.map(pathMessage),
        plannedPrivate: encodeNotes(notes),
        plannedIdentity: writeIdentity(plannedIdentity(resource, prior, known), resource.identity),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (request, diagnostics) => ({
      plannedState: request.priorState,
      plannedPrivate: request.priorPrivate,
      plannedIdentity: request.priorIdentity,
      diagnostics,
    }),
  });
