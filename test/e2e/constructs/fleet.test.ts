import path from "node:path";
import { GreenVnFleet } from "../../../src";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declareStack } from "../../support/stacks/declared-stack";
import { openTerraform, type Plan } from "../../support/terraform/terraform";
import { writeFiles } from "../../support/terraform/workspace";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

/** A thousand of them take minutes on a busy machine: `npm run test:more -- fleets`. */
const ROW_COUNT = Number(process.env["GREENVN_FLEET_ROWS"] ?? "100");
const ROWS = Array.from({ length: ROW_COUNT }, (_, at) => `driver-${at},+91900000${1_000 + at},+919812345678,oneway`);
const STEP = 200;
const HEADER = "driver,aPartyNumbers,bPartyNumbers,usage";

const summary = (plan: Plan) => plan.changes.map(({ address, actions }) => [address, actions.join()]);

test(
  "rows shuffled plan nothing, and one between them plans one",
  async () => {
    const terraform = await openTerraform({ sandbox });
    const declare = async (name: string, lines: readonly string[], lineBreak = "\n") => {
      await writeFiles(terraform.workspace, { [name]: `\uFEFF${[HEADER, ...lines].join(lineBreak)}${lineBreak}` });
      const from = path.join(terraform.workspace.folder, name);
      await declareStack(terraform, (stack) => void new GreenVnFleet(stack, "drivers", { from, key: "driver" }));
    };
    // By and by: one command has a minute and a bit.
    for (let rows = STEP; rows - STEP < ROW_COUNT; rows += STEP) {
      await declare("fleet.csv", ROWS.slice(0, rows));
      await terraform.apply();
    }
    expect(sandbox.ledger().totals).toEqual({ create: ROW_COUNT, vn: 0, call_party: 0, charged: ROW_COUNT });

    // A step that has no divisor in common with their number visits each once.
    const shuffled = ROWS.map((_, at) => ROWS[(at * 17) % ROWS.length] ?? "");
    expect(new Set(shuffled).size).toBe(ROW_COUNT);
    await declare("shuffled.csv", shuffled, "\r\n");
    expect((await terraform.plan()).isEmpty).toBe(true);

    await declare("inserted.csv", [
      ...shuffled.slice(0, 50),
      "driver-new,+919000009999,+919812345678,",
      ...shuffled.slice(50),
    ]);
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual([
      [expect.stringMatching(/^greenvn_allocation\.drivers_driver-new_[0-9A-F]{8}$/), "create"],
    ]);
    await terraform.apply(plan.file);
    expect(sandbox.ledger().totals).toEqual({ create: ROW_COUNT + 1, vn: 0, call_party: 0, charged: ROW_COUNT + 1 });
  },
  90_000 + 600 * ROW_COUNT,
);
