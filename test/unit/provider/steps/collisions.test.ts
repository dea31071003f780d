import type { Session } from "../../../../src/provider/common/session";
import { type PlannedUse, plannedUses } from "../../../../src/provider/memory/planned-uses";
import { collisions } from "../../../../src/provider/steps/collisions";

const KEPT: PlannedUse = { kind: "kept", id: "gvn-1", name: "line", pins: true };

/** What the second of two uses is told. */
function told(kind: Session["kind"], ...uses: readonly [PlannedUse, PlannedUse]) {
  // Of a session nothing else is asked.
  const session = { kind, planned: plannedUses(true) } as Session;
  return uses.map((use) => collisions(session, use)).at(-1);
}

test.each<[string, PlannedUse, PlannedUse, "error" | "warning", RegExp]>([
  ["one allocation twice", KEPT, KEPT, "error", /^Two greenvn_allocations hold allocation "line" \(gvn-1\)$/],
  [
    "kept and given up",
    KEPT,
    { kind: "destroyed", id: "gvn-1", formerName: "line", isReleased: true },
    "error",
    /gives up and keeps allocation "line" \(gvn-1\)$/,
  ],
  [
    "one name twice",
    { kind: "created", name: "line" },
    { kind: "created", name: "line" },
    "error",
    /under the connection_id "line"$/,
  ],
  [
    "a name that is given up",
    { kind: "created", name: "line" },
    { kind: "destroyed", id: "gvn-1", formerName: "line", isReleased: true },
    "warning",
    /"line"/,
  ],
  ["both pin", KEPT, { kind: "assigned", id: "gvn-1", pins: true }, "error", /pin/],
])("%s is told as such", (_what, one, other, severity, summary) => {
  expect(told("ready", one, other)).toEqual([
    expect.objectContaining({ severity, summary: expect.stringMatching(summary) as string }),
  ]);
  expect(told("refused", one, other)).toEqual([]);
});
