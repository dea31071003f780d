import type { FunctionResult, Parameter, ProviderFunction } from "../sdk/function";
import { UNKNOWN, type Value } from "../sdk/value";
import { fits } from "../values/misfits";
import { hasUnknown } from "../values/same-value";
import { unlessStray } from "./calls-under-way";
import { couldNot, functionFailed, nullArgument, oddResult, wrongArgumentCount } from "./messages";
import type { Runtime } from "./runtime";

/** Calls a function of the provider, which need not be configured. Whatever goes wrong is an error of the function. */
export async function callFunction(
  runtime: Runtime,
  called: ProviderFunction,
  args: readonly Value[],
): Promise<FunctionResult> {
  const { name, parameters, variadic, returns } = called;
  if (args.length < parameters.length || (variadic === undefined && args.length > parameters.length))
    return { kind: "error", text: wrongArgumentCount(parameters.length, args.length) };
  const parameterAt = (place: number): Parameter | undefined => parameters[place] ?? variadic;
  const nullAt = args.findIndex((value, place) => value === null && parameterAt(place)?.allowsNull !== true);
  if (nullAt >= 0) return { kind: "error", text: nullArgument(), argument: nullAt };
  if (args.some((value, place) => hasUnknown(value) && parameterAt(place)?.allowsUnknown !== true))
    return { kind: "result", value: UNKNOWN };
  try {
    const result = await unlessStray(() => called.call(args));
    if (result.kind === "error" || fits(result.value, returns)) return result;
    return { kind: "error", text: functionFailed(oddResult(runtime.provider, couldNot.call(name))) };
  } catch (thrown) {
    return {
      kind: "error",
      text: functionFailed(runtime.thrown(couldNot.call(name), "nothingChanged", thrown)),
    };
  }
}
