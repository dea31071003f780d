import { isResourceType } from "../../domain/attributes/resource-type";
import { type ResourceChange, SETTINGS_TYPE } from "../read/plan";

export type Action =
  | { readonly kind: "no-op" }
  | { readonly kind: "create" }
  | { readonly kind: "update" }
  | { readonly kind: "replace"; readonly first: "create" | "destroy"; readonly old: "destroyed" | "forgotten" }
  | { readonly kind: "delete" }
  | { readonly kind: "forget" }
  /** An action, a type or a content that this version can't judge. */
  | { readonly kind: "unknown"; readonly why: string };

const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": { kind: "no-op" },
  create: { kind: "create" },
  update: { kind: "update" },
  "delete,create": { kind: "replace", first: "destroy", old: "destroyed" },
  "create,delete": { kind: "replace", first: "create", old: "destroyed" },
  "create,forget": { kind: "replace", first: "create", old: "forgotten" },
  "forget,create": { kind: "replace", first: "destroy", old: "forgotten" },
  delete: { kind: "delete" },
  forget: { kind: "forget" },
};

/** The action that is told, as long as it is known and the content agrees with it. */
export function actionOf(change: ResourceChange): Action {
  const told = change.actions.join(",");
  if (!isResourceType(change.type) && change.type !== SETTINGS_TYPE)
    return { kind: "unknown", why: "a resource type that this version does not know" };
  const action = Object.hasOwn(ACTIONS, told) ? ACTIONS[told] : undefined;
  if (action === undefined) return { kind: "unknown", why: "an action that this version does not know" };
  const [hadBefore, hasAfter] = [change.before !== null, change.after !== null];
  switch (action.kind) {
    case "no-op":
      return hadBefore && hasAfter && change.identical
        ? action
        : { kind: "unknown", why: "said to be unchanged, but the plan holds a change" };
    case "create":
      return !hadBefore && hasAfter ? action : contradicted;
    case "update":
    case "replace":
      return hadBefore && hasAfter ? action : contradicted;
    case "delete":
    case "forget":
      return hadBefore && !hasAfter ? action : contradicted;
    case "unknown":
      return action;
  }
}

const contradicted: Action = { kind: "unknown", why: "the action does not fit what the plan holds before and after" };
