import type { ExoBridge, Failure, SettingsOutcome } from "../../../../src/exobridge";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import type { Session } from "../../../../src/provider/common/session";
import { plannedUses } from "../../../../src/provider/memory/planned-uses";
import { fakeExoBridge } from "../../../support/api/fake-exobridge";
import { type Declared, TerraformDriver } from "../terraform-driver";

const refused = (status: number, code: number | null, message = "no"): Failure => ({
  kind: "refused",
  status,
  code,
  message,
});
const DENIED = refused(401, 7, "authentication is missing or failed");

const found: ExoBridge["read"] = async (greenvnId) => ({
  kind: "found",
  allocation: { greenvnId, connectionId: "x", greenVn: "+917205827365" },
});

const allocation = (name: string): Declared => ({
  connection_id: name,
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+919876500002"],
});

/** Resources of one run of Terraform: they share the provider's process. */
function oneRun(settings: { readonly verify?: boolean; readonly api?: Partial<ExoBridge> } = {}) {
  const api = fakeExoBridge();
  let shared: Session | undefined;
  const session = (ready: Session): Session =>
    (shared ??=
      ready.kind === "ready"
        ? {
            ...ready,
            api: { ...api, ...settings.api },
            credentials: { areToBeVerified: settings.verify ?? ready.credentials.areToBeVerified },
          }
        : ready);
  const thing = (type: ConstructorParameters<typeof TerraformDriver>[0]) => {
    const driver = new TerraformDriver(type, { api });
    driver.session = session;
    return driver;
  };
  return { api, thing };
}

const summaries = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ summary }) => summary);

describe("the credentials", () => {
  test("are verified by one free call for all that a plan creates", async () => {
    const { api, thing } = oneRun({ api: { read: found } });
    const plans = await Promise.all(["a", "b", "c"].map((name) => thing("greenvn_allocation").plan(allocation(name))));
    const taker = await thing("greenvn_assignment").plan({ greenvn_id: "some-id" });
    expect([...plans, taker].map(({ action, errors }) => [action, errors])).toEqual(Array(4).fill(["create", []]));
    expect([api.asked("settings"), api.charged()]).toEqual([1, 0]);
  });

  test.each(["greenvn_allocation", "greenvn_assignment"] as const)(
    "that are refused are one error of the plan: %s",
    async (type) => {
      const { api, thing } = oneRun({ api: { read: async () => ({ kind: "failed", failure: DENIED }) } });
      api.next("settings", { kind: "fails", failure: DENIED });
      const plans = await Promise.all(
        ["a", "b"].map((name) =>
          thing(type).plan(type === "greenvn_allocation" ? allocation(name) : { greenvn_id: name }),
        ),
      );
      const errors = plans.flatMap((plan) => plan.errors);
      expect(summaries(errors)).toEqual(["ExoBridge refuses the credentials"]);
      expect(errors[0]?.detail).toMatch(
        /HTTP 401, code 7: authentication.*GREENVN_API_TOKEN.*skip_credentials_check.*Nothing was changed or charged/s,
      );
      expect([api.asked("settings"), api.charged()]).toEqual([1, 0]);
    },
  );

  test.each<[string, Failure, number]>([
    ["401", refused(401, null), 1],
    ["402", refused(402, 7), 1],
    ["code 7", refused(400, 7), 1],
    ["403", refused(403, 8), 0],
    ["404", refused(404, null), 0],
    ["500", refused(500, 0), 0],
    ["unreachable", { kind: "unreachable", message: "the host name is not known" }, 0],
    ["no answer in time", { kind: "no-answer", message: "no answer came in time" }, 0],
    ["HTML", { kind: "malformed", status: 200, message: "the answer is HTML or XML, not JSON" }, 0],
    ["a stop", { kind: "stopped", message: "Terraform asked the provider to stop" }, 0],
  ])("%s", async (_what, failure, errors) => {
    const { api, thing } = oneRun();
    api.next("settings", { kind: "fails", failure });
    const plan = await thing("greenvn_allocation").plan(allocation("a"));
    expect([plan.errors.length, plan.warnings]).toEqual([errors, []]);
  });

  test("are asked for beside the planning: no other creation waits for the answer", async () => {
    let answer: (outcome: SettingsOutcome) => void = () => undefined;
    const asked: number[] = [];
    const { thing } = oneRun({
      api: {
        readSettings: (withinMs) => {
          asked.push(withinMs);
          return new Promise((resolve) => (answer = resolve));
        },
      },
    });
    const first = thing("greenvn_allocation").plan(allocation("a"));
    const others = await Promise.all(["b", "c"].map((name) => thing("greenvn_allocation").plan(allocation(name))));
    expect(others.map(({ action }) => action)).toEqual(["create", "create"]);
    answer({ kind: "failed", failure: DENIED });
    expect([(await first).errors.length, asked]).toEqual([1, [5000]]);
  });

  test("are not asked for by what creates nothing, or where that is switched off", async () => {
    const off = oneRun({ verify: false });
    await off.thing("greenvn_allocation").run(allocation("a"));
    expect(off.api.asked("settings")).toBe(0);

    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(allocation("a"));
    await driver.run({ ...allocation("a"), usage: "oneway" });
    await driver.run(null);
    expect(driver.api.asked("settings")).toBe(1);
  });

  test("are verified by the second plan of a replacement, since that one creates", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(allocation("a"));
    driver.api.next("settings", { kind: "fails", failure: DENIED });
    const plan = await driver.plan(allocation("b"));
    expect([plan.action, summaries(plan.errors)]).toEqual(["replace", ["ExoBridge refuses the credentials"]]);
  });

  test("that are not known yet are not asked for", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    driver.session = ({ now }) => ({ kind: "waiting", names: ["api_token"], now, planned: plannedUses(true) });
    expect((await driver.plan(allocation("a"))).errors).toEqual([]);
    expect(driver.api.asked("settings")).toBe(0);
  });
});
