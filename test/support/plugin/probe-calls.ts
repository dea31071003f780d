import type { Attributes } from "../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../src/plugin/values/same-value";
import { readDynamic, writeDynamic } from "../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import type { PluginClient } from "./client";
import { probeProvider } from "./probe-provider";
import { probeResource } from "./probe-resource";

const THING = probeResource(0);
const ATTRIBUTES: Attributes = THING.schema.attributes;

/** A declaration of the probe's resource: what is left out is null. */
export function thingValue(values: ObjectValue): ObjectValue {
  return { ...Object.fromEntries(Object.keys(ATTRIBUTES).map((name) => [name, null])), ...values };
}

export interface ThingAnswer {
  readonly state: ObjectValue | null;
  readonly diagnostics: readonly pb.Diagnostic[];
}

/** The calls that Terraform makes for the probe's resource, in values. */
export function callsOf(client: PluginClient) {
  return {
    configure: async (ledger: string | null = null): Promise<readonly pb.Diagnostic[]> => {
      const config = writeDynamic({ ledger }, probeProvider(0).schema.attributes);
      const answer = await client.call(
        "ConfigureProvider",
        pb.writeConfigureProviderRequest,
        { terraformVersion: "1.11.4", config },
        pb.readConfigureProviderResponse,
      );
      return answer.diagnostics;
    },
    plan: async (prior: ObjectValue | null, config: ObjectValue): Promise<ThingAnswer> => {
      const request = {
        typeName: THING.type,
        priorState: writeDynamic(prior, ATTRIBUTES),
        proposedNewState: writeDynamic(config, ATTRIBUTES),
        config: writeDynamic(config, ATTRIBUTES),
      };
      const answer = await client.call(
        "PlanResourceChange",
        pb.writePlanResourceChangeRequest,
        request,
        pb.readPlanResourceChangeResponse,
      );
      return { state: readDynamic(answer.plannedState, ATTRIBUTES), diagnostics: answer.diagnostics };
    },
    create: async (values: ObjectValue): Promise<ThingAnswer> => {
      const request = {
        typeName: THING.type,
        priorState: writeDynamic(null, ATTRIBUTES),
        plannedState: writeDynamic(thingValue({ id: UNKNOWN, ...values }), ATTRIBUTES),
      };
      const answer = await client.call(
        "ApplyResourceChange",
        pb.writeApplyResourceChangeRequest,
        request,
        pb.readApplyResourceChangeResponse,
      );
      return { state: readDynamic(answer.newState, ATTRIBUTES), diagnostics: answer.diagnostics };
    },
    stop: () =>
      client.call("StopProvider", (_request: pb.Init<pb.Empty>) => undefined, {}, pb.readStopProviderResponse),
    shutdown: () => client.raw("/plugin.GRPCController/Shutdown", Buffer.alloc(5)),
  };
}
