import type { AllocationView, NumberHeld } from "../../../../src/sandbox/live/live-view";
import type * as messages from "../../../../src/sandbox/page/messages";
import type { SamplesOf } from "../catalogue";

const FORMER: NumberHeld = { number: "+919810164426", since: "2025-01-01T09:00:00.000Z", by: "create" };
const PRESENT: NumberHeld = { number: "+919845531249", since: "2025-01-01T09:30:00.000Z", by: "vn" };
const ALLOCATION: AllocationView = {
  greenvn_id: "0b8f5656-dcbc-4835-a231-c17007aba74a",
  connection_id: "support",
  green_vn: PRESENT.number,
  region: "KA",
  number_type: "mobile",
  aparties: { first: ["+919000000001"], count: 1 },
  bparties: { first: ["+919000000101"], count: 1 },
  usage: "twoway",
  state: "active",
  deallocate_at: "2025-06-20T09:00:00.000Z",
  charges: { create: 1, vn: 1, call_party: 0 },
  numbers: [FORMER, PRESENT],
  earlier: 0,
};
const CHANGE = { allocation: ALLOCATION, before: FORMER, after: PRESENT };
const show = (text: string): string => text;
const NOW_MS = Date.parse("2025-01-01T10:00:00Z");

export const samples: SamplesOf<typeof messages> = {
  chargedCalls: { One: [1], Several: [1_000] },
  counted: { One: [1, "number"], Several: [2, "number"] },
  announcement: {
    "A number changed": [{ created: [], changed: [CHANGE], charged: 1, total: 2 }, show],
    "An allocation was made": [{ created: [ALLOCATION], changed: [], charged: 1, total: 1 }, show],
    "Much happened": [{ created: [ALLOCATION, ALLOCATION], changed: [CHANGE], charged: 3, total: 40 }, show],
    "Parties changed": [{ created: [], changed: [], charged: 1, total: 41 }, show],
  },
  operationName: { "One that is known": ["call-party"], Another: ["rotate"] },
  stockName: { "Of the pool": ["KA", "mobile"], "Another's": [null, null] },
  heldBy: { "By a create": ["create"], "By a change": ["vn"], "By hand": ["hand"] },
  costOf: {
    Several: [{ create: 1, vn: 2, call_party: 1 }],
    One: [{ create: 1, vn: 0, call_party: 0 }],
    "None at all": [{ create: 0, vn: 0, call_party: 0 }],
  },
  agoFrom: {
    Now: ["2025-01-01T09:59:58Z", NOW_MS],
    Seconds: ["2025-01-01T09:59:00Z", NOW_MS],
    Minutes: ["2025-01-01T09:30:00Z", NOW_MS],
    Hours: ["2025-01-01T02:00:00Z", NOW_MS],
    Days: ["2024-12-25T10:00:00Z", NOW_MS],
  },
  couldNotControl: ["503 for a minute", "Failed to fetch"],
};
