import { generateConfig } from "../../../engine/resource/generate-config";
import { readDynamic, writeDynamic } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { resourceOf, type Rpc, rpc } from "../rpc";

export const generateResourceConfig = (): Rpc =>
  rpc<pb.GenerateResourceConfigRequest, pb.GenerateResourceConfigResponse>({
    name: "GenerateResourceConfig",
    read: pb.readGenerateResourceConfigRequest,
    write: pb.writeGenerateResourceConfigResponse,
    aftermath: "nothingChanged",
    answer(runtime, { typeName, state }) {
      const resource = resourceOf(runtime, typeName);
      const { attributes } = resource.schema;
      return { config: writeDynamic(generateConfig(resource, readDynamic(state, attributes)), attributes) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
