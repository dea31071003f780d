import { send, type TestSandbox } from "../api/sandbox";
import { allocation, type Story } from "./story";

/** An allocation that somebody made elsewhere; its id. */
async function madeElsewhere(sandbox: TestSandbox, connectionId: string, more: object = {}): Promise<string> {
  const answer = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    ...allocation(connectionId),
    usage: "twoway",
    ...more,
  });
  if (answer.status !== 200) throw new Error(`the sandbox refused it: ${answer.text}`);
  return sandbox.allocations().find((one) => one.connectionId === connectionId)?.greenvnId ?? "";
}

/** State that comes from elsewhere: imports, moves, and what an earlier version saved. */
export const STATE_STORIES: readonly Story[] = [
  {
    name: "import",
    charged: 3,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const id = await madeElsewhere(sandbox, "elsewhere", { aparty_pins: [51] });
      sandbox.answers({ pins: "never" });
      const one = thing("greenvn_allocation");
      const declared = allocation("elsewhere", {
        aparty_pins: [51],
        preferences: { region: "KA", pin_code: "560001" },
        rotation_triggers: { day: "1" },
        deallocation_policy: { duration: "30d" },
        strictness: true,
      });
      await one.importId("what is there", id);
      await one.read("what is there");
      await one.plan("what is not told is taken over", declared);
      await one.apply("nothing is sent");
      await one.plan("nothing is left to change", declared);

      const wrong = thing("greenvn_allocation");
      await wrong.importId("once more", id);
      await wrong.read("once more");
      await wrong.plan("a declaration that differs", allocation("another"));
      await wrong.plan(
        "a declaration that changes the parties",
        allocation("elsewhere", { aparty_numbers: ["+919000000008"] }),
      );
      await wrong.apply("that is sent");

      const none = thing("greenvn_allocation");
      await none.importId("what is not there", "no-such-id");
      await none.read("what is not there");
      await none.importId("an empty id", " ");

      const taker = thing("greenvn_assignment");
      await taker.importId("as an assignment", id);
      await taker.read("as an assignment");
      await taker.plan("a declaration that differs", { greenvn_id: "another-id" });
      await taker.plan("a number that is wished is not taken over", {
        greenvn_id: id,
        preferences: { region: "KA", greenvn: "+917205827365" },
      });
      await taker.apply("it is asked for");
      await taker.importId("an empty id", "");
    },
  },
  {
    name: "move",
    charged: 2,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const owner = thing("greenvn_allocation");
      await owner.plan(
        "a creation",
        allocation("one", { preferences: { region: "KA", pin_code: "560001" }, aparty_pins: [61] }),
      );
      await owner.apply("a creation");
      const id = sandbox.allocations()[0]?.greenvnId ?? "";
      const source = () => ({ type: "greenvn_allocation", state: owner.state(), ...privateOf(owner.private()) });

      const taker = thing("greenvn_assignment");
      await taker.moveFrom("an allocation becomes an assignment", source());
      await taker.read("as an assignment");
      await taker.plan("the same wishes", { greenvn_id: id, preferences: { region: "KA" } });
      await taker.apply("nothing is sent");

      const back = thing("greenvn_allocation");
      await back.moveFrom("an assignment becomes an allocation", {
        type: "greenvn_assignment",
        state: taker.state(),
        ...privateOf(taker.private()),
      });
      await back.read("as an allocation");
      await back.plan(
        "what it lacks is taken over",
        allocation("one", {
          preferences: { region: "KA", pin_code: "560001" },
          aparty_pins: [61],
          deallocation_policy: { duration: "30d" },
        }),
      );
      await back.apply("nothing is sent");
      await back.plan(
        "another region",
        allocation("one", {
          preferences: { region: "MU" },
          aparty_pins: [61],
          deallocation_policy: { duration: "30d" },
        }),
      );
      await back.apply("another region");

      const other = thing("greenvn_allocation");
      await other.moveFrom("the same type of another address", {
        ...source(),
        provider: "registry.opentofu.org/cdktf-greenvn/greenvn",
      });
      await other.moveFrom("the same type of another version", { ...source(), version: 5 });
      await other.moveFrom("another provider's allocation", {
        ...source(),
        provider: "registry.terraform.io/example/greenvn",
      });
      await other.moveFrom("a foreign type", {
        type: "null_resource",
        provider: "registry.terraform.io/hashicorp/null",
        state: { id: "1", triggers: null },
      });
      await taker.moveFrom("a state that is none", { type: "greenvn_allocation", state: 7 });
    },
  },
  {
    name: "upgrade",
    charged: 0,
    async play({ thing }) {
      const one = thing("greenvn_allocation");
      const saved = {
        id: "an-id",
        ...allocation("one"),
        aparty_pins: [71],
        preferences: { region: "KA" },
        rotation_triggers: { day: "1" },
        strictness: false,
      };
      await one.upgrade("a saved state", 0, JSON.stringify(saved));
      await one.upgrade("with an attribute that is no longer", 0, JSON.stringify({ ...saved, colour: "green" }));
      await one.upgrade("of a newer version", 3, JSON.stringify(saved));
      await one.upgrade("edited by hand", 0, JSON.stringify({ ...saved, aparty_pins: ["many"] }));
      await one.upgrade("not an object", 0, "[]");
      await one.upgrade("null", 0, "null");
      await one.upgrade("not JSON", 0, "{");
      await thing("greenvn_assignment").upgrade(
        "a saved assignment",
        0,
        JSON.stringify({ id: "an-id", greenvn_id: "an-id", preferences: null, green_vn: "+917205827365" }),
      );
    },
  },
];

function privateOf(bytes: Uint8Array | undefined): { readonly private?: Uint8Array } {
  return bytes === undefined ? {} : { private: bytes };
}
