import { validateConfig, validateProviderConfig } from "../../engine/validate-config";
import { diagnosticMessages } from "../../wire/diagnostic-message";
import { readConfig } from "../../wire/dynamic-value";
import * as pb from "../../wire/generated/terraform-plugin";
import { WireError } from "../../wire/wire-error";
import { resourceOf, type Rpc, rpc } from "./rpc";

export const validateProvider = (): Rpc =>
  rpc({
    name: "ValidateProviderConfig",
    read: pb.readValidateProviderConfigRequest,
    write: pb.writeValidateProviderConfigResponse,
    aftermath: "nothingChanged",
    answer(runtime, { config }) {
      return {
        diagnostics: diagnosticMessages(
          validateProviderConfig(runtime, readConfig(config, runtime.provider.schema.attributes)),
        ),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });

export const validateResource = (): Rpc =>
  rpc({
    name: "ValidateResourceConfig",
    read: pb.readValidateResourceConfigRequest,
    write: pb.writeValidateResourceConfigResponse,
    aftermath: "nothingChanged",
    answer(runtime, { typeName, config, clientCapabilities }) {
      const resource = resourceOf(runtime, typeName);
      return {
        diagnostics: diagnosticMessages(
          validateConfig(runtime, resource, readConfig(config, resource.schema.attributes), {
            mayWriteOnly: clientCapabilities?.writeOnlyAttributesAllowed === true,
          }),
        ),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });

export const validateDataSource = (): Rpc =>
  rpc({
    name: "ValidateDataResourceConfig",
    read: pb.readValidateDataResourceConfigRequest,
    write: pb.writeValidateDataResourceConfigResponse,
    aftermath: "nothingChanged",
    answer(runtime, { typeName, config }) {
      const source = runtime.dataSource(typeName);
      if (source === undefined) throw new WireError(`the provider has no data source ${JSON.stringify(typeName)}`);
      return {
        diagnostics: diagnosticMessages(validateConfig(runtime, source, readConfig(config, source.schema.attributes))),
      };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
