import fc from "fast-check";
import { type FaultRule, type Operation } from "../../../../src/sandbox";
import { type Misreport } from "../machine/network";
import { type Address, ADDRESSES, type HandChange, type LineWish, type Run, type Step, type TaskWish } from "./life";

/** Mostly missing: what is rare in a life. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const numberWish = {
  region: rarely(fc.constantFrom("MU", "MH"), 5),
  pin: rarely(fc.constantFrom(0, 1), 2),
  strict: rarely(fc.constant(true), 2),
  rotation: rarely(fc.constantFrom("1", "2"), 3),
};

const lineWish = defined(
  fc.record({
    ...numberWish,
    name: rarely(fc.constantFrom("line", "spare")),
    parties: rarely(fc.constant(2), 3),
    usage: rarely(fc.constant("oneway")),
    pins: rarely(fc.constantFrom(1, 2)),
    policy: rarely(fc.constantFrom("30d", "60d")),
    protected: rarely(fc.constant(true)),
    abandoned: rarely(fc.constant(true)),
  }),
) as fc.Arbitrary<LineWish>;

const taskWish = defined(fc.record({ ...numberWish, of: rarely(fc.constant("line"), 3) })) as fc.Arbitrary<TaskWish>;

const orRemoved = <T>(wish: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 5, arbitrary: wish }, { weight: 1, arbitrary: fc.constant(null) });

const WRITES = ["create", "vn", "call-party", "delete"] as const;

/** What a gateway, a network or the API itself may do to one call. */
const answers = fc.constantFrom<Omit<FaultRule, "on">>(
  { answer: { kind: "reset" } },
  { answer: { kind: "reset" }, work: "done" },
  { answer: { kind: "reset" }, work: "late", late_ms: 2_000 },
  { answer: { kind: "reset" }, work: "late", late_ms: 60_000 },
  { answer: { kind: "hang" } },
  { answer: { kind: "hang" }, work: "done" },
  { answer: { kind: "hang" }, work: "late", late_ms: 20_000 },
  { answer: { kind: "delayed", delay_ms: 20_000 } },
  { answer: { kind: "status", status: 504, body: "html" }, work: "done" },
  { answer: { kind: "status", status: 499 }, work: "late", late_ms: 5_000 },
  { answer: { kind: "status", status: 503 } },
  { answer: { kind: "status", status: 503 }, times: "forever" },
  { answer: { kind: "status", status: 503, body: "html" }, work: "late", late_ms: 6_000 },
  { answer: { kind: "status", status: 429, retry_after: 2 } },
  { answer: { kind: "status", status: 452, code: 4 } },
  { answer: { kind: "status", status: 500 }, times: "forever" },
  { answer: { kind: "empty" }, work: "done" },
  { answer: { kind: "cut" } },
  { answer: { kind: "wrong-types" } },
  { answer: { kind: "wrong-types", field: "green_vn" } },
  { answer: { kind: "wrong-types", field: "greenvn" } },
  { answer: { kind: "status", status: 404, body: "html" } },
  { answer: { kind: "other-id" } },
  { answer: { kind: "other-connection" } },
  { answer: { kind: "refuse", for_ms: 1_000 } },
);

/** A fault of one of these calls. */
const faultOf = (...operations: readonly Operation[]): fc.Arbitrary<FaultRule> =>
  fc
    .tuple(fc.constantFrom(...operations), answers)
    // Nobody can know that the id which a creation is told is another one's.
    .filter(([on, { answer }]) => on !== "create" || answer.kind !== "other-id")
    .map(([on, rule]) => (rule.answer.kind === "refuse" ? rule : { on, ...rule }));

const misreport: fc.Arbitrary<Misreport> = fc.record({
  on: fc.constantFrom(...WRITES),
  data: fc.constantFrom<Misreport["data"]>(
    { usage: "oneway" },
    { aparty_numbers: ["+919000000007"] },
    { green_vn: "+919845000001", greenvn: "+919845000001" },
  ),
});

const faults = fc.array(faultOf("vn", "create", "call-party", "delete", "read"), { minLength: 1, maxLength: 2 });
const nth = fc.constantFrom(1, 1, 1, 2);

/** What an apply meets: faults of single calls, or an end before its time, or both. */
const trouble: fc.Arbitrary<Pick<Run, "faults" | "end">> = fc.oneof(
  { weight: 6, arbitrary: faults.map((some) => ({ faults: some })) },
  { weight: 2, arbitrary: fc.constant({ end: { kind: "unsaved" } as const }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(nth, fc.constantFrom("sent", "done"), rarely(faults))
      .map(([write, at, some]) => ({ end: { kind: "killed", write, at }, ...(some && { faults: some }) }) as const),
  },
  { weight: 1, arbitrary: nth.map((write) => ({ end: { kind: "stopped", write } }) as const) },
  {
    // Whoever waits for an answer outlives its Terraform.
    weight: 3,
    arbitrary: fc
      .tuple(
        nth,
        fc.constantFrom("create", "vn", "call-party"),
        fc.constantFrom<Omit<FaultRule, "on">>(
          { answer: { kind: "delayed", delay_ms: 20_000 } },
          { answer: { kind: "hang" }, work: "done" },
          { answer: { kind: "hang" } },
          { answer: { kind: "hang" }, work: "late", late_ms: 20_000 },
          { answer: { kind: "reset" }, work: "done" },
        ),
      )
      .map(([write, on, rule]) => ({ end: { kind: "orphaned", write }, faults: [{ on, ...rule }] }) as const),
  },
);

const address: fc.Arbitrary<Address> = fc.constantFrom(...ADDRESSES);
const hand = fc.constantFrom<HandChange>("number", "parties", "usage", "vault");
const workspace = rarely(fc.constantFrom("second" as const, "apart" as const), 2);

const run = (step: "apply" | "plan" | "refresh") =>
  defined(
    fc
      .tuple(
        rarely(trouble, 8),
        fc.record({
          step: fc.constant(step),
          in: workspace,
          line: rarely(orRemoved(lineWish), 12),
          next: rarely(orRemoved(lineWish)),
          twin: rarely(orRemoved(lineWish)),
          task: rarely(orRemoved(taskWish), 3),
          replace: rarely(address),
          target: rarely(address),
          refresh: rarely(fc.constant(false)),
          createFirst: rarely(fc.constant(true)),
          meanwhile: rarely(hand),
          planFaults: rarely(fc.array(faultOf("read"), { minLength: 1, maxLength: 1 })),
          misreports: rarely(fc.array(misreport, { minLength: 1, maxLength: 1 })),
        }),
      )
      .map(([met, declared]) => ({ ...declared, ...(step === "apply" ? met : {}) })),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: run("apply") },
  { weight: 1, arbitrary: run("plan") },
  { weight: 1, arbitrary: run("refresh") },
  {
    weight: 1,
    arbitrary: defined(
      fc.record({
        step: fc.constant("import" as const),
        in: workspace,
        to: address,
        of: fc.constantFrom<Address | "elsewhere">(...ADDRESSES, "elsewhere"),
      }),
    ),
  },
  { weight: 1, arbitrary: defined(fc.record({ step: fc.constant("forget" as const), in: workspace, address })) },
  { weight: 1, arbitrary: defined(fc.record({ step: fc.constant("taint" as const), in: workspace, address })) },
  {
    weight: 1,
    arbitrary: defined(
      fc.record({ step: fc.constant("restore" as const), in: workspace, back: fc.constantFrom(1, 1, 2) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant("hand" as const),
      on: fc.constantFrom<Address | "elsewhere">(...ADDRESSES, "elsewhere"),
      change: hand,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ step: "move" }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("wait" as const), hours: fc.constantFrom(1, 30) }) },
) as fc.Arbitrary<Step>;

/** A life of a few steps. */
export const arbitraryLife: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 6, size: "max" });

/** Without the members that are missing, which JSON does not know. */
function defined<T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return arbitrary.map(
    (value) => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T,
  );
}
