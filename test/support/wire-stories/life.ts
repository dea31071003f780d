import { send, type TestSandbox } from "../api/sandbox";
import { allocation, type Story } from "./story";

const idOf = (sandbox: TestSandbox, connectionId: string): string =>
  sandbox.allocations().find((one) => one.connectionId === connectionId)?.greenvnId ?? "";
const numberOf = (sandbox: TestSandbox, connectionId: string): string =>
  sandbox.allocations().find((one) => one.connectionId === connectionId)?.greenVn ?? "";

/** From nothing to something, and back. */
export const LIFE_STORIES: readonly Story[] = [
  {
    name: "create",
    charged: 6,
    async play({ sandbox, configure, restart, thing }) {
      await configure("as ever");
      const plain = thing("greenvn_allocation");
      await plain.plan("without preferences", allocation("plain"));
      await plain.apply("without preferences");
      await plain.plan("nothing has changed", allocation("plain"));

      const full = thing("greenvn_allocation");
      const wished = allocation("full", {
        aparty_numbers: ["+919000000003", "+919000000002"],
        aparty_pins: [11, 12],
        bparty_pins: [],
        usage: "oneway",
        preferences: { region: "KA", number_type: "landline", pin_code: "560001" },
        rotation_triggers: { day: "1" },
        deallocation_policy: { duration: "30d" },
        flow_id: "7",
      });
      await full.plan("with everything", wished);
      await full.apply("with everything");
      await full.read("with everything");
      await full.plan("nothing has changed", wished);

      const taker = thing("greenvn_assignment");
      await taker.plan("an assignment that wishes nothing", { greenvn_id: idOf(sandbox, "plain") });
      await taker.apply("it adopts the number in force");
      const mover = thing("greenvn_assignment");
      await mover.plan("an assignment that wishes a region", {
        greenvn_id: idOf(sandbox, "plain"),
        preferences: { region: "MU" },
      });
      await mover.apply("it takes another number");
      const lost = thing("greenvn_assignment");
      await lost.plan("an assignment of an allocation that is not there", { greenvn_id: "no-such-id" });
      await lost.apply("it is refused");

      const same = thing("greenvn_allocation");
      await same.plan("a connection_id that is taken", allocation("plain"));
      await same.apply("409: it is refused");
      const strict = thing("greenvn_allocation");
      await strict.plan(
        "a number that is taken, strictly",
        allocation("strict", { preferences: { greenvn: numberOf(sandbox, "full") }, strictness: true }),
      );
      await strict.apply("452: it is refused");
      const wisher = thing("greenvn_allocation");
      await wisher.plan(
        "a number that is taken, as a wish",
        allocation("wisher", { preferences: { greenvn: numberOf(sandbox, "full") } }),
      );
      await wisher.apply("another is granted");

      const silent = thing("greenvn_allocation");
      await silent.plan("a creation whose answer is lost", allocation("silent"));
      sandbox.faults([{ on: "create", work: "done", answer: { kind: "close" } }]);
      await silent.apply("the answer is lost");
      await silent.apply("sent again, it meets the one that was made");

      await restart();
      await configure("a new process, as after a kill");
      const again = thing("greenvn_allocation");
      await again.plan(
        "what the killed run had created and told",
        allocation("wisher", { preferences: { greenvn: "+917205827365" } }),
      );
      await again.apply("it may be in a state: it is explained, and not adopted");

      await configure("with repeats", { max_retries: 2 });
      const repeated = thing("greenvn_allocation");
      await repeated.plan("a creation whose answer is lost", allocation("repeated"));
      sandbox.faults([{ on: "create", work: "done", answer: { kind: "close" } }]);
      await repeated.apply("repeated at once, it meets the one that was made");
    },
  },
  {
    name: "replace",
    charged: 5,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const one = thing("greenvn_allocation");
      await one.plan("a creation", allocation("first"));
      await one.apply("a creation");
      await one.plan("another connection_id: the first plan", allocation("second"));
      await one.planReplacement("another connection_id: the second plan", allocation("second"));
      await one.destroyReplaced("the former is released");
      await one.apply("the next is created");
      await one.plan(
        "another flow and another duration",
        allocation("second", { flow_id: "8", deallocation_policy: { duration: "1h" } }),
      );

      const kept = thing("greenvn_allocation");
      await kept.plan("a protected creation", allocation("kept", { deletion_protection: true }));
      await kept.apply("a protected creation");
      await kept.plan("another connection_id is refused", allocation("kept-next", { deletion_protection: true }));
      await kept.plan("unprotected in the same step, it is refused", allocation("kept-next"));

      const left = thing("greenvn_allocation");
      await left.plan("a creation to abandon", allocation("left", { deletion_policy: "abandon" }));
      await left.apply("a creation to abandon");
      await left.plan(
        "another flow by the same connection_id is refused",
        allocation("left", { deletion_policy: "abandon", flow_id: "8" }),
      );
      await left.plan("another connection_id: the first plan", allocation("left-next", { deletion_policy: "abandon" }));
      await left.planReplacement(
        "another connection_id: the second plan",
        allocation("left-next", { deletion_policy: "abandon" }),
      );
      await left.destroyReplaced("the former is abandoned");
      await left.apply("the next is created");

      const moved = thing("greenvn_assignment");
      await moved.plan("an assignment", { greenvn_id: idOf(sandbox, "left") });
      await moved.apply("an assignment");
      await moved.plan("of another allocation: the first plan", { greenvn_id: idOf(sandbox, "kept") });
      await moved.planReplacement("of another allocation: the second plan", { greenvn_id: idOf(sandbox, "kept") });
      await moved.destroyReplaced("the former is let go");
      await moved.apply("the next is taken on");
    },
  },
  {
    name: "destroy",
    charged: 5,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const create = async (name: string, more = {}) => {
        const one = thing("greenvn_allocation");
        await one.plan(`${name}: a creation`, allocation(name, more));
        await one.apply(`${name}: a creation`);
        return one;
      };
      const one = await create("released");
      await one.plan("a destroy", null);
      await one.apply("a destroy");

      const gone = await create("gone");
      sandbox.changeByHand(idOf(sandbox, "gone"), null);
      await gone.plan("a destroy of what is gone", null);
      await gone.apply("404: it is gone, as wanted");

      const failing = await create("failing");
      await failing.plan("a destroy that fails", null);
      sandbox.faults([{ on: "delete", answer: { kind: "status", status: 500 } }]);
      await failing.apply("500: state stays");
      sandbox.faults([{ on: "delete", answer: { kind: "status", status: 403, code: 8, message: "not permitted" } }]);
      await failing.apply("403: state stays");

      const kept = await create("kept", { deletion_protection: true });
      await kept.plan("a destroy of what is protected", null);
      await kept.apply("refused at apply, too");
      sandbox.faults([{ on: "read", answer: { kind: "status", status: 500 } }]);
      await kept.plan("a destroy of what is protected and can't be read", null);
      sandbox.changeByHand(idOf(sandbox, "kept"), null);
      await kept.plan("a destroy of what is protected and gone", null);
      await kept.apply("it is forgotten");

      const left = await create("left", { deletion_policy: "abandon" });
      const taker = thing("greenvn_assignment");
      await taker.plan("an assignment", { greenvn_id: idOf(sandbox, "left") });
      await taker.apply("an assignment");
      await taker.plan("its destroy", null);
      await taker.apply("its destroy makes no call");
      await left.plan("a destroy that abandons", null);
      await left.apply("a destroy that abandons");
      const again = thing("greenvn_allocation");
      await again.plan("by the name of what was abandoned", allocation("left"));
      await again.apply("409: it is told whose that is");
    },
  },
  {
    name: "data-source",
    charged: 1,
    async play({ sandbox, configure, readData }) {
      await configure("as ever");
      await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
        ...allocation("elsewhere"),
        usage: "oneway",
        aparty_pins: [21],
        flow_id: "7",
      });
      const id = idOf(sandbox, "elsewhere");
      await readData("found", { id });
      sandbox.faults([{ on: "read", answer: { kind: "status", status: 500 } }]);
      await readData("500", { id });
      sandbox.faults([{ on: "read", answer: { kind: "html" } }]);
      await readData("a page in place of an answer", { id });
      sandbox.changeByHand(id, { state: "vault" });
      await readData("cooling off", { id });
      sandbox.changeByHand(id, null);
      await readData("gone", { id });
    },
  },
];
