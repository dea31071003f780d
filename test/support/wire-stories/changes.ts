import { freeNumber } from "../plan-scenarios/scenario";
import { allocation, type Story } from "./story";
import { UNKNOWN } from "./values";

/** What happens to an allocation in place. */
export const CHANGE_STORIES: readonly Story[] = [
  {
    name: "change",
    charged: 10,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const one = thing("greenvn_allocation");
      const change = async (title: string, more = {}) => {
        await one.plan(title, allocation("one", more));
        await one.apply(title);
      };
      await change("a creation");
      await change("a region", { preferences: { region: "KA" } });
      await change("the region is removed: no call", {});
      await change("the region is back: excused", { preferences: { region: "KA" } });
      await one.plan("a region that is not known yet", allocation("one", { preferences: { region: UNKNOWN } }));
      await one.plan(
        "preferences that are not known yet",
        allocation("one", { preferences: UNKNOWN, rotation_triggers: { day: UNKNOWN } }),
      );
      const pinned = { preferences: { greenvn: freeNumber(sandbox) }, strictness: true };
      await change("a number, strictly", pinned);
      await one.plan(
        "a rotation that contradicts the pin",
        allocation("one", { ...pinned, rotation_triggers: { day: "1" } }),
      );
      const { strictness: _strict, ...wished } = pinned;
      await change("no longer strictly: no call", wished);
      await change("B-parties and usage", {
        ...wished,
        bparty_numbers: ["+919000000102", "+919000000101"],
        usage: "oneway",
      });
      const settled = { bparty_numbers: ["+919000000102", "+919000000101"], usage: "oneway" };
      await change("parties and number", {
        ...settled,
        aparty_numbers: ["+919000000009"],
        preferences: { region: "MU", number_type: "mobile" },
      });
      const before = {
        ...settled,
        aparty_numbers: ["+919000000009"],
        preferences: { region: "MU", number_type: "mobile" },
      };
      await change("PINs", { ...before, aparty_pins: [31, 32], bparty_pins: [33] });
      await change("PINs that no state holds", {
        ...before,
        aparty_pins_wo: [34, 35],
        bparty_pins_wo: [],
        pins_wo_version: 1,
      });
      await change("their version removed: no call", before);
      await change("a rotation", { ...before, rotation_triggers: { day: "1" } });
      await change("only what makes no call", {
        ...before,
        rotation_triggers: { day: "1" },
        deletion_policy: "abandon",
        deletion_protection: true,
        preferences: { ...before.preferences, pin_code: "400001" },
      });
      await one.read("as it is in force");
      const taken = sandbox.allocations()[0]?.greenVn ?? "";
      const other = thing("greenvn_allocation");
      await other.plan("another allocation", allocation("other"));
      await other.apply("another allocation");
      await other.plan(
        "a number that is taken, strictly",
        allocation("other", { preferences: { greenvn: taken }, strictness: true, deletion_protection: true }),
      );
      await other.apply("452: it is refused, and what needs no call is recorded");
    },
  },
  {
    name: "unresolved",
    charged: 4,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const one = thing("greenvn_allocation");
      const id = (): string => sandbox.allocations()[0]?.greenvnId ?? "";
      await one.plan("a creation", allocation("one"));
      await one.apply("a creation");

      const inKarnataka = allocation("one", { preferences: { region: "KA" } });
      await one.plan("a change whose answer is lost", inKarnataka);
      sandbox.faults([{ on: "vn", work: "done", answer: { kind: "close" } }]);
      await one.apply("a look finds it carried out");

      const inMumbai = allocation("one", { preferences: { region: "MU" } });
      await one.plan("a change that never arrives", inMumbai);
      sandbox.faults([{ on: "vn", work: "none", answer: { kind: "close" } }]);
      await one.apply("no look finds it carried out: a note stands");
      await one.read("the note stands");
      await one.plan("the plan tells of it", inMumbai);
      await one.apply("it is sent again");

      const inDelhi = allocation("one", { preferences: { region: "DL" } });
      await one.plan("a change that can't be looked for", inDelhi);
      sandbox.faults([
        { on: "vn", work: "none", answer: { kind: "close" } },
        { on: "read", skip: 1, times: "forever", answer: { kind: "status", status: 500 } },
      ]);
      await one.apply("every look fails: a note stands");
      sandbox.faults([]);
      const [landed = ""] = sandbox.freeNumbers({ region: "DL", type: "mobile" }, 1);
      sandbox.changeByHand(id(), { greenVn: landed });
      await one.read("it has landed late: it is adopted");
      await one.plan("nothing is left to change", inDelhi);
      await one.apply("nothing is sent");

      const widened = allocation("one", { preferences: { region: "DL" }, aparty_pins: [41] });
      await one.plan("PINs whose answer is lost", widened);
      sandbox.answers({ pins: "never" });
      sandbox.faults([{ on: "call-party", work: "done", answer: { kind: "close" } }]);
      await one.apply("no look can tell");
      await one.read("the note stands");
    },
  },
  {
    name: "refresh",
    charged: 1,
    async play({ sandbox, configure, thing }) {
      await configure("as ever");
      const one = thing("greenvn_allocation");
      await one.plan("a creation", allocation("one"));
      await one.apply("a creation");
      const id = sandbox.allocations()[0]?.greenvnId ?? "";
      await one.read("as it was");
      sandbox.faults([{ on: "read", answer: { kind: "status", status: 500 } }]);
      await one.read("500: state stays");
      sandbox.faults([{ on: "read", answer: { kind: "other-connection" } }]);
      await one.read("an answer for another connection_id: state stays");
      sandbox.answers({ numbers: "national", party_order: "reversed", vn_key: "both" });
      await one.read("the same, otherwise written");
      sandbox.answers({ numbers: "e164", party_order: "kept", vn_key: "documented" });
      sandbox.changeByHand(id, {
        greenVn: freeNumber(sandbox),
        apartyNumbers: ["+919000000007"],
        usage: "oneway",
        flowId: "9",
      });
      await one.read("number and parties were changed elsewhere");
      await one.plan("a change tells of the drift", allocation("one", { preferences: { region: "KA" } }));
      sandbox.changeByHand(id, { state: "vault" });
      await one.read("it was deallocated elsewhere");
    },
  },
];
