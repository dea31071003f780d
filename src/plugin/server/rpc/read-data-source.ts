import { readData } from "../../engine/read-data-source";
import { diagnosticMessages } from "../../wire/diagnostic-message";
import { readConfig, writeDynamic } from "../../wire/dynamic-value";
import * as pb from "../../wire/generated/terraform-plugin";
import { WireError } from "../../wire/wire-error";
import { type Rpc, rpc } from "./rpc";

export const readDataSource = (): Rpc =>
  rpc({
    name: "ReadDataSource",
    read: pb.readReadDataSourceRequest,
    write: pb.writeReadDataSourceResponse,
    aftermath: "nothingChanged",
    async answer(runtime, { typeName, config }) {
      const source = runtime.dataSource(typeName);
      if (source === undefined) throw new WireError(`the provider has no data source ${JSON.stringify(typeName)}`);
      const { attributes } = source.schema;
      const { state, diagnostics } = await readData(runtime, source, readConfig(config, attributes));
      return { state: writeDynamic(state, attributes), diagnostics: diagnosticMessages(diagnostics) };
    },
    refuse: (_request, diagnostics) => ({ diagnostics }),
  });
