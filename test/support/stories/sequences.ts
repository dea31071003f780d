import fc from "fast-check";
import type { AnswerStyle } from "../../../src/sandbox";
import { type Declaration, Later } from "./transitions";

const PARTIES = ["+919876500001", "+919876500003", "+919876500005"];
const OTHERS = ["+919876500002", "+919876500004"];

/** Numbers by their place among those that were free at first; `held` is the one in force. */
type Pin = 0 | 1 | 2 | "held";

interface Wish {
  readonly pin: Pin | null;
  readonly region: string | null;
  readonly number_type: string | null;
  readonly pin_code: string | null;
}

/** One declaration of a sequence, and what happens before it is planned. */
export interface Step {
  readonly wish: Wish | null;
  readonly strictness: boolean | null;
  readonly triggers: Readonly<Record<string, string>> | null;
  readonly aparty: readonly string[];
  readonly bparty: readonly string[];
  readonly apins: readonly number[] | null;
  readonly usage: string | null;
  readonly protection: boolean | null;
  /** Which values are unknown while planning. */
  readonly later: readonly ("region" | "pin" | "trigger" | "party")[];
  readonly byHand: { readonly number?: 0 | 1 | 2; readonly party?: string } | null;
  /** How the API writes its answers from here on. */
  readonly style: Partial<AnswerStyle>;
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const steps: fc.Arbitrary<Step> = fc.record({
  wish: orNull(
    fc.record({
      pin: orNull(fc.constantFrom<Pin>(0, 1, 2, "held")),
      region: orNull(fc.constantFrom("MH", "MU", "KL")),
      number_type: orNull(fc.constantFrom("mobile", "landline")),
      pin_code: orNull(fc.constantFrom("400001", "560001")),
    }),
  ),
  strictness: fc.constantFrom(true, false, null),
  triggers: orNull(
    fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"), { maxKeys: 2, noNullPrototype: true }),
  ),
  aparty: fc.uniqueArray(fc.constantFrom(...PARTIES), { minLength: 1 }),
  bparty: fc.uniqueArray(fc.constantFrom(...OTHERS), { minLength: 1 }),
  apins: orNull(fc.uniqueArray(fc.constantFrom(1111, 2222, 3333))),
  usage: fc.constantFrom("oneway", "twoway", null),
  protection: fc.constantFrom(true, false, null),
  later: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom("region", "pin", "trigger", "party")) },
  ),
  byHand: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.record(
        { number: fc.constantFrom(0, 1, 2), party: fc.constantFrom(...PARTIES) },
        { requiredKeys: [] },
      ),
    },
  ),
  style: fc.record({
    vn_key: fc.constantFrom("documented", "swapped", "both"),
    numbers: fc.constantFrom("e164", "e164", "no-plus", "zero", "national"),
    pins: fc.constantFrom("given", "never", "empty", "null"),
    state: fc.constantFrom("told", "absent"),
    usage: fc.constantFrom("told", "absent"),
    connection_id: fc.constantFrom("told", "absent"),
    party_order: fc.constantFrom("kept", "reversed"),
    unknown_fields: fc.boolean(),
  }),
});

/** Declarations one after another; some only change one thing, or go back to an earlier one, as a `git revert` does. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    steps,
    fc.array(
      fc.oneof(
        steps,
        fc.record({ back: fc.nat(3) }),
        fc.tuple(fc.constantFrom<keyof Step>("wish", "strictness", "triggers", "aparty", "byHand"), steps),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([first, more]) =>
    more.reduce<Step[]>(
      (sequence, next) => {
        const last = sequence.at(-1) ?? first;
        if (Array.isArray(next))
          return [...sequence, { ...last, byHand: null, later: [], [next[0]]: next[1][next[0]] }];
        if ("back" in next) return [...sequence, { ...(sequence.at(-2 - next.back) ?? last), byHand: null }];
        return [...sequence, next];
      },
      [first],
    ),
  );

/** `numbers`: those that the steps pin by their place; `held`: the number in force. */
export function declarationOf(
  step: Step,
  {
    connectionId,
    numbers,
    held,
  }: { readonly connectionId: string; readonly numbers: readonly string[]; readonly held: string },
): Declaration {
  const maybe = (name: Step["later"][number], value: unknown) =>
    step.later.includes(name) && value !== null ? new Later(value) : value;
  const { wish, triggers } = step;
  const pin = wish?.pin === "held" ? held : wish?.pin === null || wish === null ? null : numbers[wish.pin];
  const [first, ...more] = step.aparty;
  return {
    connection_id: connectionId,
    aparty_numbers: [maybe("party", first), ...more],
    bparty_numbers: step.bparty,
    aparty_pins: step.apins,
    usage: step.usage,
    preferences: wish && {
      greenvn: maybe("pin", pin),
      region: maybe("region", wish.region),
      number_type: wish.number_type,
      pin_code: wish.pin_code,
    },
    strictness: step.strictness,
    rotation_triggers:
      triggers &&
      Object.fromEntries(
        Object.entries(triggers).map(([name, value], at) => [name, at === 0 ? maybe("trigger", value) : value]),
      ),
    deletion_protection: step.protection,
  };
}
