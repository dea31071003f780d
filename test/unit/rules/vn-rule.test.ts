import { UNKNOWN } from "../../../src/domain/unknown";
import type { VnAttributes } from "../../../src/rules/attributes";
import {
  decideVn,
  type Held,
  type OpenRequest,
  pinnedNumber,
  prefers,
  rotates,
  type VnDecision,
} from "../../../src/rules/vn-rule";
import {
  A,
  B,
  C,
  calls,
  declaration,
  type Declares,
  EMPTY_PREFERENCES,
  keeps,
  mayCall,
  pin,
  refuses,
  request,
  wish,
} from "./declarations";

/**
 * What is in force, what was declared when it came into force, what is declared now, and the request that obtained the
 * number.
 */
interface VnCase {
  readonly held: string | null;
  readonly was: Declares;
  readonly now: Declares;
  /** Left out: nothing is known of it. */
  readonly got?: Declares;
}

const decide = ({ held, was, now, got }: VnCase): VnDecision =>
  decideVn(
    { ...declaration(was), green_vn: held },
    declaration(now),
    got === undefined || held === null ? null : request(held, got),
  );

describe("the VN rule", () => {
  test.each<[string, VnCase, VnDecision]>([
    // Rule 1: what asks for a call.
    ["1: nothing changed, nothing wished", { held: A, was: {}, now: {} }, keeps(A)],
    [
      "1: nothing changed, much wished",
      { held: A, was: { region: "MU", number_type: "mobile" }, now: { region: "MU", number_type: "mobile" } },
      keeps(A),
    ],
    ["1: a first region", { held: A, was: {}, now: { region: "MH" } }, calls()],
    ["1: another region", { held: A, was: { region: "MU" }, now: { region: "MH" } }, calls()],
    ["1: a first number type", { held: A, was: {}, now: { number_type: "landline" } }, calls()],
    ["1: another number type", { held: A, was: { number_type: "mobile" }, now: { number_type: "landline" } }, calls()],
    ["1: a first number wished", { held: A, was: {}, now: wish(B) }, calls()],
    ["1: another number wished", { held: A, was: wish(B), now: wish(C) }, calls()],
    [
      "1: region and type at once are one call",
      { held: A, was: { region: "MU", number_type: "mobile" }, now: { region: "MH", number_type: "landline" } },
      calls(),
    ],
    [
      "1: one preference removed, another set",
      { held: A, was: { number_type: "mobile" }, now: { region: "MH" } },
      calls(),
    ],
    [
      "1: one preference removed, another kept",
      { held: A, was: { region: "MU", number_type: "mobile" }, now: { region: "MU" } },
      keeps(A),
    ],
    [
      "1: strict from now on, with a region",
      { held: A, was: { region: "MU" }, now: { region: "MU", strict: true } },
      calls(),
    ],
    ["1: strict from now on, with no preferences", { held: A, was: {}, now: { strict: true } }, keeps(A)],
    [
      "1: strict from now on, and the last preference removed",
      { held: A, was: { region: "MU" }, now: { strict: true } },
      keeps(A),
    ],
    [
      "1: strict from now on, one preference removed beside it",
      { held: A, was: { region: "MU", number_type: "mobile" }, now: { region: "MU", strict: true } },
      calls(),
    ],
    ["1: strict no more", { held: A, was: { region: "MU", strict: true }, now: { region: "MU" } }, keeps(A)],
    [
      "1: strict as before",
      { held: A, was: { region: "MU", strict: true }, now: { region: "MU", strict: true } },
      keeps(A),
    ],
    [
      "1: strictness that state never had is false",
      { held: A, was: { region: "MU", strict: null }, now: { region: "MU", strict: true } },
      calls(),
    ],
    [
      "1: strictness left out is false",
      { held: A, was: { region: "MU" }, now: { region: "MU", strict: null } },
      keeps(A),
    ],
    ["1: strictly pinned, and the number drifted", { held: A, was: pin(B), now: pin(B) }, calls()],
    ["1: wished, and the number drifted", { held: A, was: wish(B), now: wish(B) }, keeps(A)],
    [
      "1: wished with strictness left out, and the number drifted",
      { held: A, was: wish(B), now: { ...wish(B), strict: null } },
      keeps(A),
    ],
    ["1: no number is known to be in force, so none drifted", { held: null, was: pin(B), now: pin(B) }, keeps(null)],
    ["1: first triggers", { held: A, was: {}, now: { triggers: { leak: "1" } } }, calls()],
    [
      "1: another value of a trigger",
      { held: A, was: { triggers: { leak: "1" } }, now: { triggers: { leak: "2" } } },
      calls(),
    ],
    [
      "1: one trigger more",
      { held: A, was: { triggers: { leak: "1" } }, now: { triggers: { leak: "1", quarter: "3" } } },
      calls(),
    ],
    [
      "1: one trigger fewer, but some left",
      { held: A, was: { triggers: { leak: "1", quarter: "3" } }, now: { triggers: { leak: "1" } } },
      calls(),
    ],
    ["1: a trigger renamed", { held: A, was: { triggers: { leak: "1" } }, now: { triggers: { leaks: "1" } } }, calls()],
    [
      "1: a trigger that turns null",
      { held: A, was: { triggers: { leak: "1" } }, now: { triggers: { leak: null } } },
      calls(),
    ],
    [
      "1: one trigger exchanged for another that is null",
      { held: A, was: { triggers: { leak: "1", quarter: "3" } }, now: { triggers: { leak: "1", month: null } } },
      calls(),
    ],
    [
      "1: the same triggers in another order",
      { held: A, was: { triggers: { a: "1", b: "2" } }, now: { triggers: { b: "2", a: "1" } } },
      keeps(A),
    ],
    ["1: triggers removed", { held: A, was: { triggers: { leak: "1" } }, now: {} }, keeps(A)],
    ["1: triggers emptied", { held: A, was: { triggers: { leak: "1" } }, now: { triggers: {} } }, keeps(A)],
    ["1: empty triggers are none", { held: A, was: {}, now: { triggers: {} } }, keeps(A)],
    [
      "1: triggers that only inherited names could match",
      { held: A, was: { triggers: { leak: "1" } }, now: { triggers: { constructor: "1" } } },
      calls(),
    ],

    // Rule 2: what excuses it.
    ["2: a preference only removed", { held: A, was: { region: "MH" }, now: {} }, keeps(A)],
    ["2: a wished number only removed", { held: A, was: wish(B), now: {} }, keeps(A)],
    ["2: a strict pin only removed", { held: A, was: pin(A), now: { strict: true } }, keeps(A)],
    ["2: pinned to the number in force", { held: A, was: {}, now: pin(A) }, keeps(A)],
    ["2: wished is the number in force", { held: A, was: wish(B), now: wish(A) }, keeps(A)],
    [
      "2: the number in force was told without its country code",
      { held: "07205827365", was: {}, now: pin(A) },
      keeps("07205827365"),
    ],
    [
      "2: pinned to the number in force, region and type change beside it",
      { held: A, was: { region: "MU" }, now: { ...pin(A), region: "MH", number_type: "mobile" } },
      keeps(A),
    ],
    ["2: wished is the number in force, strict from now on", { held: A, was: wish(A), now: pin(A) }, keeps(A)],
    [
      "2: pinned to the number in force, but triggers rotate",
      { held: A, was: wish(A), now: { ...wish(A), triggers: { leak: "1" } } },
      calls(),
    ],
    ["2: a removal taken back", { held: A, got: { region: "MH" }, was: {}, now: { region: "MH" } }, keeps(A)],
    [
      "2: a removal taken back, strictness left out",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MH", strict: null } },
      keeps(A),
    ],
    [
      "2: a removal taken back, of all that was asked for",
      {
        held: A,
        got: { ...wish(B), region: "MH", number_type: "mobile" },
        was: { number_type: "mobile" },
        now: { ...wish(B), region: "MH", number_type: "mobile" },
      },
      keeps(A),
    ],
    [
      "2: a removal taken back in part",
      { held: A, got: { region: "MH", number_type: "mobile" }, was: {}, now: { region: "MH" } },
      calls(),
    ],
    [
      "2: a removal taken back, and more asked for",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MH", number_type: "mobile" } },
      calls(),
    ],
    [
      "2: a removal taken back with another value",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MU" } },
      calls(),
    ],
    [
      "2: a removal taken back, strict this time",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MH", strict: true } },
      calls(),
    ],
    [
      "2: strictness taken back and given again",
      { held: A, got: { region: "MH", strict: true }, was: { region: "MH" }, now: { region: "MH", strict: true } },
      keeps(A),
    ],
    [
      "2: a removal taken back, but triggers rotate",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MH", triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "2: triggers as before beside a removal taken back",
      {
        held: A,
        got: { region: "MH" },
        was: { triggers: { leak: "1" } },
        now: { region: "MH", triggers: { leak: "1" } },
      },
      keeps(A),
    ],
    [
      "2: what a create obtained counts too",
      { held: A, got: { region: "MU", strict: true }, was: { strict: true }, now: { region: "MU", strict: true } },
      keeps(A),
    ],

    // Rule 3: what is planned for green_vn.
    ["3: strict and pinned: not known until it is granted", { held: A, was: {}, now: pin(B) }, calls()],
    [
      "3: strict and pinned, with a region beside it",
      { held: A, was: { region: "MU" }, now: { ...pin(B), region: "MH" } },
      calls(),
    ],
    ["3: strict from now on with a pin that is not in force", { held: A, was: wish(B), now: pin(B) }, calls()],
    ["3: strict, not pinned: unknown", { held: A, was: {}, now: { region: "MH", strict: true } }, calls()],
    ["3: pinned, not strict: unknown", { held: A, was: {}, now: wish(B) }, calls()],
    ["3: no number known so far, and a region", { held: null, was: {}, now: { region: "MH" } }, calls()],

    // Rule 5: another number granted than the one wished.
    [
      "5: another number granted, not strict: nothing more, ever",
      { held: A, got: wish(B), was: wish(B), now: wish(B) },
      keeps(A),
    ],
    [
      "5: another number granted, the wish removed and taken back",
      { held: A, got: wish(B), was: {}, now: wish(B) },
      keeps(A),
    ],
    [
      "5: another number granted, and strict from now on",
      { held: A, got: wish(B), was: wish(B), now: pin(B) },
      calls(),
    ],
    [
      "5: another number granted even to a strict pin: the very request is not charged again",
      { held: A, got: pin(B), was: pin(B), now: pin(B) },
      keeps(A),
    ],

    // Rule 6: rotations.
    [
      "6: a rotation while strictly pinned to the number in force",
      { held: A, was: pin(A), now: { ...pin(A), triggers: { leak: "1" } } },
      refuses(A),
    ],
    [
      "6: a rotation, strictly pinned to another number",
      { held: A, was: pin(A), now: { ...pin(B), triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "6: a rotation, and the pin loosened",
      { held: A, was: pin(A), now: { ...wish(A), triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "6: a rotation, and the pin removed",
      { held: A, was: pin(A), now: { strict: true, triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "6: a rotation with strict preferences that pin nothing",
      { held: A, was: { region: "MU", strict: true }, now: { region: "MU", strict: true, triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "6: a rotation while pinned to the number in force, strictness left out",
      { held: A, was: wish(A), now: { ...wish(A), strict: null, triggers: { leak: "1" } } },
      calls(),
    ],
    [
      "6: triggers removed while strictly pinned to the number in force",
      { held: A, was: { ...pin(A), triggers: { leak: "1" } }, now: pin(A) },
      keeps(A),
    ],

    // Rule 8: values that are known only after apply.
    ["8: a region not known yet", { held: A, was: { region: "MU" }, now: { region: UNKNOWN } }, mayCall],
    ["8: a number type not known yet", { held: A, was: {}, now: { number_type: UNKNOWN } }, mayCall],
    ["8: a wished number not known yet", { held: A, was: {}, now: { greenvn: UNKNOWN } }, mayCall],
    ["8: a strict pin not known yet", { held: A, was: {}, now: { greenvn: UNKNOWN, strict: true } }, mayCall],
    ["8: triggers not known yet", { held: A, was: { triggers: { leak: "1" } }, now: { triggers: UNKNOWN } }, mayCall],
    [
      "8: one trigger not known yet, the others as before",
      { held: A, was: { triggers: { a: "1", b: "2" } }, now: { triggers: { a: "1", b: UNKNOWN } } },
      mayCall,
    ],
    [
      "8: one trigger not known yet, another changed",
      { held: A, was: { triggers: { a: "1", b: "2" } }, now: { triggers: { a: "2", b: UNKNOWN } } },
      calls(),
    ],
    ["8: one trigger more, not known yet", { held: A, was: {}, now: { triggers: { a: UNKNOWN } } }, calls()],
    [
      "8: strictness not known yet, with preferences",
      { held: A, was: { region: "MU" }, now: { region: "MU", strict: UNKNOWN } },
      mayCall,
    ],
    ["8: strictness not known yet, with none", { held: A, was: {}, now: { strict: UNKNOWN } }, keeps(A)],
    [
      "8: strictness not known yet, strict before",
      { held: A, was: { region: "MU", strict: true }, now: { region: "MU", strict: UNKNOWN } },
      keeps(A),
    ],
    [
      "8: strictness not known yet, strict before and drifted from the pin",
      { held: A, was: pin(B), now: { ...wish(B), strict: UNKNOWN } },
      mayCall,
    ],
    [
      "8: strict from now on, and a wish not known yet may be all there is",
      { held: A, was: {}, now: { strict: true, region: UNKNOWN } },
      mayCall,
    ],
    [
      "8: one value not known yet, another changed: certain all the same",
      { held: A, was: { region: "MU" }, now: { region: "MH", number_type: UNKNOWN } },
      calls(),
    ],
    [
      "8: a region changed, and the wished number, not known yet, may be the one in force",
      { held: A, was: { region: "MU" }, now: { region: "MH", greenvn: UNKNOWN } },
      mayCall,
    ],
    [
      "8: no number known so far can be the wished one",
      { held: null, was: { region: "MU" }, now: { region: "MH", greenvn: UNKNOWN } },
      calls(),
    ],
    [
      "8: whatever the region turns out to be, the pin is in force",
      { held: A, was: { ...pin(A), region: "MU" }, now: { ...pin(A), region: UNKNOWN } },
      keeps(A),
    ],
    [
      "8: the value not known yet may be what obtained the number",
      { held: A, got: { region: "MH", number_type: "mobile" }, was: {}, now: { region: "MH", number_type: UNKNOWN } },
      mayCall,
    ],
    [
      "8: triggers not known yet, strictly pinned to the number in force",
      { held: A, was: pin(A), now: { ...pin(A), triggers: UNKNOWN } },
      mayCall,
    ],
    [
      "8: triggers not known yet, and drifted from the strict pin",
      { held: A, was: pin(B), now: { ...pin(B), triggers: UNKNOWN } },
      calls(),
    ],
    [
      "8: a rotation that turns out to be refused where strictness is true",
      { held: A, was: wish(A), now: { ...wish(A), strict: UNKNOWN, triggers: { leak: "1" } } },
      mayCall,
    ],
    [
      "8: a rotation that turns out to be refused where the pin is the number in force",
      { held: A, was: { strict: true }, now: { strict: true, greenvn: UNKNOWN, triggers: { leak: "1" } } },
      mayCall,
    ],

    // Not preferences at all.
    ["pin_code: a lone one is no preference", { held: A, was: {}, now: { pin_code: "400001" } }, keeps(A)],
    ["pin_code: another one", { held: A, was: { pin_code: "110001" }, now: { pin_code: "400001" } }, keeps(A)],
    ["pin_code: not known yet", { held: A, was: {}, now: { pin_code: UNKNOWN } }, keeps(A)],
    [
      "pin_code: strict from now on with a lone one",
      { held: A, was: { pin_code: "400001" }, now: { pin_code: "400001", strict: true } },
      keeps(A),
    ],
    [
      "pin_code: beside a region that changes",
      { held: A, was: { region: "MU", pin_code: "400001" }, now: { region: "MH", pin_code: "411001" } },
      calls(),
    ],
    [
      "pin_code: beside a removal taken back",
      { held: A, got: { region: "MH" }, was: {}, now: { region: "MH", pin_code: "411001" } },
      keeps(A),
    ],

    // A fresh import: what no answer tells was taken over from the declaration, which may not be known yet.
    [
      "import: a region not known yet was taken over",
      { held: A, was: { region: UNKNOWN }, now: { region: UNKNOWN } },
      keeps(A),
    ],
    [
      "import: strictness not known yet was taken over",
      { held: A, was: { region: "MU", strict: UNKNOWN }, now: { region: "MU", strict: UNKNOWN } },
      keeps(A),
    ],
    [
      "import: triggers that were taken over before they were known",
      { held: A, was: { triggers: UNKNOWN }, now: { triggers: { leak: "1" } } },
      keeps(A),
    ],
    [
      "import: triggers not known yet were taken over",
      { held: A, was: { triggers: UNKNOWN }, now: { triggers: UNKNOWN } },
      keeps(A),
    ],
    [
      "import: one trigger not known yet was taken over with the others",
      { held: A, was: { triggers: { a: "1", b: UNKNOWN } }, now: { triggers: { a: "1", b: UNKNOWN } } },
      keeps(A),
    ],
    [
      "import: a pinned number is never taken over",
      { held: A, was: { region: "MU", strict: true }, now: { ...pin(B), region: "MU" } },
      calls(),
    ],
    [
      "import: nor one that is not known yet",
      { held: A, was: { region: "MU" }, now: { greenvn: UNKNOWN, region: "MU" } },
      mayCall,
    ],
    [
      "import: a pin on the number in force",
      { held: A, was: { region: "MU", strict: true }, now: { ...pin(A), region: "MU" } },
      keeps(A),
    ],
  ])("%s", (_rule, given, expected) => expect(decide(given)).toEqual(expected));

  const held = (was: VnAttributes): Held => ({ ...was, green_vn: A });
  const nothing = declaration({});

  test.each<[string, VnAttributes, VnAttributes, VnDecision]>([
    ["{} is no preferences", nothing, { ...nothing, preferences: EMPTY_PREFERENCES }, keeps(A)],
    [
      "{} and strict from now on",
      { ...nothing, preferences: EMPTY_PREFERENCES },
      { ...nothing, preferences: EMPTY_PREFERENCES, strictness: true },
      keeps(A),
    ],
    ["a region after {}", { ...nothing, preferences: EMPTY_PREFERENCES }, declaration({ region: "MH" }), calls()],
    ["{} after a region", declaration({ region: "MH" }), { ...nothing, preferences: EMPTY_PREFERENCES }, keeps(A)],
    ["all preferences not known yet", nothing, { ...nothing, preferences: UNKNOWN }, mayCall],
    [
      "all preferences not known yet, and a rotation",
      nothing,
      { ...nothing, preferences: UNKNOWN, rotation_triggers: { leak: "1" } },
      calls(),
    ],
  ])("preferences as Terraform hands them over: %s", (_rule, was, now, expected) =>
    expect(decideVn(held(was), now, null)).toEqual(expected),
  );

  const asked = (was: Declares, before: string | null = A): OpenRequest => ({ ...declaration(was), before });

  test.each<
    [string, { held?: string | null; was: Declares; now: Declares; got?: Declares; open: OpenRequest }, VnDecision]
  >([
    [
      "recorded and still declared, and the number is as before it",
      { was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH" }) },
      calls(),
    ],
    [
      "the number told in another form is as before it",
      { held: "07205827365", was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH" }) },
      calls(),
    ],
    [
      "the number is another one: it was carried out",
      { held: B, was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH" }) },
      keeps(B),
    ],
    [
      "the number before it is not known",
      { was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH" }, null) },
      keeps(A),
    ],
    [
      "no number is known to be in force",
      { held: null, was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH" }) },
      keeps(null),
    ],
    [
      "not recorded, and the diff shows it by itself",
      { was: {}, now: { region: "MH" }, open: asked({ region: "MH" }) },
      calls(),
    ],
    ["recorded, and declared no more", { was: { region: "MH" }, now: {}, open: asked({ region: "MH" }) }, keeps(A)],
    ["neither recorded nor declared", { was: {}, now: {}, open: asked({ region: "MH" }) }, keeps(A)],
    [
      "another request than the one recorded",
      { was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH", number_type: "mobile" }) },
      keeps(A),
    ],
    [
      "strict then, and not as it is recorded",
      { was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH", strict: true }) },
      keeps(A),
    ],
    [
      "strictness that state never had is what was asked for without it",
      { was: { region: "MH", strict: null }, now: { region: "MH", strict: null }, open: asked({ region: "MH" }) },
      calls(),
    ],
    [
      "asked for without strictness, and declared so",
      { was: { region: "MH" }, now: { region: "MH" }, open: asked({ region: "MH", strict: null }) },
      calls(),
    ],
    [
      "a rotation that is recorded",
      { was: { triggers: { leak: "1" } }, now: { triggers: { leak: "1" } }, open: asked({ triggers: { leak: "1" } }) },
      calls(),
    ],
    [
      "triggers that were removed since",
      { was: { triggers: { leak: "1" } }, now: {}, open: asked({ triggers: { leak: "1" } }) },
      keeps(A),
    ],
    [
      "other triggers than those recorded",
      { was: { triggers: { leak: "1" } }, now: { triggers: { leak: "1" } }, open: asked({ triggers: { leak: "2" } }) },
      keeps(A),
    ],
    [
      "triggers beside those that it had",
      { was: { triggers: { leak: "1" } }, now: { triggers: { leak: "1" } }, open: asked({}) },
      keeps(A),
    ],
    [
      "triggers of other names than it had",
      { was: { triggers: { leak: "1" } }, now: { triggers: { leak: "1" } }, open: asked({ triggers: { drip: "1" } }) },
      keeps(A),
    ],
    ["a pin that is in force all the same excuses it", { was: wish(A), now: wish(A), open: asked(wish(A)) }, keeps(A)],
    [
      "the very request that obtained the number excuses it",
      { was: { region: "MH" }, now: { region: "MH" }, got: { region: "MH" }, open: asked({ region: "MH" }) },
      keeps(A),
    ],
    [
      "the declaration is not known yet",
      { was: { region: "MH" }, now: { region: UNKNOWN }, open: asked({ region: "MH" }) },
      mayCall,
    ],
    [
      "triggers are not known yet",
      { was: { triggers: { leak: "1" } }, now: { triggers: UNKNOWN }, open: asked({ triggers: { leak: "1" } }) },
      mayCall,
    ],
    [
      "what was taken over from a declaration that is not known yet is not recorded",
      { was: { region: UNKNOWN }, now: { region: UNKNOWN }, open: asked({ region: "MH" }) },
      keeps(A),
    ],
    [
      "nor are triggers that were taken over so",
      {
        was: { region: "MH", triggers: UNKNOWN },
        now: { region: "MH", triggers: UNKNOWN },
        open: asked({ region: "MH" }),
      },
      keeps(A),
    ],
  ])("1: a request left open: %s", (_rule, { held: number = A, was, now, got, open }, expected) =>
    expect(
      decideVn(
        { ...declaration(was), green_vn: number },
        declaration(now),
        got && number !== null ? request(number, got) : null,
        open,
      ),
    ).toEqual(expected),
  );

  test("a request excuses only the number that it obtained", () => {
    expect(decideVn({ ...nothing, green_vn: C }, declaration({ region: "MH" }), request(A, { region: "MH" }))).toEqual(
      calls(),
    );
  });

  test("a number in force that is not known is excused by no request", () => {
    expect(
      decideVn({ ...nothing, green_vn: null }, declaration({ region: "MH" }), request(A, { region: "MH" })),
    ).toEqual(calls());
  });
});

test.each([
  ["nothing", declaration({}), "no"],
  ["{}", { preferences: EMPTY_PREFERENCES }, "no"],
  ["a lone pin_code", declaration({ pin_code: "400001" }), "no"],
  ["a number", declaration(wish(A)), "yes"],
  ["a region", declaration({ region: "MU" }), "yes"],
  ["a number type", declaration({ number_type: "mobile" }), "yes"],
  ["a region not known yet", declaration({ region: UNKNOWN }), "maybe"],
  ["a region not known yet beside a type", declaration({ region: UNKNOWN, number_type: "mobile" }), "yes"],
  ["everything not known yet", { preferences: UNKNOWN }, "maybe"],
] as const)("%s is preferred: %#", (_what, declared, expected) => expect(prefers(declared)).toBe(expected));

test.each([
  ["no preferences", declaration({}), null],
  ["a region alone", declaration({ region: "MU" }), null],
  ["a number", declaration(wish(A)), A],
  ["a number not known yet", declaration({ greenvn: UNKNOWN }), null],
  ["preferences not known yet", { preferences: UNKNOWN }, null],
] as const)("the number that is pinned by %s", (_what, declared, expected) =>
  expect(pinnedNumber(declared)).toBe(expected),
);

test.each<[string, Declares, Declares, boolean]>([
  ["first triggers", {}, { triggers: { leak: "1" } }, true],
  ["another value", { triggers: { leak: "1" } }, { triggers: { leak: "2" } }, true],
  ["the same triggers", { triggers: { leak: "1" } }, { triggers: { leak: "1" } }, false],
  ["triggers removed", { triggers: { leak: "1" } }, {}, false],
  ["triggers taken over before they were known", { triggers: UNKNOWN }, { triggers: { leak: "1" } }, false],
  ["triggers that may be the same", { triggers: { leak: "1" } }, { triggers: UNKNOWN }, false],
])("a declaration that is known rotates, or does not: %s", (_which, was, now, expected) =>
  expect(rotates(declaration(was), declaration(now))).toBe(expected),
);
