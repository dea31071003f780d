import { invokeAction } from "../../../engine/action/invoke-action";
import { diagnosticMessages } from "../../../wire/diagnostic-message";
import { readConfig } from "../../../wire/dynamic-value";
import * as pb from "../../../wire/generated/terraform-plugin";
import { writeMessage } from "../../../wire/message";
import { FRAME_HEADER_BYTES } from "../../transport/grpc";
import { actionOf, type Rpc, rpc } from "../rpc";

/** Each event is of a kind: one of none ends Terraform by a panic. */
type Event =
  | { readonly progress: { readonly message: string } }
  | { readonly completed: { readonly diagnostics: readonly pb.Init<pb.Diagnostic>[] } };

const progressed = (message: string): Event => ({ progress: { message } });
const completed = (diagnostics: readonly pb.Init<pb.Diagnostic>[]): Event => ({ completed: { diagnostics } });

/** A stream: events of progress, and at its end the one that has the diagnostics. */
export const invokeProviderAction = (): Rpc =>
  rpc<pb.InvokeActionRequest, pb.InvokeActionEvent>({
    name: "InvokeAction",
    read: pb.readInvokeActionRequest,
    write: pb.writeInvokeActionEvent,
    aftermath: "changeUnknown",
    async answer(runtime, { actionType, config }, onDelivery, send) {
      const action = actionOf(runtime, actionType);
      const diagnostics = await invokeAction(runtime, action, readConfig(config, action.schema.attributes), {
        progress: (message) => send(writeMessage(pb.writeInvokeActionEvent, progressed(message), FRAME_HEADER_BYTES)),
        onDelivery,
      });
      return completed(diagnosticMessages(diagnostics));
    },
    refuse: (_request, diagnostics) => completed(diagnostics),
  });
