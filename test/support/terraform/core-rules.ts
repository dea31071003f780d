import { type Attributes } from "../../../src/plugin/sdk/schema";
import { type Value } from "../../../src/plugin/sdk/value";
import { hasUnknown, isObject, type ObjectValue, sameValue } from "../../../src/plugin/values/same-value";

/** What is declared of one resource; what is absent is null. */
export type Declared = Readonly<Record<string, unknown>>;

/** Every attribute there, as Terraform sends a configuration. */
export function whole(config: Declared, attributes: Attributes): ObjectValue {
  const unknownName = Object.keys(config).find((name) => !Object.hasOwn(attributes, name));
  if (unknownName !== undefined) throw new Error(`there is no attribute ${unknownName}`);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => {
      const value = (config[name] ?? null) as Value;
      const isNested = typeof type === "object" && "nested" in type && isObject(value);
      return [name, isNested ? whole(value, type.nested) : value];
    }),
  );
}

export function proposedNew(prior: ObjectValue | null, config: ObjectValue, attributes: Attributes): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { origin, writeOnly }]) => {
      if (writeOnly === true) return [name, null];
      const isComputed = origin === "computed" || origin === "optional+computed";
      return [name, (config[name] ?? null) === null && isComputed ? (prior?.[name] ?? null) : (config[name] ?? null)];
    }),
  );
}

/** Terraform's AssertPlanValid. */
export function obeysConfig(
  planned: ObjectValue,
  config: ObjectValue,
  prior: ObjectValue | null,
  attributes: Attributes,
  where: string,
): void {
  for (const [name, { origin, type, writeOnly }] of Object.entries(attributes)) {
    if (origin === "computed") continue;
    if (writeOnly === true) {
      if ((planned[name] ?? null) !== null) throw new Error(`invalid plan: ${where}${name} is write-only, and planned`);
      continue;
    }
    const wanted = config[name] ?? null;
    const was = prior?.[name] ?? null;
    const will = planned[name] ?? null;
    if (wanted === null) {
      if (origin === "optional+computed" || will === null) continue;
      throw new Error(`invalid plan: ${where}${name} is planned where it is not declared`);
    }
    if (sameValue(will, wanted, type) || sameValue(will, was, type)) continue;
    if (typeof type === "object" && "nested" in type && isObject(will) && isObject(wanted)) {
      obeysConfig(will, wanted, isObject(was) ? was : null, type.nested, `${where}${name}.`);
      continue;
    }
    throw new Error(`invalid plan: ${where}${name} is neither as declared nor as before`);
  }
}

/** What the first plan knew is what the plan at apply says. */
export function knownStay(first: Value | undefined, final: Value | undefined, where = "the plan"): void {
  if (!hasUnknown(first)) {
    if (JSON.stringify(sorted(first)) !== JSON.stringify(sorted(final)))
      throw new Error(
        `inconsistent final plan: ${where} was ${JSON.stringify(first)} and is ${String(JSON.stringify(final))}`,
      );
    return;
  }
  const [before, now] = [first as ObjectValue, (final ?? {}) as ObjectValue];
  if (isObject(first)) for (const name of Object.keys(before)) knownStay(before[name], now[name], `${where}.${name}`);
}

export function asPlanned(planned: ObjectValue | null, state: ObjectValue, attributes: Attributes): void {
  for (const [name, { type }] of Object.entries(attributes)) {
    const known = planned?.[name] ?? null;
    if (hasUnknown(known)) continue;
    if (!sameValue(known, state[name], type))
      throw new Error(
        `inconsistent result: ${name} was planned as ${JSON.stringify(known)} and is ${JSON.stringify(state[name])}`,
      );
  }
}

export function noUnknown(state: ObjectValue, what: string): void {
  const name = Object.keys(state).find((one) => hasUnknown(state[one]));
  if (name !== undefined) throw new Error(`${what} left ${name} unknown`);
}

function sorted(value: Value | undefined): unknown {
  return Array.isArray(value)
    ? [...(value as readonly Value[])].map((element) => JSON.stringify(element)).sort()
    : value;
}
