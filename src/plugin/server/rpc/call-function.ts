import { callFunction } from "../../engine/call-function";
import { functionFailed } from "../../engine/messages";
import { readValue } from "../../wire/dynamic-value";
import { functionResultMessage } from "../../wire/function-message";
import * as pb from "../../wire/generated/terraform-plugin";
import { WireError } from "../../wire/wire-error";
import { type Rpc, rpc } from "./rpc";

/** The one call whose problems are no diagnostics: a text, and the argument that is to blame. */
export const callProviderFunction = (): Rpc =>
  rpc({
    name: "CallFunction",
    read: pb.readCallFunctionRequest,
    write: pb.writeCallFunctionResponse,
    aftermath: "nothingChanged",
    async answer(runtime, { name, arguments: given }) {
      const called = runtime.function(name);
      if (called === undefined) throw new WireError(`the provider has no function ${JSON.stringify(name)}`);
      const { parameters, variadic, returns } = called;
      const args = [];
      for (const [place, value] of given.entries()) {
        const type = (parameters[place] ?? variadic)?.type;
        // One too many has no type; the engine counts them.
        if (type === undefined) args.push(null);
        else {
          try {
            args.push(readValue(value, type));
          } catch (thrown) {
            if (!(thrown instanceof WireError)) throw thrown;
            return { error: { text: thrown.message, functionArgument: place } };
          }
        }
      }
      return functionResultMessage(await callFunction(runtime, called, args), returns);
    },
    refuse: (_request, [diagnostic]) => ({ error: { text: functionFailed(diagnostic ?? {}) } }),
  });
