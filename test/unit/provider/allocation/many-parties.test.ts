import { fakeExoBridge } from "../../../support/api/fake-exobridge";
import { TerraformDriver } from "../terraform-driver";

const numbers = (code: string, count: number) =>
  Array.from({ length: count }, (_, at) => `+91${code}${String(at).padStart(7, "0")}`);

test("10,000 parties on each side: created, read, found unchanged and changed, each in a time that grows with their number", async () => {
  const api = fakeExoBridge();
  const driver = new TerraformDriver("greenvn_allocation", { api });
  const parties = (count: number) => ({
    connection_id: "line",
    aparty_numbers: numbers("900", count),
    bparty_numbers: numbers("800", 10_000),
  });
  const startedMs = performance.now();
  await driver.run(parties(10_000));
  // The other way round, as an API may tell a set.
  const same = await driver.run({ ...parties(10_000), aparty_numbers: numbers("900", 10_000).reverse() });
  expect(same.plan.action).toBe("no-op");
  await driver.run(parties(9_999));
  // Compared pair by pair, one of these steps alone took minutes.
  expect(performance.now() - startedMs).toBeLessThan(8_000);
  expect(api.charged()).toBe(2);
});
