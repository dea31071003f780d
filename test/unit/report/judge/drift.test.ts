import { A, B, judgementOf, planOf, textOf, update } from "../plan-json";

const HERE = { api_origin: "https://leadassist.exotel.in" };
const drifted = (was: object, is: object) => planOf([], { resource_drift: [update({ ...is }, { was: { ...was } })] });

test("an origin that state of an older version did not hold is filled in, and nothing changed", () => {
  expect(judgementOf([drifted({}, HERE)]).drift).toEqual([]);
  expect(judgementOf([drifted({ api_origin: null, green_vn: A }, { ...HERE, green_vn: B })]).drift).toMatchObject([
    { gone: false, changes: [{ attribute: "green_vn" }] },
  ]);
});

test("an origin that moved is told", () => {
  const text = textOf([drifted(HERE, { api_origin: "https://gateway.example.com" })]);
  expect(text).toContain("Changed outside of Terraform");
  expect(text).toContain("`https://leadassist.exotel.in` → `https://gateway.example.com`");
});

test("what changed otherwise is told without its values", () => {
  expect(judgementOf([drifted({ account_sid: "one" }, { account_sid: "other" })]).drift).toMatchObject([
    { gone: false, changes: [] },
  ]);
});
