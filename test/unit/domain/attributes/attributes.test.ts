import { ATTRIBUTES, leavesOf, rowsIn, terraformPath } from "../../../../src/domain/attributes/attributes";

describe("one row for each attribute", () => {
  test.each([
    [
      "allocation",
      "id connection_id aparty_numbers bparty_numbers aparty_pins bparty_pins aparty_pins_wo bparty_pins_wo pins_wo_version usage preferences strictness rotation_triggers deallocation_policy flow_id deletion_policy deletion_protection account_sid api_origin green_vn state",
    ],
    [
      "assignment",
      "id greenvn_id preferences strictness rotation_triggers connection_id aparty_numbers bparty_numbers usage account_sid api_origin green_vn state",
    ],
    ["data", "id connection_id aparty_numbers bparty_numbers usage flow_id account_sid green_vn state"],
  ] as const)("%s: id, then what is declared, then what is told", (place, names) => {
    const rows = rowsIn(place).map(({ name }) => name);
    expect(rows.join(" ")).toBe(names);
  });

  test("only PINs are hidden from people, and the account", () => {
    expect(
      leavesOf()
        .filter(([, { shown }]) => !shown)
        .map(([path]) => path),
    ).toEqual(["aparty_pins", "bparty_pins", "aparty_pins_wo", "bparty_pins_wo", "account_sid"]);
  });

  test("what nobody can declare has no effect, and what only a declaration knows is not told", () => {
    for (const [, row] of leavesOf()) {
      const shapes = [row.allocation, row.assignment, row.data].filter((shape) => shape !== undefined);
      if (row.effect === "none") expect(shapes.every(({ origin }) => origin !== "optional")).toBe(true);
      else expect(shapes.some(({ origin }) => origin !== "computed")).toBe(true);
      expect(row.adopted && !row.told ? row.effect : "vn").not.toBe("none");
    }
  });

  test.each([
    [["apartyNumbers"], "aparty_numbers"],
    [["preferences", "numberType"], "preferences.number_type"],
    [["deallocationPolicy", "duration"], "deallocation_policy.duration"],
    [["nothing", "ours"], "nothing.ours"],
  ])("%j is %s in Terraform's names", (ours, path) => expect(terraformPath(ours).join(".")).toBe(path));

  test("names of this code are Terraform's in another spelling", () => {
    const camel = (name: string) => name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
    for (const [name, { ours }] of Object.entries(ATTRIBUTES)) expect(ours).toBe(camel(name));
  });
});
