import type { Provider } from "../../../src/plugin/sdk/resource";
import { optional } from "../../../src/plugin/sdk/schema";
import type { Unknown } from "../../../src/plugin/sdk/value";
import { probeAction } from "./probe-action";
import { probeFunctions } from "./probe-functions";
import { probeResource, type ProbeSession } from "./probe-resource";

export const PROBE_VERSION = "1.0.0";

export interface ProbeConfig {
  readonly ledger: string | null | Unknown;
}

/** A provider for tests of the runtime. */
export function probeProvider(schemaVersion: number): Provider<ProbeConfig, ProbeSession> {
  return {
    address: "registry.terraform.io/example/probe",
    version: PROBE_VERSION,
    schema: {
      version: 0,
      description: "A provider to probe the runtime with.",
      attributes: { ledger: optional.string("A file in which each step is noted.") },
    },
    resources: [probeResource(schemaVersion)],
    dataSources: [
      {
        type: "probe_echo",
        schema: {
          version: 0,
          description: "Tells what it is told.",
          attributes: { text: optional.string("Any text."), behave: optional.string("How to misbehave.") },
        },
        validate: () => [],
        async read({ config }) {
          if ("behave" in config && config.behave === "throw") throw new Error("hunter2");
          return { state: config, diagnostics: [] };
        },
      },
    ],
    actions: [probeAction],
    functions: probeFunctions,
    validateConfig: () => [],
    configure: ({ config }) => ({
      session: { ledger: typeof config.ledger === "string" ? config.ledger : null },
      diagnostics: [],
    }),
  };
}
