import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Session } from "../../../../src/provider/common/session";
import { plannedUses } from "../../../../src/provider/memory/planned-uses";
import { type FakeExoBridge, fakeExoBridge } from "../../../support/api/fake-exobridge";
import { kindOf } from "../../../support/stories/transitions";
import { journalFolder, TerraformDriver } from "../terraform-driver";
import { killedAfter } from "./disturbed";

let api: FakeExoBridge;
let folder: ReturnType<typeof journalFolder>;
beforeEach(() => {
  api = fakeExoBridge();
  folder = journalFolder();
});
afterEach(() => folder.remove());

const drive = (type: "greenvn_allocation" | "greenvn_assignment" = "greenvn_allocation") =>
  new TerraformDriver(type, { api, directory: folder.directory });
const allocation = (more: object = {}) => ({
  connection_id: "line",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  ...more,
});

describe("an allocation and an assignment of it in one directory", () => {
  test.each<[string, object, object, readonly string[]]>([
    [
      "another region than the allocation's own",
      { preferences: { region: "MU" } },
      { preferences: { region: "KA" } },
      ["in-doubt"], // Of the allocation's own region nobody knows whether that number meets it.
    ],
    ["a rotation", {}, { rotation_triggers: { month: "1" } }, []],
  ])("%s by the assignment is no change of the allocation", async (_name, own, wished, said) => {
    const owner = drive();
    await owner.run(allocation(own));
    const holder = drive("greenvn_assignment");
    await holder.run({ greenvn_id: owner.value["id"] });
    await holder.run({ greenvn_id: owner.value["id"], ...wished });
    const charged = api.charged();

    const plan = await owner.plan(allocation(own));
    expect({ action: plan.action, warnings: plan.warnings.map(kindOf) }).toEqual({ action: "no-op", warnings: said });
    expect((await holder.plan({ greenvn_id: owner.value["id"], ...wished })).action).toBe("no-op");
    expect(api.charged()).toBe(charged);
  });

  test("a killed change of the assignment is adopted by the assignment alone", async () => {
    const owner = drive();
    await owner.run(allocation());
    const holder = drive("greenvn_assignment");
    await holder.run({ greenvn_id: owner.value["id"] });
    await killedAfter(holder, { greenvn_id: owner.value["id"], preferences: { region: "KA" } });

    expect((await owner.plan(allocation())).action).toBe("no-op");
    const { warnings } = await holder
      .run({ greenvn_id: owner.value["id"], preferences: { region: "KA" } })
      .then(({ plan }) => plan);
    expect(warnings.map(({ summary }) => summary)).toEqual([expect.stringContaining("was carried out after all")]);
    expect(api.charged()).toBe(2);
  });
});

describe("two workspaces in one directory", () => {
  const select = (name: string) => writeFileSync(path.join(folder.directory, "environment"), name);

  test("what one has created is not taken in by the other: an error names it, and nothing is sent", async () => {
    const owner = drive();
    await owner.run(allocation());
    select("staging");
    const staging = drive();
    const { errors } = await staging.apply(await staging.plan(allocation()));
    expect(errors.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/live already.*in another workspace.*Nothing was sent or charged/),
    ]);
    expect(errors[0]?.detail).toContain(`terraform import ADDRESS ${owner.value["id"] as string}`);
    expect([staging.held, api.asked("create")]).toEqual([null, 1]);
    expect(api.charged()).toBe(1);
  });

  test("a creation that was killed is in no state: the first that asks for its name takes it in, and no other", async () => {
    mkdirSync(folder.directory, { recursive: true });
    select("staging");
    await killedAfter(drive(), allocation());
    select("default");
    const one = drive();
    expect((await one.run(allocation())).warnings.map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(/^Adopted/),
    );
    select("staging");
    const other = drive();
    expect((await other.apply(await other.plan(allocation()))).errors.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/live already/),
    ]);
    expect(api.charged()).toBe(1);
  });

  test("a change that was killed is one of the workspace that it was for", async () => {
    const [one, other] = [drive(), drive()];
    await one.run(allocation({ preferences: { region: "MU" } }));
    mkdirSync(folder.directory, { recursive: true });
    select("staging");
    await other.import(one.value["id"] as string);
    await other.run(allocation({ preferences: { region: "KA" } }));
    select("default");
    await killedAfter(one, allocation({ preferences: { region: "MH" } }));
    select("staging");
    expect((await other.plan(allocation({ preferences: { region: "KA" } }))).action).toBe("no-op");
    expect(api.charged()).toBe(2);
  });
});

test("of two resources with one connection_id, only one takes in what a killed run created", async () => {
  await killedAfter(drive(), allocation());
  const one = drive();
  const other = drive();
  let run: Session | undefined;
  // No plan sees both, as with -target.
  one.session = other.session = (ready) => ({ ...(run ??= ready), planned: plannedUses(false) });
  expect((await one.apply(await one.plan(allocation()))).errors).toEqual([]);
  expect((await other.apply(await other.plan(allocation()))).errors.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/Another resource of this very apply has the connection_id "line"/),
  ]);
  expect(api.charged()).toBe(1);
});

test("a replacement that is created first does not take in the very allocation that it replaces", async () => {
  const driver = drive();
  await driver.run(allocation());
  const plan = await driver.plan(allocation(), { replace: true, refresh: false });
  const { held } = driver;
  const { errors } = await driver.apply({ ...plan, action: "create", before: null, notes: {} });
  expect(errors.map(({ detail }) => detail)).toEqual([expect.stringMatching(/the one that this plan replaces/)]);
  driver.held = held;
  expect((await driver.plan(allocation())).action).toBe("no-op");
  expect(api.charged()).toBe(1);
});

describe("an import takes nothing from what was sent before it", () => {
  test.each(["greenvn_allocation", "greenvn_assignment"] as const)(
    "%s: what is declared is recorded, with no call, now and later",
    async (type) => {
      const owner = drive();
      await owner.run(allocation());
      const declare = (region: string) =>
        type === "greenvn_allocation"
          ? allocation({ preferences: { region } })
          : { greenvn_id: owner.value["id"], preferences: { region } };
      const before = type === "greenvn_allocation" ? owner : drive(type);
      await before.run(declare("MH"));
      const charged = api.charged();

      // Removed from state before any read of what was sent.
      const again = drive(type);
      expect(await again.import(owner.value["id"] as string)).toEqual([]);
      const { plan } = await again.run(declare("KA"));
      expect(plan.warnings.map(({ summary }) => summary)).toEqual([expect.stringMatching(/^Recorded, not requested/)]);
      expect((await again.plan(declare("KA"))).action).toBe("no-op");
      expect(api.charged()).toBe(charged);
    },
  );
});
