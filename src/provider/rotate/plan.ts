import { isUnknown } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { prefers } from "../../rules/vn-rule";
import type { Session } from "../common/session";
import { strictPinOf } from "../steps/strict-pins";
import type { RotateConfig } from "./config";
import { willRotate, wouldBeTakenBack } from "./messages";

/** What a plan says of a rotation: what it costs, and what becomes of the number in force. */
export function planRotation({
  config,
  session,
}: {
  readonly config: RotateConfig;
  readonly session: Session;
}): Diagnostic[] {
  const { greenvn_id: id } = config;
  const known = isUnknown(id) ? null : id;
  const pinned = known === null ? null : strictPinOf(session, known);
  if (known !== null && pinned !== null) return [wouldBeTakenBack(known, pinned)];
  return [willRotate(known, config, prefers(config) !== "no")];
}
