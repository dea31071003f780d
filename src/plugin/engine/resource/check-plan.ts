import type { Path } from "../../sdk/diagnostic";
import type { Attribute, Attributes } from "../../sdk/schema";
import type { Value } from "../../sdk/value";
import { listOf } from "../../values/attribute-list";
import { isObject, type ObjectValue, sameValue } from "../../values/same-value";

/**
 * Where a plan breaks Terraform's rules: what the configuration sets must be planned as the configuration or as the
 * prior state says, and what is not computed can't be planned where the configuration is silent.
 */
export function brokenPlan(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
  planned: ObjectValue,
): readonly Path[] {
  const broken: Path[] = [];
  for (const { name, attribute } of listOf(attributes)) {
    const inner = brokenAttribute(attribute, prior?.[name] ?? null, config[name] ?? null, planned[name] ?? null);
    for (const path of inner) broken.push([{ attribute: name }, ...path]);
  }
  return broken;
}

/** The paths from the attribute inwards: an empty one means the attribute as a whole. */
function brokenAttribute(
  { origin, type, writeOnly }: Attribute,
  prior: Value,
  config: Value,
  planned: Value,
): readonly Path[] {
  if (writeOnly === true) return planned === null ? [] : [[]];
  if (origin === "computed" || sameValue(planned, config, type)) return [];
  if (config === null) return origin === "optional+computed" ? [] : [[]];
  if (prior !== null && sameValue(planned, prior, type)) return [];
  if (typeof type === "object" && "nested" in type && isObject(config) && isObject(planned)) {
    return brokenPlan(type.nested, isObject(prior) ? prior : null, config, planned);
  }
  return [[]];
}
