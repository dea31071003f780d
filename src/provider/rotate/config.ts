import type { Maybe } from "../../domain/unknown";
import type { AssignmentState } from "../common/state";

/** The configuration of the action `greenvn_rotate`. */
export interface RotateConfig {
  readonly greenvn_id: Maybe<string> | null;
  readonly preferences: AssignmentState["preferences"];
  readonly strictness: Maybe<boolean> | null;
}
