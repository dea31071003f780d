/**
 * What a plan makes of one resource, as far as another of the same plan may be in its way. `id`: the allocation that
 * state has. `name`: the `connection_id` that it is planned under, null where that is not known yet. `pins`: whether a
 * number is pinned.
 */
export type PlannedUse =
  /** An allocation that stays, as it is or changed in place. */
  | { readonly kind: "kept"; readonly id: string; readonly name: string | null; readonly pins: boolean }
  | { readonly kind: "created"; readonly name: string | null }
  /** `isReleased`: the former one is deallocated, not abandoned. */
  | {
      readonly kind: "replaced";
      readonly id: string;
      readonly name: string | null;
      readonly formerName: string | null;
      readonly isReleased: boolean;
    }
  | {
      readonly kind: "destroyed";
      readonly id: string;
      readonly formerName: string | null;
      readonly isReleased: boolean;
    }
  /** An assignment, which stands beside the allocation. */
  | { readonly kind: "assigned"; readonly id: string; readonly pins: boolean };

/** How two resources of one plan are in each other's way. */
export type Collision =
  | { readonly kind: "one allocation twice"; readonly id: string; readonly name: string | null }
  | { readonly kind: "kept and given up"; readonly id: string; readonly name: string | null }
  /** `id`: of the other one, where it has one already. */
  | { readonly kind: "one name twice"; readonly name: string; readonly id: string | null }
  /** No mistake for certain: a create may come before the name is free. `id`: the one that is given up. */
  | { readonly kind: "name given up"; readonly name: string; readonly id: string }
  | { readonly kind: "both pin"; readonly id: string };

/** What one walk of Terraform has planned so far. */
export interface PlannedUses {
  /**
   * Tells what is in the way of a use, and remembers it. `isSecondHalf`: of a replacement whose first half was planned
   * before: the two are one.
   */
  add(use: PlannedUse, isSecondHalf?: boolean): readonly Collision[];
  /** Remembers a plan of the account's settings. Whether there was one before. */
  addSettings(): boolean;
}

/** For one process and one walk. A process that serves many can't tell them apart: there nothing is counted. */
export function plannedUses(isOneWalk: boolean): PlannedUses {
  // By what they have in common, so that a plan of thousands compares none with all.
  const byKey = new Map<string, Set<PlannedUse>>();
  const sharing = (use: PlannedUse) => [...new Set(keysOf(use).flatMap((key) => [...(byKey.get(key) ?? [])]))];

  function keep(use: PlannedUse): void {
    for (const key of keysOf(use)) byKey.set(key, (byKey.get(key) ?? new Set()).add(use));
  }

  function drop(use: PlannedUse): void {
    for (const key of keysOf(use)) byKey.get(key)?.delete(use);
  }

  let hasSettings = false;
  return {
    addSettings() {
      const isSecond = isOneWalk && hasSettings;
      hasSettings = true;
      return isSecond;
    },
    add(use, isSecondHalf = false) {
      if (!isOneWalk) return [];
      const firstHalf = isSecondHalf ? sharing(use).find((other) => isFirstHalf(other, use)) : undefined;
      if (firstHalf !== undefined) drop(firstHalf);
      const collisions = sharing(use).flatMap((other) => {
        const collision = collisionOf(use, other);
        // What came between the two halves was told of the first.
        const isTold = firstHalf !== undefined && collisionOf(firstHalf, other)?.kind === collision?.kind;
        return collision === null || isTold ? [] : [collision];
      });
      keep(use);
      return collisions;
    },
  };
}

/** Two that are in each other's way share an id or a name. */
function keysOf(use: PlannedUse): string[] {
  const names = [nameOf(use), "formerName" in use ? use.formerName : null].filter((name) => name !== null);
  return [...(use.kind === "created" ? [] : [`id ${use.id}`]), ...names.map((name) => `name ${name}`)];
}

function isFirstHalf(other: PlannedUse, use: PlannedUse): boolean {
  return (other.kind === "kept" || other.kind === "replaced") && use.kind === "replaced" && other.id === use.id;
}

function collisionOf(use: PlannedUse, other: PlannedUse): Collision | null {
  return ofOneAllocation(use, other) ?? ofOneName(use, other);
}

function ofOneAllocation(use: PlannedUse, other: PlannedUse): Collision | null {
  if (use.kind === "created" || other.kind === "created" || use.id !== other.id) return null;
  const { id } = use;
  const kept = [use, other].filter((one) => one.kind === "kept");
  const [one] = kept;
  if (one === undefined) return null;
  if (kept.length === 2) return { kind: "one allocation twice", id, name: one.name };
  const rest = use === one ? other : use;
  switch (rest.kind) {
    case "replaced":
    case "destroyed":
      return rest.isReleased ? { kind: "kept and given up", id, name: one.name } : null;
    case "assigned":
      return one.pins && rest.pins ? { kind: "both pin", id } : null;
    case "kept":
      return null;
  }
}

function ofOneName(use: PlannedUse, other: PlannedUse): Collision | null {
  const name = nameOf(use);
  if (name !== null && name === nameOf(other)) return { kind: "one name twice", name, id: idOf(other) };
  return givenUp(use, other) ?? givenUp(other, use);
}

/** The name by which `made` is created, where `other` gives it up. */
function givenUp(made: PlannedUse, other: PlannedUse): Collision | null {
  if (made.kind !== "created" && made.kind !== "replaced") return null;
  if (other.kind !== "destroyed" && other.kind !== "replaced") return null;
  if (made.name === null || made.name !== other.formerName) return null;
  return { kind: "name given up", name: made.name, id: other.id };
}

function nameOf(use: PlannedUse): string | null {
  return use.kind === "destroyed" || use.kind === "assigned" ? null : use.name;
}

function idOf(use: PlannedUse): string | null {
  return use.kind === "kept" ? use.id : null;
}
