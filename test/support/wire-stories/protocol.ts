import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { frame } from "../plugin/client";
import { allocation, type Story } from "./story";
import { packed, UNKNOWN } from "./values";

const EMPTY_FRAME = Buffer.alloc(5);
const method = (name: string): string => `/tfplugin6.Provider/${name}`;

/** What Terraform asks before, after and beside the resources. */
export const PROTOCOL_STORIES: readonly Story[] = [
  {
    name: "schema",
    charged: 0,
    async play({ raw, bare }) {
      await raw(
        "Check",
        "health, as go-plugin asks",
        "/grpc.health.v1.Health/Check",
        frame(Buffer.from("\n\x06plugin")),
      );
      await bare("GetMetadata", "what there is", pb.readGetMetadataResponse);
      await bare("GetProviderSchema", "every schema", pb.readGetProviderSchemaResponse);
      await raw("Shutdown", "the end", "/plugin.GRPCController/Shutdown", EMPTY_FRAME);
    },
  },
  {
    name: "configure",
    charged: 0,
    environment: "empty",
    async play({ sandbox, validateProvider, configure, thing, readData }) {
      const account = { account_sid: SANDBOX_ACCOUNT.sid, api_key: SANDBOX_ACCOUNT.key, base_url: sandbox.url };
      const one = thing("greenvn_allocation");
      await validateProvider("nothing set", {});
      await validateProvider("all of it wrong", {
        account_sid: " ",
        api_key: "a\n",
        api_token: "",
        base_url: "ftp://example.com",
        request_timeout: 0,
        max_retries: 1.5,
        requests_per_minute: 0,
      });
      await validateProvider("all of it unknown", {
        account_sid: UNKNOWN,
        api_key: UNKNOWN,
        api_token: UNKNOWN,
        base_url: UNKNOWN,
        request_timeout: UNKNOWN,
        max_retries: UNKNOWN,
        requests_per_minute: UNKNOWN,
        skip_credentials_check: UNKNOWN,
      });
      await one.plan("a plan before the configuration", allocation("early"));
      await configure("nothing set", {});
      await configure("token missing, and a bad address", { ...account, base_url: "http://example.com" });
      await one.plan("a plan after a refused configuration", allocation("refused"));
      await one.apply("an apply after a refused configuration");
      await configure("token not known yet", { ...account, api_token: UNKNOWN });
      await one.plan("a plan while it is not known", allocation("waiting"));
      await one.apply("an apply while it is not known");
      await one.importId("an import while it is not known", "an-id");
      await readData("a data source while it is not known", { id: "an-id" });
      await configure("wrong token", { ...account, api_token: "wrong", max_retries: 0 });
      await one.plan("a plan that creates asks first", allocation("unauthorized"));
      await one.plan("the next one does not ask again", allocation("unauthorized"));
      await one.apply("the API refuses the token");
      await configure("all of it right", {
        ...account,
        api_token: SANDBOX_ACCOUNT.token,
        request_timeout: 5,
        max_retries: 0,
        requests_per_minute: 6000,
        skip_credentials_check: true,
      });
    },
  },
  {
    name: "validate",
    charged: 0,
    async play({ thing, validateData }) {
      const one = thing("greenvn_allocation");
      const other = thing("greenvn_assignment");
      await one.validate("the least", allocation("least"));
      await one.validate(
        "all of it",
        allocation("all", {
          aparty_pins: [1, 2],
          bparty_pins: [3],
          usage: "oneway",
          preferences: { greenvn: "+917205827365", region: "KA", number_type: "mobile", pin_code: "560001" },
          strictness: true,
          rotation_triggers: { day: "1" },
          deallocation_policy: { duration: "30d" },
          flow_id: "7",
          deletion_policy: "abandon",
          deletion_protection: true,
        }),
      );
      await one.validate("many problems at once", {
        connection_id: " ",
        aparty_numbers: ["+919000000001", "911", null],
        bparty_numbers: ["+919000000001"],
        aparty_pins: [1, 1, 0],
        bparty_pins: [1, 1.5],
        usage: "threeway",
        preferences: { greenvn: "12", region: "Karnataka", number_type: "fax", pin_code: "" },
        deallocation_policy: { duration: "soon" },
        flow_id: "",
        deletion_policy: "keep",
      });
      await one.validate(
        "what is only unusual",
        allocation("unusual", { aparty_pins: [12345678], preferences: { region: "ZZ" } }),
      );
      await one.validate("unknown in every place", {
        connection_id: UNKNOWN,
        aparty_numbers: UNKNOWN,
        bparty_numbers: [UNKNOWN, "+919000000101"],
        aparty_pins: UNKNOWN,
        bparty_pins: [UNKNOWN],
        usage: UNKNOWN,
        preferences: UNKNOWN,
        strictness: UNKNOWN,
        rotation_triggers: { day: UNKNOWN },
        deallocation_policy: { duration: UNKNOWN },
      });
      const secret = allocation("secret", { aparty_pins_wo: [41], bparty_pins_wo: [42], pins_wo_version: 1 });
      await one.validate("write-only PINs", secret);
      await one.validate("write-only PINs under a host that would keep them", secret, "older");
      await one.validate(
        "write-only PINs, not known yet, under a host that would keep them",
        allocation("secret", { aparty_pins_wo: UNKNOWN, pins_wo_version: UNKNOWN }),
        "older",
      );
      await one.validate("nothing write-only under such a host", allocation("plain"), "older");
      await one.validate(
        "write-only PINs beside others, and with no version",
        allocation("wrong", { aparty_pins: [1], bparty_pins_wo: [2, 2], aparty_pins_wo: [0] }),
      );
      await other.validate("an assignment", { greenvn_id: "an-id", preferences: { region: "KA" } });
      await other.validate("a wrong assignment", {
        greenvn_id: "",
        preferences: { greenvn: "12", region: "ka", number_type: "fax" },
      });
      await validateData("a data source", { id: "an-id" });
      await validateData("a wrong data source", { id: " " });
    },
  },
  {
    name: "wire-errors",
    charged: 0,
    async play({ raw, tell, configure, thing }) {
      const typed = (typeName: string) => ({
        typeName,
        priorState: packed(null),
        proposedNewState: packed(allocation("a")),
        config: packed(allocation("a")),
      });
      await configure("as ever");
      await raw(
        "ValidateResourceConfig",
        "a message that is none",
        method("ValidateResourceConfig"),
        frame(Uint8Array.of(0x0a, 0xff)),
      );
      await raw(
        "ValidateResourceConfig",
        "a call without a message",
        method("ValidateResourceConfig"),
        Buffer.alloc(0),
      );
      await raw(
        "ValidateResourceConfig",
        "a message cut short",
        method("ValidateResourceConfig"),
        Buffer.from([0, 0, 0, 0, 9, 1]),
      );
      await raw(
        "ValidateResourceConfig",
        "a compressed message",
        method("ValidateResourceConfig"),
        Buffer.from([1, 0, 0, 0, 0]),
      );
      await raw("Dance", "an unknown method", method("Dance"), EMPTY_FRAME);
      await raw("Dance", "a method of an unknown service", "/example.Dancer/Dance", EMPTY_FRAME);
      await tell(
        "PlanResourceChange",
        "an unknown type",
        [pb.writePlanResourceChangeRequest, typed("greenvn_dance")],
        pb.readPlanResourceChangeResponse,
      );
      await tell(
        "ReadDataSource",
        "an unknown data source",
        [pb.writeReadDataSourceRequest, { typeName: "greenvn_dance", config: packed({}) }],
        pb.readReadDataSourceResponse,
      );
      await tell(
        "ReadResource",
        "a value that is none",
        [
          pb.writeReadResourceRequest,
          {
            typeName: "greenvn_allocation",
            currentState: { msgpack: Uint8Array.of(0xdf, 0xff) },
            private: Buffer.from("{}"),
          },
        ],
        pb.readReadResourceResponse,
      );
      await thing("greenvn_allocation").plan(
        "an attribute that the schema does not have",
        allocation("a", { colour: "green" }),
      );
      await thing("greenvn_allocation").plan("a value of another type", allocation("a", { strictness: "yes" }));
    },
  },
  {
    name: "stop",
    charged: 1,
    async play({ bare, raw, configure, thing }) {
      const one = thing("greenvn_allocation");
      const late = thing("greenvn_allocation");
      await configure("as ever");
      await one.plan("a creation", allocation("before"));
      await one.apply("a creation before the stop");
      await late.plan("another", allocation("after"));
      await bare("StopProvider", "Terraform is interrupted", pb.readStopProviderResponse);
      await late.apply("a creation after the stop");
      await one.read("a read after the stop");
      await one.plan("a plan after the stop", allocation("before", { preferences: { region: "KA" } }));
      await one.apply("a change after the stop");
      await raw("Shutdown", "the end", "/plugin.GRPCController/Shutdown", EMPTY_FRAME);
    },
  },
];
