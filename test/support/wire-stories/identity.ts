import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { send } from "../api/sandbox";
import { allocation, type Story } from "./story";
import { packed, type Values } from "./values";

const TYPE = "greenvn_allocation";
const known = (values: Values): pb.Init<pb.ResourceIdentityData> => ({ identityData: packed(values) });

/** What a resource is known by, and a configuration made of what is there. */
export const IDENTITY_STORIES: readonly Story[] = [
  {
    name: "identity",
    charged: 1,
    async play({ sandbox, configure, bare, tell, thing }) {
      await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", { ...allocation("there"), usage: "twoway" });
      const id = sandbox.allocations()[0]?.greenvnId ?? "";
      const whole = { greenvn_id: id, account_sid: "sandbox" };
      const importBy = (title: string, request: Omit<pb.Init<pb.ImportResourceStateRequest>, "typeName">) =>
        tell(
          "ImportResourceState",
          title,
          [pb.writeImportResourceStateRequest, { typeName: TYPE, ...request }],
          pb.readImportResourceStateResponse,
        );
      const upgrade = (title: string, version: number, json: string, typeName = TYPE) =>
        tell(
          "UpgradeResourceIdentity",
          title,
          [pb.writeUpgradeResourceIdentityRequest, { typeName, version, rawIdentity: { json: Buffer.from(json) } }],
          pb.readUpgradeResourceIdentityResponse,
        );
      await bare(
        "GetResourceIdentitySchemas",
        "what resources are known by",
        pb.readGetResourceIdentitySchemasResponse,
      );
      await importBy("before the configuration", { identity: known(whole) });
      await configure("as ever");

      await importBy("by all of it", { identity: known(whole) });
      await importBy("without the account", { identity: known({ greenvn_id: id, account_sid: null }) });
      await importBy("of another account", { identity: known({ greenvn_id: id, account_sid: "acme" }) });
      await importBy("without the id", { identity: known({ greenvn_id: null, account_sid: "sandbox" }) });
      await importBy("by an empty id", { identity: known({ greenvn_id: " ", account_sid: null }) });
      await importBy("by nothing", { identity: { identityData: packed(null) } });
      await importBy("by an id of another type", { identity: known({ greenvn_id: 7, account_sid: null }) });
      await importBy("by what is no identity", { identity: known({ ...whole, colour: "green" }) });
      await importBy("by bytes that are no value", {
        identity: { identityData: { msgpack: Uint8Array.of(0xdf, 0xff) } },
      });

      const one = thing(TYPE);
      await one.importId("by its id, as ever", id);
      await one.read("under a host that knows of no identity");
      const currentState = packed(one.state());
      const read = (title: string, currentIdentity: pb.Init<pb.ResourceIdentityData>) =>
        tell(
          "ReadResource",
          title,
          [pb.writeReadResourceRequest, { typeName: TYPE, currentState, private: one.private(), currentIdentity }],
          pb.readReadResourceResponse,
        );
      await read("known by the same", known(whole));
      await read("known without the account", known({ greenvn_id: id, account_sid: null }));
      await read(
        "known as another one: refused, and nothing of it is taken",
        known({ ...whole, greenvn_id: "another" }),
      );
      const plan = (title: string, proposedNewState: pb.Init<pb.DynamicValue>, config: pb.Init<pb.DynamicValue>) =>
        tell(
          "PlanResourceChange",
          title,
          [
            pb.writePlanResourceChangeRequest,
            { typeName: TYPE, priorState: currentState, proposedNewState, config, priorIdentity: known(whole) },
          ],
          pb.readPlanResourceChangeResponse,
        );
      await plan(
        "of a known one",
        currentState,
        packed({ ...one.state(), id: null, account_sid: null, api_origin: null, green_vn: null, state: null }),
      );
      await plan("of its destruction", packed(null), packed(null));
      const changed = packed({ ...one.state(), deletion_policy: "abandon" });
      for (const [title, plannedIdentity] of [
        ["of a known one", known(whole)],
        ["of one that was planned as another", known({ ...whole, greenvn_id: "another" })],
      ] as const)
        await tell(
          "ApplyResourceChange",
          title,
          [
            pb.writeApplyResourceChangeRequest,
            { typeName: TYPE, priorState: currentState, plannedState: changed, config: changed, plannedIdentity },
          ],
          pb.readApplyResourceChangeResponse,
        );

      await upgrade("as it is", 0, JSON.stringify(whole));
      await upgrade("with what it has no more", 0, JSON.stringify({ ...whole, colour: "green" }));
      await upgrade("of an older provider that knew no account", 0, JSON.stringify({ greenvn_id: id }));
      await upgrade("of a newer version", 1, JSON.stringify(whole));
      await upgrade("that is damaged", 0, '{"greenvn_id":{}}');
      await upgrade("that is no object", 0, "[]");
      await upgrade("that is no JSON", 0, "{");
      await upgrade("of a type that is not there", 0, JSON.stringify(whole), "greenvn_dance");

      const mover = thing("greenvn_assignment");
      await mover.moveFrom("the identity goes along", { type: TYPE, state: one.state() });

      const generate = (title: string, state: pb.Init<pb.DynamicValue>, typeName = TYPE) =>
        tell(
          "GenerateResourceConfig",
          title,
          [pb.writeGenerateResourceConfigRequest, { typeName, state }],
          pb.readGenerateResourceConfigResponse,
        );
      await generate("of what is there", currentState);
      await generate("of PINs that state holds", packed({ ...one.state(), aparty_pins: [61], bparty_pins: [62] }));
      await generate("of nothing", packed(null));
      await generate("of what is no state", packed({ colour: "green" }));
      await generate("of a type that is not there", currentState, "greenvn_dance");
    },
  },
];
