type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The shortest life that still fails the same way: nothing can be left out of it, neither a step nor a member of one.
 * `fails`: whether a life does.
 */
export async function shortest<T>(
  steps: readonly T[],
  fails: (steps: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  // The cast: a life is JSON, and with less in it, it is one as well.
  let best = steps as unknown as readonly Json[];
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    for (const candidate of shorter(best)) {
      const life = candidate as unknown as readonly T[];
      if (!(await fails(life))) continue;
      best = candidate as readonly Json[];
      isShorter = true;
      break;
    }
  }
  return best as unknown as readonly T[];
}

/** All that is shorter by one thing, the largest things first. */
function shorter(value: Json): Json[] {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const without = list.map((_one, at) => list.filter((_other, place) => place !== at));
    return [
      ...without,
      ...list.flatMap((one, at) => shorter(one).map((less) => [...list.slice(0, at), less, ...list.slice(at + 1)])),
    ];
  }
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value as { readonly [name: string]: Json });
  // What makes it what it is stays.
  const without = members
    .filter(([name]) => !NEEDED.includes(name))
    .map(([left]) => Object.fromEntries(members.filter(([name]) => name !== left)));
  const less = members.flatMap(([name, inner]) =>
    shorter(inner).map((one) => ({ ...Object.fromEntries(members), [name]: one })),
  );
  return [...without, ...less];
}

const NEEDED = [
  "step",
  "to",
  "of",
  "address",
  "back",
  "on",
  "change",
  "hours",
  "kind",
  "write",
  "at",
  "answer",
  "data",
  "status",
  "delay_ms",
  "late_ms",
  "for_ms",
];
