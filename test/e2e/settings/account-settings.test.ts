import { openScene } from "../../support/api/scene";

const HOOK = "greencall_complete_event_endpoint";
const SECRET = "https://hooks.example.com/in?key=hunter2";
const settings = (more: string, name = "this") => `resource "greenvn_account_settings" "${name}" {\n${more}\n}\n`;
const hook = (value: string) => `${HOOK} = ${JSON.stringify(value)}`;

test("the whole life of an account's settings is free: adopted, changed, drifted, cleared, forgotten", async () => {
  const { sandbox, terraform } = await openScene();
  sandbox.changeSettingsByHand({ default_region: "MU" });
  await terraform.declare(settings(`timezone = "UTC"\n${hook(SECRET)}`));
  const created = await terraform.plan();
  expect(created.change("greenvn_account_settings.this").afterSensitive).toMatchObject({ [HOOK]: true });
  await terraform.apply(created.file);
  expect(sandbox.settings()).toMatchObject({ timezone: "UTC", [HOOK]: SECRET, default_region: "MU" });
  expect(await terraform.resource("greenvn_account_settings.this")).toMatchObject({
    id: "sandbox",
    account_sid: "sandbox",
    default_region: "MU",
    timezone: "UTC",
  });
  expect((await terraform.plan()).isEmpty).toBe(true);

  sandbox.changeSettingsByHand({ timezone: "IST", country: "AE" });
  const drifted = await terraform.plan();
  expect(drifted.change("greenvn_account_settings.this")).toMatchObject({
    actions: ["update"],
    before: { timezone: "IST", country: "AE" },
    after: { timezone: "UTC", country: "AE" },
  });
  await terraform.apply(drifted.file);
  expect(sandbox.settings()).toMatchObject({ timezone: "UTC", country: "AE" });

  await terraform.declare(settings(`max_deallocation_time = "30d"\n${hook("")}`));
  const weighty = await terraform.plan();
  expect(weighty.diagnostics.map(({ summary }) => summary)).toEqual([
    'max_deallocation_time of the settings of account "sandbox" changes',
  ]);
  await terraform.apply(weighty.file);
  expect(sandbox.settings()).toMatchObject({ max_deallocation_time: "30d", [HOOK]: null, timezone: "UTC" });
  expect((await terraform.plan()).isEmpty).toBe(true);

  const destroyed = await terraform.destroy();
  expect(destroyed.diagnostics.map(({ summary }) => summary)).toContain(
    'The settings of account "sandbox" stay as they are',
  );
  expect([sandbox.settings().max_deallocation_time, sandbox.charged()]).toEqual(["30d", 0]);
  expect(sandbox.calls("settings-change")).toHaveLength(3);
});

test("an import with generated configuration plans nothing as it stands, and holds no address", async () => {
  const { sandbox, terraform } = await openScene();
  sandbox.changeSettingsByHand({ [HOOK]: SECRET, timezone: "UTC" });
  await terraform.declare('import {\n  to = greenvn_account_settings.this\n  id = "sandbox"\n}\n');
  const plan = await terraform.plan("-generate-config-out=generated.tf");
  expect(plan.changes.map(({ actions }) => actions)).toEqual([["no-op"]]);
  await terraform.apply(plan.file);
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.settings()[HOOK]).toBe(SECRET);
  expect([sandbox.calls("settings-change"), sandbox.charged()]).toEqual([[], 0]);
  const { stdout } = await terraform.run("show", "-no-color");
  expect(stdout).not.toContain("hunter2");
});

test("two in a plan are an error, and another account's SID imports nothing", async () => {
  const { sandbox, terraform } = await openScene();
  await terraform.declare(settings("") + settings("", "other"));
  const { diagnostics } = await terraform.planFails();
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ summary }) => summary)).toEqual([
    'Two greenvn_account_settings hold the settings of account "sandbox"',
  ]);
  await terraform.declare(settings(""));
  expect((await terraform.importFails("greenvn_account_settings.this", "acme")).stderr).toMatch(/not\s+"acme"/);
  expect(sandbox.calls("settings-change")).toEqual([]);
});

test("an address that the API repeats stands in no diagnostic", async () => {
  const { sandbox, terraform } = await openScene();
  await terraform.declare(settings(hook(SECRET)));
  sandbox.faults([{ on: "settings-change", times: "forever", answer: { kind: "echo" } }]);
  const { diagnostics } = await terraform.applyFails();
  const said = JSON.stringify(diagnostics);
  expect(said).toContain("[secret]");
  expect(said).not.toContain("hunter2");
});
