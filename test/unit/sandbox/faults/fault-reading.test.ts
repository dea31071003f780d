import { readFaultRules } from "../../../../src/sandbox/faults/fault-reading";
import { type FaultRule } from "../../../../src/sandbox/faults/fault-rule";

const RESET = { kind: "reset" };

test("every kind of rule that there is", () => {
  const rules: readonly FaultRule[] = [
    { answer: { kind: "refuse", for_ms: 100 } },
    { on: "read", answer: { kind: "then-refuse", for_ms: 100 } },
    {
      on: ["vn", "call-party"],
      greenvn_id: "x",
      connection_id: "c",
      skip: 1,
      times: "forever",
      work: "done",
      answer: { kind: "reset" },
    },
    { probability: 0.2, seed: 4, work: "late", late_ms: 2_000, answer: { kind: "close" } },
    { answer: { kind: "hang" } },
    { answer: { kind: "hang", for_ms: 5 } },
    { answer: { kind: "delayed", delay_ms: 5 } },
    { answer: { kind: "trickle", every_ms: 1, bytes: 7 } },
    { answer: { kind: "status", status: 429, retry_after: 2 } },
    { answer: { kind: "status", status: 429, retry_after: "Wed, 21 Oct 2015 07:28:00 GMT" } },
    {
      answer: {
        kind: "status",
        status: 503,
        code: null,
        message: "busy",
        retry_after_date_s: 3,
        headers: { "X-RateLimit-Limit": "5" },
        body: "html",
      },
    },
    { answer: { kind: "html", status: 502 } },
    { answer: { kind: "empty" } },
    { answer: { kind: "envelope", status: 409, code: 18 } },
    { answer: { kind: "cut", at: 10, framing: "closed" } },
    { answer: { kind: "oversized", how: "streamed", bytes: 1_000 } },
    { answer: { kind: "content-type", value: "text/plain" } },
    { answer: { kind: "packed", encoding: "gzip, br" } },
    { answer: { kind: "packed", encoding: "deflate", bare: true, flaw: "bomb" } },
    { answer: { kind: "wrong-types", field: "state" } },
    { answer: { kind: "deep", depth: 200 } },
    { answer: { kind: "other-id" } },
    { answer: { kind: "other-connection" } },
    { answer: { kind: "redirect", location: "https://example.invalid/" } },
    { answer: { kind: "escapes" } },
    { answer: { kind: "echo", status: 401 } },
  ];
  expect(readFaultRules(rules)).toEqual({ kind: "rules", rules });
});

test.each<[unknown, string]>([
  [{}, "faults must be a list of rules"],
  [[7], "rule 0: must be an object"],
  [[{}], "rule 0: answer must be an object"],
  [[{ answer: RESET }, { answer: { kind: "explode" } }], 'rule 1: there is no answer of kind "explode"'],
  [[{ answer: { kind: "constructor" } }], 'rule 0: there is no answer of kind "constructor"'],
  [[{ answer: RESET, when: "now" }], "rule 0: there is no when"],
  [[{ answer: { kind: "reset", for_ms: 1 } }], "rule 0: there is no answer.for_ms"],
  [[{ answer: { kind: "refuse" } }], "rule 0: answer.for_ms is missing"],
  [[{ answer: { kind: "refuse", for_ms: 600_001 } }], "rule 0: answer.for_ms must be a whole number from 0 to 600000"],
  [
    [{ on: "update", answer: RESET }],
    'rule 0: on must be one of "create", "read", "vn", "call-party", "delete", "settings", "settings-change"',
  ],
  [
    [{ on: ["read", "x"], answer: RESET }],
    'rule 0: on must be one of "create", "read", "vn", "call-party", "delete", "settings", "settings-change"',
  ],
  [[{ times: 0, answer: RESET }], 'rule 0: times must be one of "forever" or a whole number from 1 to 1000000'],
  [[{ probability: 20, answer: RESET }], "rule 0: probability must be a number from 0 to 1"],
  [[{ late_ms: 5, answer: RESET }], 'rule 0: late_ms and work: "late" go together'],
  [[{ work: "late", answer: RESET }], 'rule 0: late_ms and work: "late" go together'],
  [
    [{ work: "none", answer: { kind: "cut" } }],
    'rule 0: an answer of kind cut is made from the true one: work must be "done"',
  ],
  [
    [{ on: "vn", answer: { kind: "refuse", for_ms: 5 } }],
    "rule 0: a refusal begins at once and takes no on; to time it by a call, use then-refuse",
  ],
  [[{ answer: { kind: "status", status: 99 } }], "rule 0: answer.status must be a whole number from 200 to 599"],
  [
    [{ answer: { kind: "status", status: 500, headers: { "a b": "c" } } }],
    "rule 0: answer.headers must be an object of header names and strings",
  ],
  [
    [{ answer: { kind: "redirect", location: "x\r\ny: z" } }],
    "rule 0: answer.location must be a string that fits in a header",
  ],
])("%j: %s", (value, problem) => expect(readFaultRules(value)).toEqual({ kind: "problem", problem }));
