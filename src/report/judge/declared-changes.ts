import type { ResourceType } from "../../domain/resource-type";
import { isUnknown } from "../../domain/unknown";
import { partyChanges } from "../../rules/charged-calls";
import type { Side } from "../read/plan";
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

const WISHES: readonly ShownAttribute[] = [
  "preferences.greenvn",
  "preferences.region",
  "preferences.number_type",
  "preferences.pin_code",
  "strictness",
];
const SETTINGS: readonly ShownAttribute[] = [
  "connection_id",
  "deallocation_policy.duration",
  "flow_id",
  "deletion_policy",
  "deletion_protection",
];

/** The changes of what a user declares, in the order of what they may cost. */
export function declaredChanges(type: ResourceType, before: Side, after: Side): DeclaredChange[] {
  const values = (attributes: readonly ShownAttribute[]) =>
    attributes.flatMap((attribute) => changedValue(before, after, attribute));
  const wishes = [...values(WISHES), ...changedTriggers(before, after)];
  switch (type) {
    case "greenvn_allocation":
      return [...wishes, ...changedParties(before, after), ...values(SETTINGS)];
    // All else that an assignment holds is told by the API and declared by nobody.
    case "greenvn_assignment":
      return [...wishes, ...values(["greenvn_id"])];
  }
}

function changedParties(before: Side, after: Side): DeclaredChange[] {
  return partyChanges(before, after).map(({ name }): DeclaredChange => {
    switch (name) {
      case "usage":
        return { kind: "value", attribute: name, before: show(before, name), after: show(after, name) };
      case "aparty_numbers":
      case "bparty_numbers":
        return { kind: "numbers", attribute: name, ...counted(before[name], after[name]) };
      case "aparty_pins":
      case "bparty_pins":
        return { kind: "hidden", attribute: name };
    }
  });
}

function changedValue(before: Side, after: Side, attribute: ShownAttribute): DeclaredChange[] {
  const change = { kind: "value", attribute, before: show(before, attribute), after: show(after, attribute) } as const;
  const undeclared = attribute === "flow_id" && change.after.kind === "unknown";
  return undeclared || sameShown(change.before, change.after) || bothHidden(change.before, change.after)
    ? []
    : [change];
}

// Whether a sensitive value changes is itself a hint at it.
function bothHidden(before: Shown, after: Shown): boolean {
  return before.kind === "sensitive" && after.kind === "sensitive";
}

function changedTriggers(before: Side, after: Side): DeclaredChange[] {
  const text = (triggers: Side["rotation_triggers"]) =>
    isUnknown(triggers)
      ? triggers
      : JSON.stringify(
          Object.entries(triggers ?? {})
            .map(([name, value]) => [name, isUnknown(value) ? { unknown: true } : value])
            .sort(),
        );
  return text(before.rotation_triggers) === text(after.rotation_triggers)
    ? []
    : [{ kind: "hidden", attribute: "rotation_triggers" }];
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
