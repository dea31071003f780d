import type { Attributes, ValueType } from "../sdk/schema";
import { UNKNOWN, type Value } from "../sdk/value";
import { listOf } from "../values/attribute-list";
import { fits } from "../values/misfits";
import { hasUnknown, isList, isObject, type ObjectValue, sameValue } from "../values/same-value";
import { withoutWriteOnly } from "../values/write-only";

/** What an apply returned, made such that Terraform can keep it, and where it was not. */
export interface Applied {
  readonly state: ObjectValue;
  /** Attributes that were not as planned, unknown, or of another type than the schema's: a bug of the resource. */
  readonly mended: readonly string[];
}

/**
 * Terraform refuses a state that has unknowns or differs from what the plan knew, and marks a new object as tainted
 * then: the next apply would delete it. So what is wrong is mended: the planned value where the plan knew it,
 * else what is told, else `before`. With nothing planned (null) only what can't be saved is mended.
 */
export function mendApplied(
  attributes: Attributes,
  planned: ObjectValue | null,
  returned: ObjectValue,
  before: ObjectValue | null,
): Applied {
  return mend(attributes, planned, withoutWriteOnly(returned, attributes), before);
}

function mend(
  attributes: Attributes,
  planned: ObjectValue | null,
  returned: ObjectValue,
  before: ObjectValue | null,
): Applied {
  const mended: string[] = [];
  const state: Record<string, Value> = {};
  for (const { name, attribute } of listOf(attributes)) {
    const { type } = attribute;
    // What is of a wrong type tells nothing.
    const told = fits(returned[name], type) ? (returned[name] ?? null) : UNKNOWN;
    const kept = keep(planned === null ? UNKNOWN : (planned[name] ?? null), told, before?.[name] ?? null, type);
    if (!sameValue(kept, told, type)) mended.push(name);
    state[name] = kept;
  }
  return { state, mended };
}

function keep(planned: Value, told: Value, before: Value, type: ValueType): Value {
  if (!hasUnknown(planned)) return sameValue(planned, told, type) ? told : planned;
  if (planned !== UNKNOWN && isObject(planned) && typeof type === "object" && "nested" in type) {
    if (told === null || told === UNKNOWN || !isObject(told)) return withoutUnknown(planned);
    return mend(type.nested, planned, told, isObject(before) ? before : null).state;
  }
  if (!hasUnknown(told)) return told;
  return told === UNKNOWN && !hasUnknown(before) ? before : withoutUnknown(told);
}

/** Unknown parts as null; unknown elements of lists and sets left out. */
function withoutUnknown(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.filter((element) => !hasUnknown(element));
  if (hasUnknown(value) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutUnknown(inner)]));
  return value;
}
