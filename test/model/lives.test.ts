import { type Step } from "../support/model/lives/life";
import { replayOn } from "../support/model/lives/replay";
import { asTest, search } from "../support/model/lives/search";
import { builtProgram, type Program } from "../support/model/machine/built-provider";

/** A longer run has others. */
const LIVES = Number(process.env["GREENVN_LIVES"] ?? 2000);
const SEED = Number(process.env["GREENVN_LIVES_SEED"] ?? 1);

let program: Program;
beforeAll(async () => void (program = await builtProgram()));

const replay = (steps: readonly Step[]): Promise<void> => replayOn(program, steps);

test(`${LIVES} random lives break no invariant`, async () => {
  const found = await search(program, SEED, LIVES);
  if (found !== null)
    throw new Error(`${found.broken.message}\n\nThe life as a test of this file:\n\n${asTest(found)}`);
}, 3_600_000);

describe("a creation takes in no allocation that another state holds", () => {
  test("at another address of the same apply, by another provider block", () =>
    replay([{ step: "apply", line: {}, twin: { name: "line" } }]));

  test("of another state of the same workspace", () =>
    replay([
      { step: "apply", line: {} },
      { step: "apply", in: "apart", line: {} },
    ]));

  test("that a targeted plan does not look at", () =>
    replay([
      { step: "apply", line: {} },
      { step: "apply", next: { name: "line" }, target: "next" },
    ]));

  test("which it is to replace first, tainted and not refreshed", () =>
    replay([
      { step: "apply", line: {} },
      { step: "taint", address: "line" },
      { step: "apply", createFirst: true, refresh: false },
    ]));
});

describe("nothing is sent beside a provider that still waits for the answer to the same", () => {
  test("a creation", () =>
    replay([
      {
        step: "apply",
        line: {},
        end: { kind: "orphaned", write: 1 },
        faults: [{ on: "create", answer: { kind: "hang" } }],
      },
      { step: "apply" },
    ]));

  test.each(["vn", "call-party"] as const)("a change: %s", (on) =>
    replay([
      { step: "apply", line: {} },
      {
        step: "apply",
        line: { rotation: "1", parties: 2 },
        end: { kind: "orphaned", write: on === "vn" ? 2 : 1 },
        faults: [{ on, answer: { kind: "hang" } }],
      },
      { step: "apply" },
    ]),
  );
});

test("a number that an unsaved apply was granted, and that somebody changed since, is not saved as the one in force", () =>
  replay([
    { step: "apply", line: {} },
    { step: "apply", line: { region: "MH" }, end: { kind: "unsaved" } },
    { step: "apply", refresh: false, meanwhile: "number" },
  ]));

test("a tainted assignment is made anew with no call that its plan did not tell of", () =>
  replay([
    { step: "apply", task: {} },
    { step: "taint", address: "task" },
    { step: "apply", task: { rotation: "1" } },
  ]));

test("a creation of an assignment saves what the answer to its call told", () =>
  replay([{ step: "apply", task: { region: "MH" }, misreports: [{ on: "vn", data: { usage: "oneway" } }] }]));

describe("a change that landed, on what somebody had changed, in a run that is not saved: it is made once", () => {
  test("of the number", () =>
    replay([
      { step: "apply", line: {} },
      { step: "hand", on: "line", change: "number" },
      { step: "apply", line: { rotation: "1" }, end: { kind: "unsaved" } },
      { step: "apply" },
    ]));

  test("of the parties", () =>
    replay([
      { step: "apply", line: {} },
      { step: "hand", on: "line", change: "usage" },
      { step: "apply", line: { parties: 2, pins: 2 }, end: { kind: "unsaved" } },
      { step: "apply" },
    ]));
});
