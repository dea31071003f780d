import type { FaultRule } from "../../../src/sandbox";

type Fault = Omit<FaultRule, "on" | "greenvn_id" | "connection_id">;

/**
 * One thing that a network, a proxy or the API can do to a call, and how a write ends that meets it once:
 * `done` in the first apply, with one charge; `stopped`: an error, and nothing carried out; `lost`: an error, and it
 * was
 * carried out (a create only: nothing can find it again); `late`: an error, and it lands afterwards.
 */
export interface FaultCase {
  readonly fault: Fault;
  readonly create: "done" | "stopped" | "lost";
  readonly put: "done" | "stopped" | "late";
  /** Whether a read, and a delete, that meet it once still succeed. */
  readonly repeatable: boolean;
}

/** Above the test's `request_timeout` of 2 seconds, and the looks that follow a lost answer. */
export const LATE_MS = 8_000;

const reset = { kind: "reset" } as const;
const close = { kind: "close" } as const;
const hang = { kind: "hang", for_ms: 6_000 } as const;
const before = { create: "done", put: "stopped", repeatable: true } as const;
const after = { create: "lost", put: "done", repeatable: true } as const;
const heard = { create: "done", put: "done", repeatable: true } as const;
const refused = { create: "stopped", put: "stopped", repeatable: false } as const;

/** 408, 499 and 5xx, each before and after the work. */
const statuses: [string, FaultCase][] = [408, 499, 500, 502, 504].flatMap((status): [string, FaultCase][] => [
  [`${status}-before`, { fault: { work: "none", answer: { kind: "status", status } }, ...before }],
  [`${status}-after`, { fault: { work: "done", answer: { kind: "status", status } }, ...after }],
]);

/** Each way of packing an answer, and what may be wrong with it: carried out in every case. */
const packed: [string, FaultCase][] = [
  ["packed-gzip", { fault: { answer: { kind: "packed", encoding: "gzip" } }, ...heard }],
  ["packed-deflate", { fault: { answer: { kind: "packed", encoding: "deflate" } }, ...heard }],
  ["packed-deflate-bare", { fault: { answer: { kind: "packed", encoding: "deflate", bare: true } }, ...heard }],
  ["packed-br", { fault: { answer: { kind: "packed", encoding: "br" } }, ...heard }],
  ["packed-twice", { fault: { answer: { kind: "packed", encoding: "gzip, br" } }, ...heard }],
  ["packed-cut", { fault: { answer: { kind: "packed", encoding: "gzip", flaw: "cut" } }, ...after }],
  ["packed-not-at-all", { fault: { answer: { kind: "packed", encoding: "br", flaw: "plain" } }, ...after }],
  ["packed-bomb", { fault: { answer: { kind: "packed", encoding: "deflate", flaw: "bomb" } }, ...after }],
  ["packed-unknown", { fault: { answer: { kind: "packed", encoding: "zstd" } }, ...after }],
];

export const FAULT_CASES: Readonly<Record<string, FaultCase>> = Object.fromEntries<FaultCase>([
  ["reset-before", { fault: { work: "none", answer: reset }, ...before }],
  ["reset-after", { fault: { work: "done", answer: reset }, ...after }],
  ["close-before", { fault: { work: "none", answer: close }, ...before }],
  ["close-after", { fault: { work: "done", answer: close }, ...after }],
  ["hang-before", { fault: { work: "none", answer: hang }, ...before }],
  ["hang-after", { fault: { work: "done", answer: hang }, ...after }],
  ["trickle", { fault: { answer: { kind: "trickle", every_ms: 200 } }, ...after }],
  [
    "throttled",
    { fault: { work: "none", answer: { kind: "status", status: 429 } }, create: "done", put: "done", repeatable: true },
  ],
  [
    "throttled-seconds",
    {
      fault: { work: "none", answer: { kind: "status", status: 429, retry_after: 1 } },
      create: "done",
      put: "done",
      repeatable: true,
    },
  ],
  [
    "throttled-date",
    {
      fault: { work: "none", answer: { kind: "status", status: 429, retry_after_date_s: 2 } },
      create: "done",
      put: "done",
      repeatable: true,
    },
  ],
  [
    "throttled-long",
    { fault: { work: "none", answer: { kind: "status", status: 429, retry_after: 120 } }, ...refused },
  ],
  ...statuses,
  [
    "503-before",
    { fault: { work: "none", answer: { kind: "status", status: 503 } }, create: "done", put: "done", repeatable: true },
  ],
  ["503-after", { fault: { work: "done", answer: { kind: "status", status: 503 } }, ...after }],
  ["503-gateway-before", { fault: { work: "none", answer: { kind: "html", status: 503 } }, ...before }],
  ["503-gateway-after", { fault: { work: "done", answer: { kind: "html", status: 503 } }, ...after }],
  ["503-empty", { fault: { work: "none", answer: { kind: "empty", status: 503 } }, ...before }],
  ["html-before", { fault: { work: "none", answer: { kind: "html" } }, ...before }],
  ["html-after", { fault: { work: "done", answer: { kind: "html" } }, ...after }],
  ["proxy-page", { fault: { work: "done", answer: { kind: "html", status: 502 } }, ...after }],
  ["empty-before", { fault: { work: "none", answer: { kind: "empty" } }, ...before }],
  ["empty-after", { fault: { work: "done", answer: { kind: "empty" } }, ...after }],
  ["cut-json", { fault: { answer: { kind: "cut", framing: "short" } }, ...after }],
  ["cut-connection", { fault: { answer: { kind: "cut", framing: "closed" } }, ...after }],
  ["claims-gigabytes", { fault: { work: "done", answer: { kind: "oversized", how: "claimed" } }, ...after }],
  [
    "streams-megabytes",
    { fault: { work: "done", answer: { kind: "oversized", how: "streamed", bytes: 8_000_000 } }, ...after },
  ],
  ...packed,
  ["wrong-types", { fault: { answer: { kind: "wrong-types" } }, ...after }],
  ["too-deep", { fault: { answer: { kind: "deep" } }, ...after }],
  ["says-504", { fault: { work: "done", answer: { kind: "envelope", status: 504 } }, ...after }],
  ["says-400", { fault: { work: "none", answer: { kind: "envelope", status: 400, code: 5 } }, ...refused }],
  ["redirect", { fault: { work: "none", answer: { kind: "redirect", location: "http://127.0.0.2:9/" } }, ...refused }],
  ["400", { fault: { work: "none", answer: { kind: "status", status: 400, code: 5 } }, ...refused }],
  ["401", { fault: { work: "none", answer: { kind: "status", status: 401, code: 7 } }, ...refused }],
  ["404-of-a-proxy", { fault: { work: "none", answer: { kind: "status", status: 404, body: "html" } }, ...refused }],
  ["452", { fault: { work: "none", answer: { kind: "status", status: 452, code: 4 } }, ...refused }],
  ["escapes", { fault: { work: "none", answer: { kind: "escapes" } }, ...refused }],
  ["echo", { fault: { work: "none", answer: { kind: "echo" } }, ...refused }],
  // A create that is repeated at once comes before the late work: one of the two then is the duplicate.
  [
    "503-gateway-late",
    {
      fault: { work: "late", late_ms: LATE_MS, answer: { kind: "html", status: 503 } },
      create: "done",
      put: "late",
      repeatable: true,
    },
  ],
  ["late", { fault: { work: "late", late_ms: LATE_MS, answer: reset }, create: "done", put: "late", repeatable: true }],
]);

export const names = Object.keys(FAULT_CASES);

export function namesThat(holds: (fault: FaultCase) => boolean): string[] {
  return names.filter((name) => holds(FAULT_CASES[name] as FaultCase));
}
