import type { Place } from "../../domain/attributes/attribute-row";
import { rowsIn } from "../../domain/attributes/attributes";
import { numberRecognizer, recognizeNumber, samePhoneNumber } from "../../domain/phone-number";
import type { RemoteAllocation } from "../../exobridge";
import { samePhoneNumbers } from "../../rules/charged-calls";
import type { AllocationState } from "./state";

/**
 * State after an answer: what is told replaces what was held, in the form that was held where it is the same number;
 * what is not told stays. PINs are taken for a side that is managed alone, which a set that was held shows.
 */
export function mergeRemote<S extends Readonly<Record<string, unknown>>>(
  place: Place,
  held: S,
  remote: RemoteAllocation,
): S {
  const told: Readonly<Record<string, unknown>> = { ...remote };
  const values: Record<string, unknown> = {};
  for (const { name, row } of rowsIn(place)) {
    const { kind, ours, told: isTold } = row;
    if (!isTold || told[ours] === undefined) continue;
    if (kind === "numbers") values[name] = mergeNumbers(held[name], textsIn(told[ours]));
    else if (kind === "number") values[name] = remoteNumber(remote, textsIn([held[name]]));
    // PINs are a secret: none comes into a state that nobody declared it for.
    else if (kind !== "pins") values[name] = told[ours];
    else if (held["pins_wo_version"] != null) values[name] = null;
    else if (Array.isArray(held[name])) values[name] = told[ours];
  }
  return { ...held, ...values };
}

/** The number that an answer tells, in the form of the one that it equals; null where it tells none. */
export function remoteNumber({ greenVn }: RemoteAllocation, knownForms: readonly string[]): string | null {
  return greenVn === undefined ? null : recognizeNumber(greenVn, knownForms);
}

function mergeNumbers(held: unknown, told: readonly string[]): unknown {
  const known = textsIn(held);
  const distinct = [...new Set(told)];
  // As they were held, which is what most refreshes find.
  if (distinct.length === known.length && distinct.every((number, place) => number === known[place])) return held;
  const merged = [...new Set(distinct.map(numberRecognizer(known)))];
  return samePhoneNumbers(merged, known) ? held : merged;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((element): element is string => typeof element === "string") : [];
}

/** The connection_id that an answer is for, where state holds another one: it tells nothing of this allocation then. */
export function otherConnection(
  { connection_id: held }: { readonly connection_id: unknown },
  told: RemoteAllocation | undefined,
): { readonly told: string; readonly held: string } | null {
  const name = told?.connectionId;
  return name === undefined || typeof held !== "string" || name === held ? null : { told: name, held };
}

/** What a plan may know and an answer may tell, of either resource. */
export type Tellable = { readonly [name in keyof AllocationState]?: unknown };

/** What an answer tells otherwise than the plan that it was to fulfil. */
export type Difference =
  | { readonly kind: "text"; readonly name: string; readonly planned: string; readonly told: string }
  | {
      readonly kind: "numbers";
      readonly name: string;
      readonly planned: readonly string[];
      readonly told: readonly string[];
    }
  /** The PINs are secret: only that they differ. */
  | { readonly kind: "pins"; readonly name: string }
  /** The number itself. */
  | { readonly kind: "number"; readonly planned: string; readonly told: string };

/** Holds an answer against the plan that it was to fulfil: what is not planned or not told does not differ. */
export function differences(planned: Tellable, remote: RemoteAllocation): Difference[] {
  const wanted: Readonly<Record<string, unknown>> = planned;
  const told: Readonly<Record<string, unknown>> = { ...remote };
  const declared = rowsIn("allocation").filter(({ row }) => row.told && row.effect !== "none");
  const texts = declared.flatMap(({ name, row: { kind, ours } }): Difference[] => {
    const [one, other] = [wanted[name], told[ours]];
    if (kind !== "text" || typeof one !== "string" || typeof other !== "string" || one === other) return [];
    return [{ kind, name, planned: one, told: other }];
  });
  const sets = declared.flatMap(({ name, row: { kind, ours } }): Difference[] => {
    const [one, other] = [wanted[name], told[ours]];
    if (!Array.isArray(one) || !Array.isArray(other)) return [];
    if (kind === "pins") return samePins(one, other) ? [] : [{ kind, name }];
    const [before, after] = [textsIn(one), textsIn(other)];
    return kind !== "numbers" || samePhoneNumbers(after, before) ? [] : [{ kind, name, planned: before, told: after }];
  });
  return [...texts, ...sets, ...anotherNumber(planned.green_vn, remote.greenVn)];
}

function anotherNumber(planned: unknown, told: string | undefined): Difference[] {
  if (typeof planned !== "string" || told === undefined || samePhoneNumber(told, planned)) return [];
  return [{ kind: "number", planned, told }];
}

/** Whether two sets of PINs are one, in whatever order. */
export function samePins(one: readonly unknown[], other: readonly unknown[]): boolean {
  const known = new Set(other);
  return one.length === other.length && one.every((pin) => known.has(pin));
}
