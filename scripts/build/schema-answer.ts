import type { Plugin } from "esbuild";
import { VERSION } from "../project";

/**
 * Encodes the provider's schema into the executable. It is the same each time, and the first thing that Terraform asks
 * for: to put it together in each process would take as long as all else that the first one does.
 */
export const schemaAnswer: Plugin = {
  name: "schema-answer",
  setup(hooks) {
    hooks.onLoad({ filter: /\/src\/provider\/start\/schema-answer\.ts$/ }, async () => {
      const { answersOf } = await import("../../src/plugin/server/rpc");
      const { FRAME_HEADER_BYTES } = await import("../../src/plugin/server/transport/grpc");
      const { greenvnProvider } = await import("../../src/provider/provider");
      const { call } = answersOf(greenvnProvider(VERSION, {}, Date.now))({ log: () => undefined, outlivesRuns: false });
      const answer = await call("GetProviderSchema", new Uint8Array(0), () => undefined);
      if (!(answer instanceof Uint8Array)) throw new Error("the provider does not tell its schema");
      return {
        contents: `export const SCHEMA_ANSWER = Buffer.from(${JSON.stringify(Buffer.from(answer.subarray(FRAME_HEADER_BYTES)).toString("base64"))}, "base64");`,
      };
    });
  },
};
