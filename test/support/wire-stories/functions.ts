import { encode } from "@msgpack/msgpack";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import type { Story } from "./story";
import { type Plain, UNKNOWN } from "./values";

const value = (plain: Plain): pb.Init<pb.DynamicValue> => ({ msgpack: encode(plain) });

/** Functions, of a process that nobody has configured and that has no account. */
export const FUNCTION_STORIES: readonly Story[] = [
  {
    name: "functions",
    charged: 0,
    environment: "empty",
    async play({ bare, tell }) {
      const call = (title: string, name: string, ...args: readonly pb.Init<pb.DynamicValue>[]) =>
        tell(
          "CallFunction",
          title,
          [pb.writeCallFunctionRequest, { name, arguments: args }],
          pb.readCallFunctionResponse,
        );
      await bare("GetFunctions", "every signature", pb.readGetFunctionsResponse);
      await call("a number in E.164", "e164", value("+917205827365"));
      await call("a number with a country code", "e164", value("0091 7205 827365"));
      await call("a number in JSON", "e164", { json: Buffer.from('"917205827365"') });
      await call("ten bare digits", "e164", value("7205827365"));
      await call("one number written twice", "same_number", value("07205827365"), value("+91 72058 27365"));
      await call("two numbers", "same_number", value("07205827365"), value("07205827366"));
      await call("a region", "region_name", value("KA"));
      await call("a region that is not known", "region_name", value("ZZ"));
      await call("what is no code of a region", "region_name", value("Karnataka"));
      await call("a null", "same_number", value("07205827365"), value(null));
      await call("a null as an empty value", "e164", {});
      await call("an unknown", "same_number", value(UNKNOWN), value("07205827365"));
      await call("a number where a text belongs", "e164", value(7205827365));
      await call("bytes that are no value", "same_number", value("07205827365"), {
        msgpack: Uint8Array.of(0xdf, 0xff),
      });
      await call("too few arguments", "same_number", value("07205827365"));
      await call("too many arguments", "e164", value("07205827365"), value("07205827365"));
      await call("a function that is not there", "dance");
    },
  },
];
