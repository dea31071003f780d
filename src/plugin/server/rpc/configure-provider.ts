import { configureProvider } from "../../engine/configure-provider";
import { diagnosticMessages } from "../../wire/diagnostic-message";
import { readConfig } from "../../wire/dynamic-value";
import * as pb from "../../wire/generated/terraform-plugin";
import { type Rpc, rpc } from "./rpc";

export const configure = (): Rpc =>
  rpc({
    name: "ConfigureProvider",
    read: pb.readConfigureProviderRequest,
    write: pb.writeConfigureProviderResponse,
    aftermath: "nothingChanged",
    answer(runtime, { config, terraformVersion }) {
      const diagnostics = configureProvider(runtime, {
        config: readConfig(config, runtime.provider.schema.attributes),
        terraformVersion,
      });
      return { diagnostics: diagnosticMessages(diagnostics) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
