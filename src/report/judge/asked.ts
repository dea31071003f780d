import { isUnknown, type Maybe } from "../../domain/unknown";
import type { ResourceChange } from "../read/plan";
import type { Side } from "../read/side";
import { show, type Shown } from "./shown";

/** The allocation that an object asks for another number of: the one in force is given up for it. */
export interface Asked {
  readonly id: Maybe<string> | null;
  /** What some object of these plans holds of it as they begin; null where none does. */
  readonly held: Side | null;
}

/** What the objects of some plans hold as they begin, by the ids of their allocations. */
export function heldById(changes: Iterable<ResourceChange>): ReadonlyMap<string, Side> {
  const held = new Map<string, Side>();
  for (const { before } of changes)
    if (typeof before?.id === "string" && !held.has(before.id)) held.set(before.id, before);
  return held;
}

/** An assignment asks at the allocation that it is of from then on: that of the one before keeps its number. */
export function askedBy({ before, after }: ResourceChange, held: ReadonlyMap<string, Side>): Asked {
  const id = after?.greenvn_id ?? null;
  if (id === null || id === before?.id) return { id: before?.id ?? null, held: before };
  return { id, held: isUnknown(id) ? null : (held.get(id) ?? null) };
}

/** The number in force, or null where no plan tells it. */
export function numberHeld({ held }: Asked): Shown | null {
  return held === null ? null : show(held, "green_vn");
}
