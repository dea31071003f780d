/** The members that may be left out, without those that are undefined. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy without the members that are undefined or null: the generated classes tell "left out" from "undefined". */
export function defined<T extends object>(members: T): Defined<T> {
  const found: Partial<Record<keyof T, unknown>> = {};
  for (const name in members) if (members[name] !== undefined && members[name] !== null) found[name] = members[name];
  return found as unknown as Defined<T>;
}
