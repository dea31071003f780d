import fc from "fast-check";
import type { ChangeGuard, Failure, ReadOutcome, WriteOutcome } from "../../../../src/exobridge/types";
import { type FakeExoBridge, fakeExoBridge } from "../../../support/api/fake-exobridge";
import { runs } from "../../../support/random/runs";
import { type Declared, type DrivenPlan, journalFolder, TerraformDriver } from "../terraform-driver";
import { killedAfter, killedDuring } from "./disturbed";

type Type = "greenvn_allocation" | "greenvn_assignment";

interface Wanted {
  readonly region: string | null;
  readonly rotation: string | null;
  readonly aparty: 1 | 2;
}

/** What happens to an apply. What is lost lands before the next one, or never. */
const FATES = [
  "well",
  "well",
  "seen",
  "late",
  "never",
  "refused",
  "killed after",
  "killed, carried out",
  "killed, not carried out",
  "planned",
  "refreshed",
  "tainted",
] as const;

interface Step {
  readonly wanted: Wanted;
  readonly fate: (typeof FATES)[number];
  /** The call that a lost answer is for. */
  readonly of: "vn" | "call-party";
}

const steps = fc.array(
  fc.record<Step>({
    wanted: fc.record<Wanted>({
      region: fc.constantFrom(null, "MU", "MH"),
      rotation: fc.constantFrom(null, null, "1", "2"),
      aparty: fc.constantFrom(1, 1, 2),
    }),
    fate: fc.constantFrom(...FATES),
    of: fc.constantFrom("vn", "vn", "call-party"),
  }),
  { minLength: 1, maxLength: 7 },
);

const LOST: Failure = { kind: "no-answer", message: "socket hang up" };
const NOTHING: Wanted = { region: null, rotation: null, aparty: 1 };

/** The fake API, of which one call of each apply may be disturbed. */
class Disturbed {
  readonly #fake = fakeExoBridge();
  readonly #landsLate: (() => Promise<unknown>)[] = [];
  #next: { readonly fate: Step["fate"]; readonly of: Step["of"] } | null = null;

  readonly api: FakeExoBridge = {
    ...this.#fake,
    changeVn: (id, request, guard) => this.#meet("vn", id, (by) => this.#fake.changeVn(id, request, by), guard),
    changeParties: (id, request, guard) =>
      this.#meet("call-party", id, (by) => this.#fake.changeParties(id, request, by), guard),
  };

  disturb(step: Step | null): void {
    this.#next = step;
  }

  async land(): Promise<void> {
    for (const land of this.#landsLate.splice(0)) await land();
  }

  async #meet(
    operation: Step["of"],
    id: string,
    sendBy: (guard: ChangeGuard) => Promise<WriteOutcome>,
    guard: ChangeGuard,
  ): Promise<WriteOutcome> {
    const check: ReadOutcome =
      guard.seen === null ? await this.#fake.read(id) : { kind: "found", allocation: guard.seen };
    if (check.kind !== "found" || guard.checked(check.allocation) !== "send") return sendBy(guard);
    const send = () => sendBy({ ...guard, seen: check.allocation, checked: () => "send" });
    const fate = this.#next?.of === operation ? this.#next.fate : "well";
    if (fate === "refused")
      return { kind: "refused", failure: { kind: "refused", status: 452, code: 4, message: "none free" } };
    if (fate !== "seen" && fate !== "late" && fate !== "never") return send();
    this.#next = null;
    if (fate === "seen") await send();
    if (fate === "late") this.#landsLate.push(send);
    const read = await this.#fake.read(id);
    const seen = read.kind === "found" ? read.allocation : null;
    const verdict = seen === null ? "can-not-tell" : guard.landed(seen);
    return seen !== null && verdict === "yes"
      ? { kind: "done", allocation: seen, by: "look" }
      : {
          kind: "unresolved",
          failure: LOST,
          landed: verdict === "no" ? "no" : "can-not-tell",
          ...(seen === null ? {} : { seen }),
        };
  }
}

function declared(type: Type, id: string, { region, rotation, aparty }: Wanted): Declared {
  const vn = {
    ...(region === null ? {} : { preferences: { region } }),
    ...(rotation === null ? {} : { rotation_triggers: { at: rotation } }),
  };
  return type === "greenvn_assignment"
    ? { greenvn_id: id, ...vn }
    : { connection_id: "line", aparty_numbers: [`+91900000000${aparty}`], bparty_numbers: ["+918000000009"], ...vn };
}

/** How many charged calls a change of the declaration may make. */
function changes(type: Type, from: Wanted, to: Wanted): number {
  const number =
    (to.region !== null && to.region !== from.region) || (to.rotation !== null && to.rotation !== from.rotation);
  return Number(number) + Number(type === "greenvn_allocation" && to.aparty !== from.aparty);
}

/** The charged calls that a plan warns of. Of a replacement Terraform shows no warnings. */
function warned({ warnings, action }: DrivenPlan): number {
  const calls = warnings.filter(({ summary }) => /(?:is|may be) charged as a new allocation$/.test(summary)).length;
  return action === "replace" ? Math.max(calls, 1) : calls;
}

async function suffer(driver: TerraformDriver, config: Declared, step: Step): Promise<number> {
  const { held } = driver;
  const plan = await driver.plan(config);
  const calls = warned(plan);
  switch (step.fate) {
    case "planned":
      driver.held = held;
      return 0;
    case "refreshed":
      return 0;
    case "killed after":
      driver.held = held;
      await killedAfter(driver, config);
      return calls;
    case "killed, carried out":
    case "killed, not carried out":
      driver.held = held;
      await killedDuring(driver, config, step.fate === "killed, carried out");
      return calls;
    case "well":
    case "seen":
    case "late":
    case "never":
    case "refused":
    case "tainted":
      await driver.apply(plan);
      return calls;
  }
}

test.each<Type>(["greenvn_allocation", "greenvn_assignment"])(
  "%s: through any faults and kills, no call is charged that no plan told, no change twice, and all converges",
  async (type) => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const folder = journalFolder();
        try {
          const world = new Disturbed();
          const { api } = world;
          const driver = new TerraformDriver(type, { api, directory: folder.directory });
          const made =
            type === "greenvn_assignment"
              ? await api.create({
                  connectionId: "line",
                  apartyNumbers: ["+919000000001"],
                  bpartyNumbers: ["+918000000009"],
                  usage: "twoway",
                  strictness: false,
                })
              : null;
          const id = made?.kind === "done" ? made.allocation.greenvnId : "";
          await driver.run(declared(type, id, NOTHING));

          let allowed = api.charged();
          let former = NOTHING;
          for (const step of [...story, { wanted: story.at(-1)?.wanted ?? NOTHING, fate: "well", of: "vn" } as const]) {
            const before = api.charged();
            allowed += changes(type, former, step.wanted);
            former = step.wanted;
            world.disturb(step);
            if (step.fate === "tainted" && type === "greenvn_assignment") driver.taint();
            const told = await suffer(driver, declared(type, id, step.wanted), step);
            await world.land();
            expect(api.charged() - before).toBeLessThanOrEqual(told);
            expect(api.charged()).toBeLessThanOrEqual(allowed);
          }

          const plan = await driver.plan(declared(type, id, former));
          expect({ action: plan.action, warnings: plan.warnings }).toEqual({ action: "no-op", warnings: [] });
          const [inForce] = api.allocations();
          expect([driver.value["green_vn"], driver.value["aparty_numbers"]]).toEqual([
            inForce?.greenVn,
            inForce?.apartyNumbers,
          ]);
        } finally {
          folder.remove();
        }
      }),
      runs(15),
    );
  },
  300_000,
);
