import { UNKNOWN } from "../../../../src/domain/unknown";
import {
  type CreationDecision,
  type CreationFacts,
  decideCreation,
} from "../../../../src/provider/assignment/decide-creation";
import type { VnAttributes } from "../../../../src/rules/attributes";
import type { Held, Obtained } from "../../../../src/rules/vn-rule";

const A = "+917205827365";
const B = "+912246011223";
const C = "+918045678901";

type Wish = { readonly [name in "greenvn" | "region" | "number_type"]?: string | typeof UNKNOWN };

const declares = (wish: Wish | null, more: Partial<VnAttributes> = {}): VnAttributes => ({
  preferences: wish && { greenvn: null, region: null, number_type: null, ...wish },
  strictness: false,
  rotation_triggers: null,
  ...more,
});
/** A number that is held under a declaration. */
const held = (green_vn: string | null, declaration: VnAttributes = declares(null)): Held => ({
  ...declaration,
  green_vn,
});
/** Triggers rotate when they change: those that a newcomer begins with differ from none. */
const newcomer = (green_vn: string | null, { rotation_triggers }: VnAttributes): Held =>
  held(green_vn, declares(null, { rotation_triggers }));
const got = (green_vn: string, region: string): Obtained => ({
  green_vn,
  preferences: { greenvn: null, region, number_type: null },
  strictness: false,
});

const STRICT = { strictness: true };
const ROTATED = { rotation_triggers: { leak: "1" } };
const MH = declares({ region: "MH" });
const KA = declares({ region: "KA" });
const PINS_A = declares({ greenvn: A });
const PINS_B = declares({ greenvn: B }, STRICT);

const adopts: CreationDecision = { kind: "adopt" };
const calls: CreationDecision = { kind: "call" };
const stops = (planned: string, inForce: string): CreationDecision => ({ kind: "stop", planned, inForce });

const given = (planned: string | readonly string[] | null) => (planned === null ? [] : [planned].flat());

describe("a newcomer", () => {
  test.each<[string, VnAttributes, string | null, string | readonly string[] | null, CreationDecision]>([
    // what is declared, the number in force, the one that the plan found, or those that several found
    ["with no preferences adopts", declares(null), A, A, adopts],
    ["with no preferences adopts whatever is in force by now", declares(null), B, A, adopts],
    ["in whose preferences nothing is set adopts", declares({}), A, A, adopts],
    ["that is strict about nothing adopts", declares(null, STRICT), A, A, adopts],
    ["whose triggers have nothing to differ from adopts", declares(null, ROTATED), A, A, adopts],
    ["that prefers a region asks for it", MH, A, A, calls],
    ["that prefers a number type asks for it", declares({ number_type: "mobile" }), A, A, calls],
    ["that pins the number in force adopts it", PINS_A, A, A, adopts],
    ["that pins it in another form adopts it", PINS_A, "07205827365", A, adopts],
    ["that pins it, with a region beside it, adopts it", declares({ greenvn: A, region: "MH" }, STRICT), A, A, adopts],
    ["that pins another number asks for it", PINS_B, A, A, calls],
    ["whose pin came into force since the plan adopts it", PINS_B, B, A, adopts],
    ["that met another number at its plan stops", MH, B, A, stops(A, B)],
    ["that pins a third one stops as well", PINS_B, C, A, stops(A, C)],
    ["of which one plan met another number stops: it may be that one", MH, B, [A, B], stops(A, B)],
    ["whose plans met the number in several forms asks", MH, B, [B, "02246011223"], calls],
    ["whose plan could not know the allocation asks", MH, B, null, calls],
    ["that met the number in another form asks", MH, "917205827365", A, calls],
    ["whose number nobody tells asks", MH, null, A, calls],
    ["that may come to prefer something may ask", declares({ region: UNKNOWN }), A, null, calls],
    ["that does not know what it prefers may ask", { ...MH, preferences: UNKNOWN }, A, null, calls],
  ])("%s", (_what, declared, inForce, planned, decision) => {
    const facts = { held: newcomer(inForce, declared), declared, obtained: null, open: null, planned: given(planned) };
    expect(decideCreation(facts)).toEqual(decision);
  });
});

describe("a successor", () => {
  test.each<[string, Omit<CreationFacts, "planned" | "open"> & Partial<CreationFacts>, CreationDecision]>([
    ["that declares the same adopts", { held: held(A, MH), declared: MH, obtained: null }, adopts],
    [
      "that declares the same adopts another number, too",
      { held: held(B, MH), declared: MH, obtained: null, planned: [A] },
      adopts,
    ],
    ["that declares another region asks", { held: held(A, MH), declared: KA, obtained: null }, calls],
    [
      "that declares another one stops at another number",
      { held: held(B, MH), declared: KA, obtained: null, planned: [A] },
      stops(A, B),
    ],
    [
      "that goes back to what obtained the number adopts",
      { held: held(A), declared: MH, obtained: got(A, "MH") },
      adopts,
    ],
    [
      "that goes back to what obtained another number asks",
      { held: held(A), declared: MH, obtained: got(B, "MH") },
      calls,
    ],
    [
      "that declares other triggers rotates",
      { held: held(A, MH), declared: { ...MH, ...ROTATED }, obtained: got(A, "MH") },
      calls,
    ],
    [
      "that declares its triggers no more adopts",
      { held: held(A, { ...MH, ...ROTATED }), declared: MH, obtained: null },
      adopts,
    ],
    ["of a strict pin asks for what drifted away", { held: held(A, PINS_B), declared: PINS_B, obtained: null }, calls],
    [
      "of an open request that was not seen to land asks again",
      { held: held(A, MH), declared: MH, obtained: null, open: { ...MH, before: A } },
      calls,
    ],
    [
      "of an open request whose number is another by now adopts",
      { held: held(B, MH), declared: MH, obtained: null, open: { ...MH, before: A } },
      adopts,
    ],
  ])("%s", (_what, facts, decision) => expect(decideCreation({ open: null, planned: [], ...facts })).toEqual(decision));
});
