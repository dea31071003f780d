import { type Effect, isDeclarable } from "../../domain/attributes/attribute-row";
import type { ResourceType } from "../../domain/attributes/resource-type";
import { isUnknown, type Unknown } from "../../domain/unknown";
import { partyChanges, partyRemovals } from "../../rules/charged-calls";
import { PLACE_OF, type Side, SIDE_LEAVES, type SideLeaf, valueAt } from "../read/side";
import { sameShown, show, type Shown, type ShownAttribute } from "./shown";

/** What a plan changes of a declaration, as a reviewer may see it. */
export type DeclaredChange =
  | { readonly kind: "value"; readonly attribute: ShownAttribute; readonly before: Shown; readonly after: Shown }
  /** A set of phone numbers: people's own, so only counted. Null: not known yet. */
  | {
      readonly kind: "numbers";
      readonly attribute: string;
      readonly added: number | null;
      readonly removed: number | null;
    }
  /** Something whose values are nobody's business. */
  | { readonly kind: "hidden"; readonly attribute: string };

const RANK: Readonly<Record<Effect, number>> = { vn: 0, parties: 1, replaces: 2, records: 2, sent: 3, none: 3 };
const BY_COST = [...SIDE_LEAVES].sort((one, other) => RANK[one.effect] - RANK[other.effect]);

/** The changes of what a user declares, in the order of what they may cost. */
export function declaredChanges(type: ResourceType, before: Side, after: Side): DeclaredChange[] {
  const parties = new Set<string>([
    ...partyChanges(before, after).map(({ name }) => name),
    ...partyRemovals(before, after),
  ]);
  return BY_COST.filter(
    (leaf) =>
      isDeclarable(leaf.row, PLACE_OF[type]) &&
      (leaf.effect === "parties" ? parties.has(leaf.name) : isChanged(leaf, before, after)),
  ).map((leaf) => changeOf(leaf, before, after));
}

function isChanged(leaf: Exclude<SideLeaf, { readonly effect: "parties" }>, before: Side, after: Side): boolean {
  switch (leaf.kind) {
    case "text":
    case "number":
    case "flag":
    case "duration": {
      const [was, is] = [show(before, leaf.path), show(after, leaf.path)];
      return !isLeftToApi(leaf, is) && !sameShown(was, is) && !bothHidden(was, is);
    }
    case "texts by key":
      return inOrder(valueAt(before, leaf.path)) !== inOrder(valueAt(after, leaf.path));
  }
}

function changeOf(leaf: SideLeaf, before: Side, after: Side): DeclaredChange {
  switch (leaf.kind) {
    case "text":
    case "number":
    case "flag":
    case "count":
    case "duration":
      return { kind: "value", attribute: leaf.path, before: show(before, leaf.path), after: show(after, leaf.path) };
    case "numbers":
      return {
        kind: "numbers",
        attribute: leaf.path,
        ...counted(valueAt(before, leaf.path), valueAt(after, leaf.path)),
      };
    case "pins":
    case "texts by key":
      return { kind: "hidden", attribute: leaf.path };
  }
}

// Left out, it is unknown until the API tells it.
function isLeftToApi({ row }: SideLeaf, after: Shown): boolean {
  return after.kind === "unknown" && row.whenAbsent.kind === "told" && row.allocation?.origin === "optional+computed";
}

// Whether a sensitive value changes is itself a hint at it.
function bothHidden(before: Shown, after: Shown): boolean {
  return before.kind === "sensitive" && after.kind === "sensitive";
}

function inOrder(texts: Side["rotation_triggers"]): string | Unknown {
  return isUnknown(texts)
    ? texts
    : JSON.stringify(
        Object.entries(texts ?? {})
          .map(([name, value]) => [name, isUnknown(value) ? { unknown: true } : value])
          .sort(),
      );
}

function counted(
  before: Side["aparty_numbers"],
  after: Side["aparty_numbers"],
): { added: number | null; removed: number | null } {
  if (isUnknown(before) || isUnknown(after)) return { added: null, removed: null };
  const [was, is] = [new Set(before ?? []), new Set(after ?? [])];
  if ([...was, ...is].some(isUnknown)) return { added: null, removed: null };
  return {
    added: [...is].filter((number) => !was.has(number)).length,
    removed: [...was].filter((number) => !is.has(number)).length,
  };
}
