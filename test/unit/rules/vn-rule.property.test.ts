import fc from "fast-check";
import { decideVn, type Held, type Obtained, type OpenRequest, prefers } from "../../../src/rules/vn-rule";
import { runs } from "../../support/random/runs";
import {
  type Concrete,
  declaredArb,
  heldArb,
  hiddenArb,
  hide,
  number,
  obtainedArb,
  requestOf,
} from "./arbitrary-declarations";

const RUNS = runs(100);

test("an unchanged declaration asks for nothing, unless a strict pin has drifted", () => {
  fc.assert(
    fc.property(heldArb, obtainedArb, (held, obtained) => {
      const pinned = (held as Concrete & Held).preferences?.greenvn ?? null;
      const drifted = held.strictness === true && pinned !== null && held.green_vn !== null && pinned !== held.green_vn;
      fc.pre(!drifted);
      expect(decideVn(held, held, obtained)).toEqual({ kind: "keep", greenVn: held.green_vn });
    }),
    RUNS,
  );
});

test("what is kept is the number in force", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, hiddenArb, obtainedArb, (held, declared, hidden, obtained) => {
      const decision = decideVn(held, hide(declared, hidden), obtained);
      expect(decision.kind === "keep" ? decision.greenVn : held.green_vn).toBe(held.green_vn);
    }),
    RUNS,
  );
});

test("a call foretells no number, whatever is pinned", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, hiddenArb, obtainedArb, (held, declared, hidden, obtained) => {
      const decision = decideVn(held, hide(declared, hidden), obtained);
      fc.pre(decision.kind === "call");
      expect(Object.keys(decision).sort()).toEqual(["certain", "kind"]);
    }),
    RUNS,
  );
});

test("a request left open asks again until a number other than the one before it is in force", () => {
  fc.assert(
    fc.property(heldArb, fc.option(number), obtainedArb, (held, before, obtained) => {
      const open: OpenRequest = { ...held, before };
      const [without, withIt] = [decideVn(held, held, obtained), decideVn(held, held, obtained, open)];
      const pinned = (held as Concrete & Held).preferences?.greenvn ?? null;
      const excused =
        (pinned !== null && pinned === held.green_vn) ||
        (obtained?.green_vn === held.green_vn &&
          JSON.stringify(requestOf(obtained.green_vn, held as Concrete)) === JSON.stringify(obtained));
      const asksAgain = before !== null && before === held.green_vn && !excused;
      expect(withIt).toEqual(asksAgain ? { kind: "call", certain: true } : without);
    }),
    RUNS,
  );
});

test("whatever the values turn out to be, the plan held: no call where none was planned, and one where it was certain", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, hiddenArb, obtainedArb, (held, declared, hidden, obtained) => {
      const planned = decideVn(held, hide(declared, hidden), obtained);
      const applied = decideVn(held, declared, obtained);
      switch (planned.kind) {
        case "keep":
        case "contradiction":
          return expect(applied).toEqual(planned);
        case "call":
          if (planned.certain) expect(applied.kind).toBe("call");
      }
    }),
    RUNS,
  );
});

test("with everything known, a call is certain", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, obtainedArb, (held, declared, obtained) => {
      const decision = decideVn(held, declared, obtained);
      expect(decision.kind === "call" ? decision.certain : true).toBe(true);
    }),
    RUNS,
  );
});

test("only a declaration that prefers, rotates or is strict about a drifted pin is charged", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, obtainedArb, (held, declared, obtained) => {
      fc.pre(prefers(declared) === "no" && Object.keys(declared.rotation_triggers ?? {}).length === 0);
      expect(decideVn(held, declared, obtained)).toEqual({ kind: "keep", greenVn: held.green_vn });
    }),
    RUNS,
  );
});

/** What an apply leaves behind: the number that was granted, and the request that obtained it. */
function apply(
  held: Held,
  obtained: Obtained | null,
  declared: Concrete,
  grant: string,
): { held: Held; obtained: Obtained | null; calls: number } {
  const decision = decideVn(held, declared, obtained);
  switch (decision.kind) {
    case "contradiction":
      return { held, obtained, calls: 0 };
    case "keep":
      return { held: { ...declared, green_vn: decision.greenVn }, obtained, calls: 0 };
    case "call": {
      const granted = (declared.strictness ? declared.preferences?.greenvn : null) ?? grant;
      return { held: { ...declared, green_vn: granted }, obtained: requestOf(granted, declared), calls: 1 };
    }
  }
}

test("a declaration is charged once: after its apply the next plan is empty, whatever number was granted", () => {
  fc.assert(
    fc.property(
      heldArb,
      obtainedArb,
      fc.array(fc.tuple(declaredArb, number), { minLength: 1, maxLength: 6 }),
      (first, request, story) => {
        let now = { held: first, obtained: request, calls: 0 };
        for (const [declared, grant] of story) {
          const decision = decideVn(now.held, declared, now.obtained);
          now = apply(now.held, now.obtained, declared, grant);
          expect(now.calls).toBe(decision.kind === "call" ? 1 : 0);
          if (decision.kind !== "contradiction")
            expect(decideVn(now.held, declared, now.obtained)).toEqual({ kind: "keep", greenVn: now.held.green_vn });
        }
      },
    ),
    RUNS,
  );
});

test("removing what was asked for, and taking that back, costs nothing", () => {
  fc.assert(
    fc.property(heldArb, declaredArb, number, (before, declared, grant) => {
      const asked = apply(before, null, declared, grant);
      fc.pre(asked.calls === 1);
      const removed = apply(asked.held, asked.obtained, { ...declared, preferences: null }, grant);
      const back = apply(removed.held, removed.obtained, declared, grant);
      expect([removed.calls, back.calls, back.held.green_vn]).toEqual([0, 0, asked.held.green_vn]);
    }),
    RUNS,
  );
});
