import type { Path } from "./diagnostic";
import { isObject, type ObjectValue, sameValue } from "./same-value";
import type { Attribute, Attributes } from "./schema";
import { UNKNOWN, type Value } from "./value";

/**
 * Where a plan breaks Terraform's rules: what the configuration sets must be planned as the configuration or as the
 * prior state says, and what is not computed can't be planned where the configuration is silent.
 */
export function brokenPlan(attributes: Attributes, prior: ObjectValue | null, config: ObjectValue, planned: ObjectValue): readonly Path[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    brokenAttribute(attribute, prior?.[name] ?? null, config[name] ?? null, planned[name] ?? null, [{ attribute: name }]),
  );
}

function brokenAttribute(attribute: Attribute, prior: Value, config: Value, planned: Value, path: Path): readonly Path[] {
  const { origin, type } = attribute;
  if (origin === "computed") return [];
  if (sameValue(planned, config, type)) return [];
  if (config === null) return origin === "optional+computed" ? [] : [path];
  if (prior !== null && sameValue(planned, prior, type)) return [];
  if (typeof type === "object" && "nested" in type && config !== UNKNOWN && isObject(config) && isObject(planned)) {
    return brokenPlan(type.nested, isObject(prior) ? prior : null, config, planned).map((inner) => [...path, ...inner]);
  }
  return [path];
}
