import { identityOf } from "../../../engine/resource/identity";
import { moveState } from "../../../engine/resource/move-resource-state";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readRawState, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { writeIdentity } from "../../../wire/identity-message";
import { decodeNotes, encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const moveResourceState = (): Rpc =>
  rpc({
    name: "MoveResourceState",
    read: pb.readMoveResourceStateRequest,
    write: pb.writeMoveResourceStateResponse,
    aftermath: "stateKept",
    answer(runtime, request) {
      const resource = resourceOf(runtime, request.targetTypeName);
      const { state, notes, diagnostics } = moveState(runtime, resource, {
        sourceProvider: request.sourceProviderAddress,
        sourceType: request.sourceTypeName,
        sourceVersion: request.sourceSchemaVersion,
        sourceState: readRawState(request.sourceState),
        sourceNotes: decodeNotes(request.sourcePrivate),
      });
      return {
        targetState: writeDynamic(state, resource.schema.attributes),
        targetPrivate: encodeNotes(notes),
        targetIdentity: writeIdentity(identityOf(resource, state), resource.identity),
        diagnostics: diagnosticMessages(diagnostics),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
