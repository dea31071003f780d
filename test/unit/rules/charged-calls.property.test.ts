import fc from "fast-check";
import { samePhoneNumber } from "../../../src/domain/phone-number";
import { type Maybe, UNKNOWN } from "../../../src/domain/unknown";
import type { PartyAttributes } from "../../../src/rules/attributes";
import {
  type AllocationAttributes,
  allocationCalls,
  assignmentCalls,
  partyChanges,
  samePhoneNumbers,
} from "../../../src/rules/charged-calls";
import { decideVn, type VnDecision } from "../../../src/rules/vn-rule";
import { runs } from "../../support/random/runs";
import { declaredArb, heldArb, hiddenArb, hide, obtainedArb } from "./arbitrary-declarations";

const numbers = fc.uniqueArray(fc.constantFrom("+919876543210", "+919812345678", "+918888877777"), { minLength: 1 });
const pins = fc.option(fc.uniqueArray(fc.constantFrom(1, 22, 333)));
const partiesArb = fc.record({
  aparty_numbers: numbers,
  bparty_numbers: numbers,
  aparty_pins: pins,
  bparty_pins: pins,
  pins_wo_version: fc.option(fc.constantFrom(0, 1, 2)),
  usage: fc.constantFrom("oneway", "twoway"),
});
const hiddenPartiesArb = fc.subarray([
  "aparty_numbers",
  "bparty_numbers",
  "aparty_pins",
  "bparty_pins",
  "pins_wo_version",
  "usage",
]);

const RUNS = runs(100);
/** What a plan holds for `green_vn`: unknown where a call follows. */
const plannedNumber = (decision: Exclude<VnDecision, { kind: "contradiction" }>): Maybe<string> | null =>
  decision.kind === "call" ? UNKNOWN : decision.greenVn;
const operations = (calls: ReturnType<typeof allocationCalls>): string[] => calls.map(({ operation }) => operation);

test("an unchanged declaration is not charged", () => {
  fc.assert(
    fc.property(heldArb, partiesArb, (held, parties) => {
      const state = { ...held, ...parties };
      expect(allocationCalls(state, state)).toEqual([]);
      expect(assignmentCalls(held, held)).toEqual([]);
    }),
    RUNS,
  );
});

test("neither order nor the form in which a number is told is a change", () => {
  const forms = (number: string): fc.Arbitrary<string> =>
    fc.constantFrom(
      number,
      number.slice(1),
      `0${number.slice(3)}`,
      `${number.slice(0, 3)} ${number.slice(3, 8)} ${number.slice(8)}`,
    );
  const retold = (known: readonly string[]) =>
    fc
      .tuple(...known.map(forms))
      .chain((told) => fc.shuffledSubarray(told, { minLength: told.length, maxLength: told.length }));
  const both = partiesArb.chain((parties) =>
    fc.tuple(fc.constant(parties), retold(parties.aparty_numbers), retold(parties.bparty_numbers)),
  );
  fc.assert(
    fc.property(heldArb, both, (held, [parties, aparty_numbers, bparty_numbers]) => {
      expect(allocationCalls({ ...held, ...parties, aparty_numbers, bparty_numbers }, { ...held, ...parties })).toEqual(
        [],
      );
    }),
    RUNS,
  );
});

test("a plan counts a number's call exactly where the rule decides for one, and calls it exact only where it is certain", () => {
  fc.assert(
    fc.property(
      heldArb,
      declaredArb,
      hiddenArb,
      obtainedArb,
      partiesArb,
      (held, declared, hidden, obtained, parties) => {
        const seen = hide(declared, hidden);
        const decision = decideVn(held, seen, obtained);
        fc.pre(decision.kind !== "contradiction");
        const green_vn = plannedNumber(decision);
        const calls = allocationCalls({ ...held, ...parties }, { ...seen, ...parties, green_vn });
        expect(operations(calls)).toEqual(decision.kind === "call" ? ["vn"] : []);
        expect(assignmentCalls(held, { ...seen, green_vn })).toEqual(calls);
        for (const { certainty } of calls)
          expect(certainty === "exact" && decision.kind === "call" && !decision.certain).toBe(false);
      },
    ),
    RUNS,
  );
});

test("whatever parties turn out to be, they are charged at most as planned, and exactly where the plan is exact", () => {
  fc.assert(
    fc.property(heldArb, partiesArb, partiesArb, hiddenPartiesArb, (held, before, after, hidden) => {
      const masked: Record<string, unknown> = { ...after };
      for (const name of hidden) masked[name] = UNKNOWN;
      const prior: AllocationAttributes = { ...held, ...before };
      const planned = allocationCalls(prior, {
        ...held,
        ...(masked as { [name in keyof PartyAttributes]: Maybe<never> }),
      });
      const applied = allocationCalls(prior, { ...held, ...after });
      expect(operations(planned)).toEqual(expect.arrayContaining(operations(applied)));
      if (planned.every(({ certainty }) => certainty === "exact"))
        expect(operations(applied)).toEqual(operations(planned));
    }),
    RUNS,
  );
});

test("at most one call to each endpoint, the parties first", () => {
  fc.assert(
    fc.property(
      heldArb,
      declaredArb,
      obtainedArb,
      partiesArb,
      partiesArb,
      (held, declared, obtained, before, after) => {
        const decision = decideVn(held, declared, obtained);
        fc.pre(decision.kind !== "contradiction");
        const calls = allocationCalls(
          { ...held, ...before },
          { ...declared, ...after, green_vn: plannedNumber(decision) },
        );
        expect(["", "call-party", "vn", "call-party,vn"]).toContain(operations(calls).join());
      },
    ),
    RUNS,
  );
});

describe("sets of parties", () => {
  const form = fc
    .tuple(
      fc.constantFrom("+919876543210", "+919812345678", "+6591234567"),
      fc.constantFrom<(e164: string) => string>(
        (e164) => e164,
        (e164) => e164.slice(1),
        (e164) => `0${e164.slice(3)}`,
        (e164) => e164.slice(3),
      ),
    )
    .map(([number, told]) => told(number));
  const set = fc.array(form, { maxLength: 4 });
  const pinSet = fc.array(fc.constantFrom(1, 22, 333, 4444), { maxLength: 4 });
  /** By comparing each with each. */
  const compared = <T>(prior: readonly T[], planned: readonly T[], equal: (one: T, other: T) => boolean): boolean =>
    prior.length === planned.length && planned.every((value) => prior.some((known) => equal(value, known)));

  test("are one where each number is the same as one of the others, and each PIN", () => {
    fc.assert(
      fc.property(set, set, pinSet, pinSet, (before, after, pinsBefore, pinsAfter) => {
        const parties = { bparty_numbers: [], bparty_pins: null, pins_wo_version: null, usage: "twoway" };
        const changed = partyChanges(
          { ...parties, aparty_numbers: before, aparty_pins: pinsBefore },
          { ...parties, aparty_numbers: after, aparty_pins: pinsAfter },
        ).map(({ name }) => name);
        expect(samePhoneNumbers(before, after)).toBe(compared(before, after, samePhoneNumber));
        expect(changed).toEqual([
          ...(compared(before, after, samePhoneNumber) ? [] : ["aparty_numbers"]),
          ...(compared(pinsBefore, pinsAfter, Object.is) ? [] : ["aparty_pins"]),
        ]);
      }),
      runs(300),
    );
  });

  test("of 10,000 numbers a side are compared in less time than a person notices", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `+9198${String(index).padStart(8, "0")}`);
    const told = many.map((number, index) => (index % 2 === 0 ? number.slice(1) : number.slice(3))).reverse();
    const startedMs = performance.now();
    expect([samePhoneNumbers(many, told), samePhoneNumbers(many, [...told.slice(1), "+911"])]).toEqual([true, false]);
    // Comparing each with each takes over a minute.
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });
});
