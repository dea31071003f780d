import { runInNewContext } from "node:vm";
import { Broken, type InvariantNumber, INVARIANTS } from "../support/model/judged/invariants";
import { LIES } from "../support/model/judged/lies";
import { type Step } from "../support/model/lives/life";
import { replayOn } from "../support/model/lives/replay";
import { asTest, search } from "../support/model/lives/search";
import { builtProgram, type Program } from "../support/model/machine/built-provider";

let program: Program;
beforeAll(async () => void (program = await builtProgram()));

const CREATED: Step = { step: "apply", line: {} };
const ROTATED: Step = { step: "apply", line: { rotation: "1" } };
const MORE_PARTIES: Step = { step: "apply", line: { parties: 2 } };
const OTHERWISE: Step = {
  step: "apply",
  line: { parties: 2 },
  misreports: [{ on: "call-party", data: { usage: "oneway" } }],
};

test.each<[keyof typeof LIES, InvariantNumber, readonly Step[], RegExp]>([
  ["sendsTwice", 1, [CREATED, ROTATED], /^vn of line \(.*\) was charged, and no plan told of it/],
  ["plansInSilence", 1, [CREATED, MORE_PARTIES], /^call-party of line \(.*\) was charged, and no plan told of it/],
  [
    "remembersNothing",
    1,
    [CREATED, { ...ROTATED, end: { kind: "killed", write: 1, at: "done" } }, ROTATED],
    /^vn of line \(.*\) was charged twice for one change of line$/,
  ],
  ["deletes", 2, [CREATED, MORE_PARTIES], /^\+91\d+ was released with line \(.*\), which no plan told$/],
  ["forgets", 2, [CREATED, { step: "refresh" }], /^line fell out of state, and .* is live$/],
  ["takesIn", 2, [CREATED, { step: "apply", next: { name: "line" }, in: "second" }], /^the creation of next took in/],
  ["savesAnother", 3, [CREATED], /^line is saved with green_vn "\+919845999999", and the last answer told "\+91\d+"$/],
  ["foretells", 3, [CREATED], /^the plan of line foretells the number \+919845999999$/],
  [
    "appliesInSilence",
    3,
    [CREATED, OTHERWISE],
    /^line: usage was planned as "twoway" and told as "oneway": no warning$/,
  ],
  ["neverAnswers", 4, [CREATED, { step: "refresh" }], /^ReadResource waits for something that never comes$/],
  ["throws", 4, [CREATED], /^ApplyResourceChange ended by an exception: Error: at a loss$/],
  ["refusesTheCall", 4, [CREATED], /^PlanResourceChange ended with no message/],
  ["takesItsTime", 4, [CREATED], /^PlanResourceChange has not ended after \d+ ms$/],
])("a provider that %s breaks invariant %i, and an honest one does not", async (lie, invariant, steps, why) => {
  expect(await broken(program, steps)).toBeNull();
  expect(await broken(LIES[lie](program), steps)).toMatchObject({
    invariant,
    why: expect.stringMatching(why) as string,
  });
});

test.each<[keyof typeof LIES, InvariantNumber]>([
  ["sendsTwice", 1],
  ["deletes", 2],
  ["savesAnother", 3],
  ["neverAnswers", 4],
])(
  "random lives find a provider that %s, and the shortest one is printed as a test",
  async (lie, invariant) => {
    const lying = LIES[lie](program);
    const found = await search(lying, 1, 300);
    if (found === null) throw new Error("no life found it");
    expect(found.broken.invariant).toBe(invariant);
    const text = asTest(found);
    expect(text).toContain(`test("invariant ${invariant}, ${INVARIANTS[invariant]}", () =>`);

    // Pasted, it fails against that provider in the same way; with a step less it does not.
    const pasted: (() => Promise<void>)[] = [];
    runInNewContext(text, {
      test: (_title: string, run: () => Promise<void>) => pasted.push(run),
      replay: (steps: readonly Step[]) => replayOn(lying, steps),
    });
    expect(pasted).toHaveLength(1);
    await expect(pasted[0]?.()).rejects.toEqual(found.broken);
    for (const step of found.steps) {
      const less = found.steps.filter((other) => other !== step);
      expect((await broken(lying, less))?.invariant).not.toBe(invariant);
    }
  },
  60_000,
);

/** What a life breaks; null: nothing. */
async function broken(of: Program, steps: readonly Step[]): Promise<Broken | null> {
  try {
    await replayOn(of, steps);
    return null;
  } catch (thrown) {
    if (thrown instanceof Broken) return thrown;
    throw thrown;
  }
}
