import { samePhoneNumber } from "../../../../src/domain/phone-number";

/** The latest that was told under a name: a number has two. */
export function tellingOf(name: string, told: readonly Readonly<Record<string, unknown>>[]): unknown {
  const names = name === "green_vn" ? ["green_vn", "greenvn"] : [name];
  return told.flatMap((one) => names.map((key) => one[key]).filter(isTelling)).at(-1);
}

/** What is of a wrong type tells nothing. */
function isTelling(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isTelling) : typeof value === "string";
}

export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === "string" && typeof other === "string") return one === other || samePhoneNumber(one, other);
  if (!Array.isArray(one) || !Array.isArray(other)) return (one ?? null) === (other ?? null);
  return one.length === other.length && one.every((element) => other.some((candidate) => isSame(element, candidate)));
}

export const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
