import type { ChangeGuard } from "../../../src/exobridge/types";
import { answerCall, endCallsOf } from "../../../src/plugin/engine/calls-under-way";
import { type Declared, TerraformDriver } from "./terraform-driver";

const before: Declared = {
  connection_id: "driver-42",
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+919876500002"],
  preferences: { region: "MH" },
};
const after: Declared = { ...before, aparty_numbers: ["+919876500003"], preferences: { region: "KA" } };

/** A call whose check has passed already; one that has none as it is. */
async function checked(api: TerraformDriver["api"], given: readonly unknown[]): Promise<readonly unknown[]> {
  const [id, request, guard] = given as [string, unknown, ChangeGuard | undefined];
  if (guard === undefined) return given;
  const seen = await api.read(id);
  if (seen.kind !== "found" || guard.checked(seen.allocation) !== "send") throw new Error("the check let nothing pass");
  return [id, request, { ...guard, seen: seen.allocation, checked: () => "send" }];
}

/** The API of a driver, one of whose calls leaves a failure behind that nobody awaits, when it is carried out or not. */
function stray(driver: TerraformDriver, call: "create" | "changeParties" | "changeVn", isCarriedOut: boolean): void {
  const { api } = driver;
  const real = api[call].bind(api) as (...given: readonly unknown[]) => Promise<unknown>;
  const failing = async (...asked: readonly unknown[]): Promise<unknown> => {
    const given = await checked(api, asked);
    const outcome = isCarriedOut ? await real(...given) : null;
    endCallsOf(new Error("stray"));
    // Goes on in the background, when the call was answered long ago.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return outcome ?? real(...given);
  };
  Object.assign(api, { [call]: failing });
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

async function applied(driver: TerraformDriver, config: Declared) {
  const plan = await driver.plan(config);
  const result = await answerCall(() => driver.apply(plan));
  await settled();
  return { errors: result.errors.length, warnings: result.warnings.map(({ summary }) => summary) };
}

test.each([true, false])(
  "the first of two calls dies, carried out %s: the second is not begun",
  async (isCarriedOut) => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(before);
    driver.toleratesBugs = true;
    stray(driver, "changeParties", isCarriedOut);
    expect((await applied(driver, after)).errors).toBe(1);
    expect(driver.api.asked("vn")).toBe(0);
    // What was under way is noted, though there is no journal: the next run looks before it sends.
    expect(driver.value["aparty_numbers"]).toEqual(before["aparty_numbers"]);
    expect(driver.held?.notes["unresolved"]).toMatchObject({ sent: { operation: "call-party" } });
    await driver.refresh();
    expect(driver.value["aparty_numbers"]).toEqual(after["aparty_numbers"]);
    expect(driver.api.charged()).toBe(2);
  },
);

test("a call that dies before its check is not sent in the background", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(before);
  driver.toleratesBugs = true;
  const { api } = driver;
  const real = api.changeVn.bind(api);
  let sending: ReturnType<typeof real> | undefined;
  api.changeVn = (...given) => {
    endCallsOf(new Error("stray"));
    return (sending = settled().then(() => real(...given)));
  };
  expect((await applied(driver, { ...before, preferences: { region: "KA" } })).errors).toBe(1);
  await expect(sending).rejects.toThrow();
  expect([driver.api.asked("vn"), driver.api.charged(), driver.held?.notes["unresolved"]]).toEqual([0, 1, undefined]);
});

test("the second of two calls dies: the first is in state", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(before);
  driver.toleratesBugs = true;
  stray(driver, "changeVn", true);
  expect((await applied(driver, after)).errors).toBe(1);
  expect(driver.value).toMatchObject({ aparty_numbers: after["aparty_numbers"], preferences: { region: "MH" } });
  expect(driver.held?.notes["unresolved"]).toMatchObject({ sent: { operation: "vn" } });
  expect((await driver.plan(after)).action).toBe("no-op");
  expect(driver.api.charged()).toBe(3);
});

test("a creation whose answer never came is an error, and nothing is saved", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  driver.toleratesBugs = true;
  stray(driver, "create", false);
  expect((await applied(driver, before)).errors).toBe(1);
  expect(driver.held).toBeNull();
});
