import { parameter, type ProviderFunction, providerFunction } from "../../../src/plugin/sdk/function";
import { UNKNOWN } from "../../../src/plugin/sdk/value";

/** Functions of every kind, for tests of the runtime. */
export const probeFunctions: readonly ProviderFunction[] = [
  providerFunction({
    name: "join",
    summary: "Joins texts",
    description: "Joins `parts` with `by`.",
    parameters: [parameter.string("by", "What stands between them.")],
    variadic: parameter.string("parts", "The texts."),
    returns: "string",
    call: ([by, ...parts]) => ({ kind: "result", value: parts.join(by) }),
  }),
  providerFunction({
    name: "kind",
    summary: "What it is given",
    description: "Says whether `value` is null, unknown, or how long it is.",
    parameters: [parameter.string("value", "Anything.", { allowsNull: true, allowsUnknown: true })],
    returns: "string",
    deprecated: "Use join instead.",
    call: ([value]) => ({
      kind: "result",
      value: value === null ? "null" : value === UNKNOWN ? "unknown" : String(String(value).length),
    }),
  }),
  providerFunction({
    name: "count",
    summary: "Counts",
    description: "Counts the elements of `list`; null where there are none.",
    parameters: [parameter.of({ list: "number" }, "list", "A list of numbers.")],
    returns: "number",
    call: ([list]) => ({ kind: "result", value: list.length === 0 ? null : list.length }),
  }),
  providerFunction({
    name: "misbehave",
    summary: "Misbehaves",
    description: "Misbehaves as `how` says.",
    parameters: [parameter.string("how", "How to misbehave.")],
    returns: "number",
    async call([how]) {
      if (how === "throw") throw new Error("the token is hunter2");
      if (how === "stray") {
        void Promise.reject(new Error("hunter2"));
        await new Promise(() => undefined);
      }
      if (how === "refuse") return { kind: "error", text: "it is refused" };
      // The cast: a mistake that only code without types makes.
      return { kind: "result", value: "no number" as unknown as number };
    },
  }),
];
