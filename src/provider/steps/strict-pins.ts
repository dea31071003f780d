import type { ResourceType } from "../../domain/attributes/resource-type";
import { isUnknown } from "../../domain/unknown";
import type { VnAttributes } from "../../rules/attributes";
import { pinnedNumber } from "../../rules/vn-rule";
import type { Session } from "../common/session";

/**
 * What a resource that this walk has read or planned strictly pins: an action that takes another number of that
 * allocation would have it take the old one back. What is declared counts more than what was read before.
 */
export function rememberStrictPin(
  session: Session,
  resource: ResourceType,
  id: unknown,
  { preferences, strictness }: VnAttributes,
): void {
  if (session.kind !== "ready" || typeof id !== "string" || isUnknown(strictness)) return;
  const pinned = strictness === true ? pinnedNumber({ preferences }) : null;
  const pins = session.strictPins.get(id) ?? new Map<ResourceType, string>();
  if (pinned === null) pins.delete(resource);
  else session.strictPins.set(id, pins.set(resource, pinned));
}

/** The number that a resource of this walk strictly pins; null where none does. */
export function strictPinOf(session: Session, id: string): string | null {
  return session.kind === "ready" ? ([...(session.strictPins.get(id)?.values() ?? [])][0] ?? null) : null;
}
