import fc from "fast-check";
import { type Maybe, UNKNOWN } from "../../../src/domain/unknown";
import type { RotationTriggers, VnAttributes } from "../../../src/rules/attributes";
import type { Held, Obtained } from "../../../src/rules/vn-rule";
import { A, B, C, request } from "./declarations";

// Small worlds, so that values meet often.
export const number = fc.constantFrom(A, B, C);
export const declaredArb: fc.Arbitrary<Concrete> = fc.record({
  preferences: fc.option(
    fc.record({
      greenvn: fc.option(number),
      region: fc.option(fc.constantFrom("MU", "MH")),
      number_type: fc.option(fc.constantFrom("mobile", "landline")),
    }),
  ),
  strictness: fc.boolean(),
  rotation_triggers: fc.option(fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"))),
});
export const heldArb = fc
  .tuple(declaredArb, fc.option(number))
  .map(([declared, green_vn]): Held => ({ ...declared, green_vn }));
export const obtainedArb = fc
  .option(fc.tuple(number, declaredArb))
  .map((made): Obtained | null => made && requestOf(made[0], made[1]));

export interface Concrete extends VnAttributes {
  readonly preferences: {
    readonly greenvn: string | null;
    readonly region: string | null;
    readonly number_type: string | null;
  } | null;
  readonly strictness: boolean;
  readonly rotation_triggers: Readonly<Record<string, string>> | null;
}

export function requestOf(greenVn: string, { preferences, strictness }: Concrete): Obtained {
  return request(greenVn, {
    ...Object.fromEntries(Object.entries(preferences ?? {}).filter(([, value]) => value !== null)),
    strict: strictness,
  });
}

/** The same declaration with some of its values not known yet. */
export function hide(declared: Concrete, hidden: ReadonlySet<string>): VnAttributes {
  const member = <T>(name: string, value: T): Maybe<T> => (hidden.has(name) ? UNKNOWN : value);
  const { preferences, strictness, rotation_triggers: triggers } = declared;
  return {
    preferences: member(
      "preferences",
      preferences && {
        greenvn: member("greenvn", preferences.greenvn),
        region: member("region", preferences.region),
        number_type: member("number_type", preferences.number_type),
      },
    ),
    strictness: member("strictness", strictness),
    rotation_triggers: member(
      "triggers",
      triggers &&
        (Object.fromEntries(
          Object.entries(triggers).map(([name, value]) => [name, member(name, value)]),
        ) as RotationTriggers),
    ),
  };
}
export const hiddenArb = fc
  .subarray(["preferences", "greenvn", "region", "number_type", "strictness", "triggers", "a", "b"])
  .map((names) => new Set(names));
