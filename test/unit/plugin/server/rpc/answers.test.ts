import { answersOf } from "../../../../../src/plugin/server/rpc";
import { FRAME_HEADER_BYTES } from "../../../../../src/plugin/server/transport/grpc";
import * as pb from "../../../../../src/plugin/wire/generated/terraform-plugin";
import { readMessage } from "../../../../../src/plugin/wire/message";
import { nullProvider } from "../../../../support/null-provider/null-resource";
import { probeProvider } from "../../../../support/plugin/probe-provider";

test("two providers in one process answer each for itself", async () => {
  const types = async (answers: ReturnType<ReturnType<typeof answersOf>>): Promise<string[]> => {
    const frame = (await answers.call("GetMetadata", new Uint8Array(0), () => undefined)) as Uint8Array;
    return readMessage(pb.readGetMetadataResponse, frame.subarray(FRAME_HEADER_BYTES)).resources.map(
      ({ typeName }) => typeName,
    );
  };
  const options = { log: () => undefined, outlivesRuns: false };
  expect(await types(answersOf(probeProvider(0))(options))).toEqual(["probe_thing"]);
  expect(await types(answersOf(nullProvider)(options))).toEqual(["null_resource"]);
});
