/** A value of JSON, as `JSON.parse` makes it. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Path = readonly (string | number)[];

/** The places of all members and elements within a value, those that hold others first. */
export function pathsIn(value: Json, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const steps: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, held]) => [[...at, step], ...pathsIn(held, [...at, step])]);
}

/** The value without what stands at a place. */
export function without(value: Json, path: Path): Json {
  const [step, ...rest] = path;
  return changedAt(value, step, rest.length === 0 ? null : (held) => without(held, rest));
}

/** The value with the order of what stands at a place reversed. */
export function reversed(value: Json, path: Path): Json {
  const [step, ...rest] = path;
  if (step !== undefined) return changedAt(value, step, (held) => reversed(held, rest));
  if (Array.isArray(value)) return [...value].reverse();
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse()) : value;
}

function changedAt(value: Json, step: string | number | undefined, change: ((held: Json) => Json) | null): Json {
  if (Array.isArray(value))
    return value.flatMap((held, index) => (index !== step ? [held] : change === null ? [] : [change(held)]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]) =>
      name !== step ? [[name, held]] : change === null ? [] : [[name, change(held)]],
    ),
  );
}
