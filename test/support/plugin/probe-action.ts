import type { Action } from "../../../src/plugin/sdk/action";
import { optional, required } from "../../../src/plugin/sdk/schema";
import type { Unknown } from "../../../src/plugin/sdk/value";
import type { ProbeSession } from "./probe-resource";

export interface ProbeActionConfig {
  readonly text: string | null | Unknown;
  readonly behave: string | null | Unknown;
}

/** An action that can be told to misbehave, for tests of the runtime. */
export const probeAction: Action<ProbeActionConfig, ProbeSession> = {
  type: "probe_say",
  schema: {
    version: 0,
    description: "Says a text, letter by letter.",
    attributes: { text: required.string("The text."), behave: optional.string("How to misbehave.") },
  },
  validate: ({ text }) =>
    text === "" ? [{ severity: "error", summary: "Empty text", detail: "", path: [{ attribute: "text" }] }] : [],
  plan: ({ config }) => {
    if (config.behave === "plan:throw") throw new Error("hunter2");
    return [{ severity: "warning", summary: `It will say ${String(config.text)}`, detail: "" }];
  },
  async invoke({ config, progress, stop }) {
    for (const letter of config.text ?? "") progress(letter);
    if (config.behave === "throw") throw new Error("hunter2");
    if (config.behave === "wait") {
      await new Promise<void>((resolve) => {
        if (stop.aborted) resolve();
        else stop.addEventListener("abort", () => resolve());
      });
    }
    return config.behave === "refuse" ? [{ severity: "error", summary: "Refused", detail: "" }] : [];
  },
};
