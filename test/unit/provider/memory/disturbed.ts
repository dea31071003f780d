import type { ChangeGuard } from "../../../../src/exobridge/types";
import type { FakeExoBridge } from "../../../support/api/fake-exobridge";
import type { Declared, TerraformDriver } from "../terraform-driver";

/** An apply whose Terraform is killed: the provider ends its work, and nothing of it is saved. */
export async function killedAfter(driver: TerraformDriver, config: Declared): Promise<void> {
  const { held } = driver;
  const plan = await driver.plan(config);
  driver.isListening = false;
  const { errors } = await driver.apply(plan);
  driver.isListening = true;
  if (errors.length > 0) throw new Error(errors[0]?.detail);
  driver.held = held;
}

type Put = "changeVn" | "changeParties";

/** An apply whose provider is killed as well, once a PUT was sent. `landed`: the API carries it out. */
export async function killedDuring(
  driver: TerraformDriver,
  config: Declared,
  landed: boolean,
  ...puts: readonly Put[]
): Promise<void> {
  const { held } = driver;
  const plan = await driver.plan(config);
  const { api } = driver;
  const dying: Pick<FakeExoBridge, Put> = {
    async changeVn(id, request, guard) {
      if (landed) await api.changeVn(id, request, guard);
      else await checked(id, guard);
      throw new Error("killed");
    },
    async changeParties(id, request, guard) {
      if (landed) await api.changeParties(id, request, guard);
      else await checked(id, guard);
      throw new Error("killed");
    },
  };
  const checked = async (id: string, guard: ChangeGuard): Promise<void> => {
    const read = await api.read(id);
    if (read.kind === "found") guard.checked(guard.seen ?? read.allocation);
  };
  const fatal = Object.fromEntries(
    (puts.length > 0 ? puts : (["changeVn", "changeParties"] as const)).map((put) => [put, dying[put]]),
  );
  driver.session = (ready) => (ready.kind === "ready" ? { ...ready, api: { ...driver.api, ...fatal } } : ready);
  // What the driver takes for a bug of the provider is the end of the process here.
  driver.isListening = false;
  await driver.apply(plan).catch(() => undefined);
  driver.isListening = true;
  driver.session = null;
  driver.held = held;
}
