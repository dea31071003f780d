import {
  B,
  change,
  type ChangeParts,
  held,
  judgementOf,
  planOf,
  textOf,
  UNKNOWN_AT_CREATION,
  wanted,
} from "../../plan-json";

const region = { greenvn: null, region: "KA", number_type: null, pin_code: null };
const desk = held({ greenvn_id: "gvn-1" });

/** An assignment that held gvn-1 with the number A, and is of gvn-2 from then on. */
const repointed = (parts: Partial<ChangeParts> = {}, preferences: typeof region | null = region) =>
  change({
    type: "greenvn_assignment",
    address: "greenvn_assignment.desk",
    actions: ["delete", "create"],
    before: desk,
    after: { ...wanted({ preferences }), id: "gvn-2", greenvn_id: "gvn-2" },
    unknown: { green_vn: true, state: true },
    ...parts,
  });
const owner = change({
  address: "greenvn_allocation.other",
  actions: ["no-op"],
  before: held({ id: "gvn-2", green_vn: B }),
  after: held({ id: "gvn-2", green_vn: B }),
});

/** The row of the table, and what the gate says. */
const said = (...entries: readonly Record<string, unknown>[]) => {
  const flags = { failOn: ["number-change"] as const };
  const lines = textOf([planOf(entries)], flags).split("\n");
  const json = JSON.parse(textOf([planOf(entries)], flags, "json")) as {
    resources: { losses: { loss: string; number?: unknown }[] }[];
  };
  return {
    row: lines.find((line) => line.startsWith("| `greenvn_assignment.desk`"))?.split(" | ")[3],
    gate: lines.find((line) => /^ *- .*greenvn_assignment\.desk.*NEW/.test(line))?.replace(/^.*NEW/, ""),
    json: json.resources[0]?.losses,
  };
};

describe("an assignment that goes to another allocation", () => {
  test("gives up the number of that one, which its owner tells", () =>
    expect(said(repointed(), owner)).toEqual({
      row: `\`${B}\` **may be given up**`,
      gate: `, \`${B}\` may be given up`,
      json: [{ loss: "number", certain: false, number: B }],
    }));
  test("never the one that it leaves: where no object holds the other, nothing tells it", () =>
    expect(said(repointed())).toEqual({
      row: "not told by this plan **may be given up**",
      gate: ", a number that this plan does not tell may be given up",
      json: [{ loss: "number", certain: false, number: null }],
    }));
  test("where that is not known yet", () =>
    expect(
      said(
        repointed({ after: wanted({ preferences: region }), unknown: { ...UNKNOWN_AT_CREATION, greenvn_id: true } }),
      ),
    ).toMatchObject({ row: "not told by this plan **may be given up**" }));
  test("is told beside the allocation that is handed over for it", () =>
    expect(said(repointed({ entry: { previous_address: "greenvn_allocation.desk" } }), owner)).toMatchObject({
      row: `\`${B}\` **may be given up**`,
      json: [{ loss: "number", number: B }, { loss: "abandoned" }],
    }));
  test("and prefers nothing gives nothing up", () => {
    const { rows, cautions } = judgementOf([planOf([repointed({}, null)])]);
    expect(rows.map(({ losses, calls }) => [losses, calls])).toEqual([[[], []]]);
    expect(cautions).toEqual([]);
  });
});

test("a new assignment gives up the number that the owner of its allocation tells", () =>
  expect(said(repointed({ actions: ["create"], before: null }), owner)).toMatchObject({
    row: `\`${B}\` **may be given up**`,
  }));
