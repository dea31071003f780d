import fc from "fast-check";
import {
  type AttemptOutcome,
  decide,
  type Decision,
  LONGEST_RETRY_AFTER_MS,
  type Operation,
  type SoFar,
} from "../../../../src/exobridge/calls/outcome";
import type { Failure } from "../../../../src/exobridge/types";

const FIRST: SoFar = { repeats: 0, maxRepeats: 4, lostAnswers: 0, inDoubt: false };

const success: AttemptOutcome = { kind: "success" };
const of = (failure: Failure, retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: "failure",
  failure,
  retryAfterMs,
});
const neverSent = of({ kind: "unreachable", message: "" });
const noAnswer = of({ kind: "no-answer", message: "" });
const malformed = of({ kind: "malformed", status: 200, message: "" });
const gateway503 = of({ kind: "malformed", status: 503, message: "" });
const stopped = of({ kind: "stopped", message: "" });
const http = (status: number, code: number | null = null, retryAfterMs: number | null = null) =>
  of({ kind: "refused", status, code, message: "" }, retryAfterMs);

const inWords = (decision: Decision): string =>
  decision.kind === "look"
    ? `look, then ${decision.then}`
    : decision.kind.replace("retry-once-same-connection", "retry once");

describe("the table of money safety", () => {
  test.each<[string, AttemptOutcome, string, string, string, string]>([
    // what happened                     GET          DELETE       POST create    PUT vn, PUT call-party
    ["a success", success, "done", "done", "done", "done"],
    ["never sent", neverSent, "retry", "retry", "retry", "retry"],
    ["429", http(429), "retry", "retry", "retry", "retry"],
    ["429, wait 60 s", http(429, 0, 60_000), "retry", "retry", "retry", "retry"],
    ["429, wait 61 s", http(429, 0, 61_000), "stop", "stop", "stop", "stop"],
    ["503 by the API", http(503), "retry", "retry", "retry", "look, then retry"],
    ["503 by a gateway", gateway503, "retry", "retry", "retry once", "look, then stop"],
    ["408", http(408), "retry", "retry", "retry once", "look, then stop"],
    ["499", http(499), "retry", "retry", "retry once", "look, then stop"],
    ["500", http(500), "retry", "retry", "retry once", "look, then stop"],
    ["501", http(501), "retry", "retry", "retry once", "look, then stop"],
    ["502", http(502), "retry", "retry", "retry once", "look, then stop"],
    ["504", http(504), "retry", "retry", "retry once", "look, then stop"],
    ["599", http(599), "retry", "retry", "retry once", "look, then stop"],
    ["a reset or time-out", noAnswer, "retry", "retry", "retry once", "look, then stop"],
    ["a malformed 2xx", malformed, "retry", "retry", "retry once", "look, then stop"],
    ["301", http(301), "stop", "stop", "stop", "stop"],
    ["307", http(307), "stop", "stop", "stop", "stop"],
    ["400", http(400), "stop", "stop", "stop", "stop"],
    ["401", http(401), "stop", "stop", "stop", "stop"],
    ["403", http(403), "stop", "stop", "stop", "stop"],
    ["404, code 1", http(404, 1), "done", "done", "stop", "stop"],
    ["404, code 20", http(404, 20), "stop", "stop", "stop", "stop"],
    ["404, no code", http(404), "stop", "stop", "stop", "stop"],
    ["409, code 18", http(409, 18), "stop", "stop", "stop", "stop"],
    ["410, code 22", http(410, 22), "done", "done", "stop", "stop"],
    ["410, code 1", http(410, 1), "stop", "stop", "stop", "stop"],
    ["452", http(452, 4), "stop", "stop", "stop", "stop"],
    ["stopped before", stopped, "stop", "stop", "stop", "stop"],
  ])("%s", (_name, outcome, get, del, post, put) => {
    const words = (["read", "deallocate", "create", "change"] as const).map((operation) =>
      inWords(decide(operation, outcome, FIRST)),
    );
    expect(words).toEqual([get, del, post, put]);
  });

  test.each<[string, Operation, AttemptOutcome, Partial<SoFar>, string]>([
    ["no repeat is left: a read ends", "read", noAnswer, { repeats: 4 }, "stop"],
    ["no repeat is left: a create ends", "create", neverSent, { repeats: 4 }, "stop"],
    ["no repeat is left: a PUT is still looked at", "change", noAnswer, { repeats: 4 }, "look, then stop"],
    ["no repeat is left: after a 503 too", "change", http(503), { repeats: 4 }, "look, then stop"],
    ["max_retries 0: no write is sent twice", "create", http(503), { maxRepeats: 0 }, "stop"],
    ["max_retries 0: not after a lost answer either", "create", noAnswer, { maxRepeats: 0 }, "stop"],
    ["max_retries 0: nor one that was never sent", "change", neverSent, { maxRepeats: 0 }, "stop"],
    ["max_retries 0: no failed read is repeated", "read", noAnswer, { maxRepeats: 0 }, "stop"],
    ["max_retries 0: looks stay", "change", noAnswer, { maxRepeats: 0 }, "look, then stop"],
    ["a create is repeated once after a lost answer", "create", http(500), { repeats: 1, lostAnswers: 1 }, "stop"],
    ["a 503 does not use that one up", "create", http(500), { repeats: 2, inDoubt: true }, "retry once"],
    ["a gateway's 503 does", "create", gateway503, { repeats: 1, lostAnswers: 1, inDoubt: true }, "stop"],
    ["nor does it end with it", "create", http(503), { repeats: 1, lostAnswers: 1, inDoubt: true }, "retry"],
    [
      "a PUT in doubt is looked at again before it is sent again: 429",
      "change",
      http(429),
      { repeats: 1, inDoubt: true },
      "look, then retry",
    ],
    [
      "a PUT in doubt is looked at again before it is sent again: never sent",
      "change",
      neverSent,
      { repeats: 1, inDoubt: true },
      "look, then retry",
    ],
  ])("%s", (_rule, operation, outcome, soFar, expected) =>
    expect(inWords(decide(operation, outcome, { ...FIRST, ...soFar }))).toBe(expected),
  );

  test("the wait that the API asks for is handed on", () => {
    expect(decide("read", http(429, null, 7000), FIRST)).toEqual({ kind: "retry", afterMs: 7000, left: 4 });
    expect(decide("change", http(503, null, 7000), FIRST)).toEqual({ kind: "look", then: "retry", afterMs: 7000 });
    expect(decide("read", http(503, null, 3_600_000), FIRST)).toEqual({ kind: "retry", afterMs: null, left: 4 });
  });

  test("a wait that is too long is told", () =>
    expect(decide("create", http(429, null, 3_600_000), FIRST)).toEqual({
      kind: "stop",
      note: "it asks to wait 3600 s before the next call, longer than the 60 s that are waited at most",
    }));
});

const anyFailure: fc.Arbitrary<Failure> = fc.oneof(
  fc.constantFrom<Failure>(
    { kind: "unreachable", message: "" },
    { kind: "no-answer", message: "" },
    { kind: "malformed", status: 200, message: "" },
    { kind: "stopped", message: "" },
  ),
  fc.record({
    kind: fc.constant("refused" as const),
    status: fc.integer({ min: 300, max: 599 }),
    code: fc.option(fc.integer({ min: 0, max: 50 })),
    message: fc.constant(""),
  }),
);
const anySoFar = fc.record({
  repeats: fc.nat(12),
  maxRepeats: fc.nat(10),
  lostAnswers: fc.nat(2),
  inDoubt: fc.boolean(),
});
const anyWait = fc.option(fc.nat(200_000));

describe("whatever happens", () => {
  test("a PUT is sent again unseen only where it was not carried out: never sent, or throttled, and nothing in doubt", () =>
    fc.assert(
      fc.property(anyFailure, anyWait, anySoFar, (failure, wait, soFar) => {
        const decision = decide("change", of(failure, wait), soFar);
        const unsent = failure.kind === "unreachable" || (failure.kind === "refused" && failure.status === 429);
        return decision.kind !== "retry" || (unsent && !soFar.inDoubt);
      }),
    ));

  test("nothing is repeated more often than max_retries says, nor waited for longer than a minute", () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Operation>("read", "deallocate", "create", "change"),
        anyFailure,
        anyWait,
        anySoFar,
        (operation, failure, wait, soFar) => {
          const decision = decide(operation, of(failure, wait), soFar);
          const again =
            decision.kind === "retry" ||
            decision.kind === "retry-once-same-connection" ||
            (decision.kind === "look" && decision.then === "retry");
          const waits = (decision.kind === "retry" || decision.kind === "look" ? decision.afterMs : null) ?? 0;
          return (!again || soFar.repeats < soFar.maxRepeats) && waits <= LONGEST_RETRY_AFTER_MS;
        },
      ),
    ));

  test("a failure is done only where the allocation is gone", () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Operation>("read", "deallocate", "create", "change"),
        anyFailure,
        anySoFar,
        (operation, failure, soFar) => {
          const gone =
            failure.kind === "refused" &&
            ((failure.status === 404 && failure.code === 1) || (failure.status === 410 && failure.code === 22));
          const done = decide(operation, of(failure), soFar).kind === "done";
          return done === (gone && (operation === "read" || operation === "deallocate"));
        },
      ),
    ));
});
