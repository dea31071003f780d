import { readFileSync } from "node:fs";
import { planFileOf } from "./golden";

/** A plan by real Terraform that changes the region of one allocation, with as many such allocations. */
export function planOf(allocations: number): string {
  const plan = JSON.parse(readFileSync(planFileOf("region"), "utf8")) as {
    resource_changes: unknown[];
    planned_values: Values;
    prior_state: { values: Values };
  };
  const times = (resource: unknown): unknown[] => {
    const text = JSON.stringify(resource);
    const { id, green_vn: number } = held(resource);
    return Array.from(
      { length: allocations },
      (_, index) =>
        JSON.parse(
          text
            .replaceAll("greenvn_allocation.support", `greenvn_allocation.support[${index}]`)
            .replaceAll(id, `gvn-${index}`)
            .replaceAll(number, `+9172${String(index).padStart(8, "0")}`),
        ) as unknown,
    );
  };
  const within = (values: Values): Values => ({
    ...values,
    root_module: { resources: values.root_module.resources.flatMap(times) },
  });
  return JSON.stringify({
    ...plan,
    resource_changes: plan.resource_changes.flatMap(times),
    planned_values: within(plan.planned_values),
    prior_state: { ...plan.prior_state, values: within(plan.prior_state.values) },
  });
}

interface Values {
  readonly root_module: { readonly resources: readonly unknown[] };
}

function held(resource: unknown): { id: string; green_vn: string } {
  const { values, change } = resource as {
    values?: Record<string, string>;
    change?: { before: Record<string, string> };
  };
  const { id = "none", green_vn = "none" } = change?.before ?? values ?? {};
  return { id, green_vn };
}
