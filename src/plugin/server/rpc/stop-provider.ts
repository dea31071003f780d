import * as pb from "../../wire/generated/terraform-plugin";
import { writeMessage } from "../../wire/message";
import { FRAME_HEADER_BYTES } from "../transport/grpc";
import type { Rpc } from "./rpc";

/** The user interrupted Terraform: answered at once, while what runs is let finish. */
export const stopProvider = (): Rpc => ({
  name: "StopProvider",
  call(runtime) {
    runtime.stop();
    return writeMessage(pb.writeStopProviderResponse, {}, FRAME_HEADER_BYTES);
  },
});
