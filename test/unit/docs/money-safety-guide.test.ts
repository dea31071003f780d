import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import {
  type AttemptOutcome,
  decide,
  type Decision,
  LONGEST_RETRY_AFTER_MS,
  type Operation,
} from "../../../src/exobridge/calls/outcome";
import type { Failure } from "../../../src/exobridge/types";

const GUIDE = readFileSync(path.join(ROOT, "docs", "guides", "money-safety.md"), "utf8");
const rows = [...GUIDE.matchAll(/^\| (.+) \| (.+) \| (.+) \| (.+) \|$/gm)].slice(1).map(([, ...cells]) => cells);

const of = (failure: Failure, retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: "failure",
  failure,
  retryAfterMs,
});
const http = (...statuses: readonly number[]): AttemptOutcome[] =>
  statuses.map((status) => of({ kind: "refused", status, code: null, message: "" }));

/** The rows of the guide's table, and what each stands for. */
const HAPPENED: readonly (readonly [string, readonly AttemptOutcome[]])[] = [
  ["never sent: connection refused, DNS, TLS", [of({ kind: "unreachable", message: "" })]],
  ["HTTP 429", http(429)],
  [
    "HTTP 429 with a `Retry-After` of more than 60 s",
    [of({ kind: "refused", status: 429, code: null, message: "" }, LONGEST_RETRY_AFTER_MS + 1000)],
  ],
  ["HTTP 503 in ExoBridge's own envelope (`success: false`)", http(503)],
  [
    "HTTP 408, 499, every other 5xx, and a gateway's own 503",
    [...http(408, 499, 500, 501, 502, 504, 599), of({ kind: "malformed", status: 503, message: "" })],
  ],
  ["a reset or a time-out after sending", [of({ kind: "no-answer", message: "" })]],
  ["a 2xx that is no well-formed success for this allocation", [of({ kind: "malformed", status: 200, message: "" })]],
  ["HTTP 3xx (redirects are never followed)", http(301, 302, 303, 307, 308)],
  ["any other 4xx, and 452 (no free number)", http(400, 401, 403, 409, 413, 422, 452)],
];
const COLUMNS: readonly (readonly Operation[])[] = [["read", "deallocate"], ["create"], ["change"]];

const inWords = (decision: Decision): string =>
  decision.kind === "look"
    ? `look, then ${decision.then}`
    : decision.kind.replace("retry-once-same-connection", "retry once");

test("the guide has the rows that are held against the code, and no other", () =>
  expect(rows.map(([what]) => what)).toEqual(HAPPENED.map(([what]) => what)));

test.each(HAPPENED)("the guide tells what follows: %s", (what, outcomes) => {
  const cells = COLUMNS.map((operations) => {
    const decisions = operations.flatMap((operation) =>
      outcomes.map((outcome) =>
        inWords(decide(operation, outcome, { repeats: 0, maxRepeats: 4, lostAnswers: 0, inDoubt: false })),
      ),
    );
    return [...new Set(decisions)].join(" or ");
  });
  expect(rows.find(([row]) => row === what)).toEqual([what, ...cells]);
});
