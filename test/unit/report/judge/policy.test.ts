import { readPolicy } from "../../../../src/report/judge/policy";

test("every rule", () => {
  const read = readPolicy({
    max_charges: 3,
    fail_on: ["replace", "delete", "replace"],
    allow_incomplete: true,
    mask: true,
    endpoints: ["https://Sandbox.Example.com:443/", "https://api.example.com:8443"],
    price: { per_call: 12, currency: "INR" },
    exempt: [
      { id: "gvn-1", address: "greenvn_allocation.trial", stack: "prod", reason: " over " },
      { id: "+917205827365", reason: "agreed" },
    ],
  });
  expect(read).toEqual({
    kind: "policy",
    policy: {
      maxCharges: 3,
      failOn: ["replace", "delete"],
      allowIncomplete: true,
      mask: true,
      endpoints: ["https://sandbox.example.com", "https://api.example.com:8443"],
      price: { perCall: "12", currency: "INR" },
      exempt: [
        { id: "gvn-1", address: "greenvn_allocation.trial", stack: "prod", reason: "over" },
        { id: "+917205827365", reason: "agreed" },
      ],
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
  ["an endpoint with a wildcard", { endpoints: ["https://*.example.com"] }, /endpoints must be a list of origins/],
  ["exemptions as text", { exempt: ["greenvn_allocation.trial"] }, /exempt entry 1 must be \{ id, reason \}/],
  [
    "an exemption by address",
    { exempt: [{ address: "a", reason: "b" }] },
    /entry 1 must have an id.* An address alone/,
  ],
  ["an exemption of nothing", { exempt: [{ id: " ", reason: "b" }] }, /entry 1 must have an id/],
  ["an exemption without a reason", { exempt: [{ id: "gvn-1" }] }, /entry 1, "gvn-1", must have a reason/],
  ["an exemption with an empty reason", { exempt: [{ id: "gvn-1", reason: "  " }] }, /must have a reason/],
  ["an exemption with more", { exempt: [{ id: "a", reason: "b", until: "2027-01-01" }] }, /unknown key "until"/],
  ["an exemption at no address", { exempt: [{ id: "a", address: "", reason: "b" }] }, /address must be text/],
  ["an exemption in a list of stacks", { exempt: [{ id: "a", stack: ["b"], reason: "c" }] }, /stack must be text/],
  ["exemptions that are no list", { exempt: { id: "a", reason: "b" } }, /exempt must be a list/],
  ["one endpoint", { endpoints: "https://api.example.com" }, /endpoints must be a list/],
  ["an endpoint without a scheme", { endpoints: ["api.example.com"] }, /and not "api.example.com"/],
  ["an endpoint with a path", { endpoints: ["https://api.example.com/v1"] }, /must be a list of origins/],
  ["an endpoint in clear text", { endpoints: ["http://api.example.com"] }, /must be a list of origins/],
  ["an endpoint that is any", { endpoints: ["*"] }, /must be a list of origins/],
  ["a price alone", { price: 12 }, /price must be \{ per_call, currency \}/],
  ["a price without a currency", { price: { per_call: 12 } }, /with currency a short name/],
  ["a price below zero", { price: { per_call: -1, currency: "INR" } }, /with per_call a plain number/],
  ["a price with more", { price: { per_call: 1, currency: "INR", tax: 1 } }, /unknown key "tax"/],
])("refused: %s", (_what, value, why) =>
  expect(readPolicy(value)).toEqual({ kind: "refused", why: expect.stringMatching(why) as string }),
);

test("a number that YAML took for one exempts what holds it", () =>
  expect(readPolicy({ exempt: [{ id: 917205827365, reason: "no quotes" }] })).toMatchObject({
    policy: { exempt: [{ id: "917205827365" }] },
  }));
