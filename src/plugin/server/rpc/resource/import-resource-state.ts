import { identityOf } from "../../../engine/resource/identity";
import { importResource } from "../../../engine/resource/import-resource-state";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { readIdentity, writeIdentity } from "../../../wire/identity-message";
import { encodeNotes } from "../../../wire/json";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const importResourceState = (): Rpc =>
  rpc({
    name: "ImportResourceState",
    read: pb.readImportResourceStateRequest,
    write: pb.writeImportResourceStateResponse,
    aftermath: "nothingImported",
    async answer(runtime, { typeName, id, identity: given }) {
      const resource = resourceOf(runtime, typeName);
      const { state, notes, diagnostics } = await importResource(
        runtime,
        resource,
        id,
        given?.identityData === undefined ? null : (readIdentity(given, resource.identity) ?? {}),
      );
      const identity = writeIdentity(identityOf(resource, state), resource.identity);
      const imported =
        state === null
          ? []
          : [
              {
                typeName,
                state: writeDynamic(state, resource.schema.attributes),
                private: encodeNotes(notes),
                identity,
              },
            ];
      return { importedResources: imported, diagnostics: diagnosticMessages(diagnostics) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
