import { readPolicy } from "../../../../src/report/judge/policy";

test("every rule", () => {
  const read = readPolicy({
    max_charges: 3,
    fail_on: ["replace", "delete", "replace"],
    allow_incomplete: true,
    mask: true,
    exempt: [{ address: "greenvn_allocation.trial", reason: " over " }],
  });
  expect(read).toEqual({
    kind: "policy",
    policy: {
      maxCharges: 3,
      failOn: ["replace", "delete"],
      allowIncomplete: true,
      mask: true,
      exempt: [{ address: "greenvn_allocation.trial", reason: "over" }],
    },
  });
});

test("no rule", () => expect(readPolicy({})).toEqual({ kind: "policy", policy: {} }));

test.each<[string, unknown, RegExp]>([
  ["an empty file", undefined, /must hold rules/],
  ["null", null, /must hold rules/],
  ["a list", [], /must hold rules/],
  ["false", false, /must hold rules/],
  ["a misspelt rule", { max_charge: 1 }, /unknown key "max_charge"; the keys are max_charges, /],
  ["a rule as the command line writes it", { "fail-on": ["delete"] }, /unknown key "fail-on"/],
  ["a rule named like a part of JavaScript", JSON.parse('{"__proto__": 1}'), /unknown key "__proto__"/],
  ["a limit as text", { max_charges: "3" }, /max_charges must be a whole number/],
  ["a limit below zero", { max_charges: -1 }, /max_charges must be a whole number/],
  ["half a charge", { max_charges: 0.5 }, /max_charges must be a whole number/],
  ["no limit", { max_charges: null }, /max_charges must be a whole number/],
  ["an unknown kind", { fail_on: ["destroy"] }, /fail_on must be a list of replace, delete, id-change/],
  ["kinds as text", { fail_on: "delete" }, /fail_on must be a list/],
  ["yes", { allow_incomplete: "yes" }, /allow_incomplete must be true or false/],
  ["a mask as a number", { mask: 1 }, /mask must be true or false/],
  [
    "exemptions by address alone",
    { exempt: ["greenvn_allocation.trial"] },
    /every entry of exempt must have an address/,
  ],
  [
    "an exemption without a reason",
    { exempt: [{ address: "greenvn_allocation.trial" }] },
    /exemption of "greenvn_allocation\.trial" must have a reason/,
  ],
  [
    "an exemption with an empty reason",
    { exempt: [{ address: "greenvn_allocation.trial", reason: "  " }] },
    /must have a reason/,
  ],
  ["an exemption with more", { exempt: [{ address: "a", reason: "b", until: "2027-01-01" }] }, /unknown key "until"/],
  ["exemptions that are no list", { exempt: { address: "a", reason: "b" } }, /exempt must be a list/],
])("refused: %s", (_what, value, why) =>
  expect(readPolicy(value)).toEqual({ kind: "refused", why: expect.stringMatching(why) as string }),
);
