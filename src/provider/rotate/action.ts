import type { Action } from "../../plugin/sdk/action";
import { optional, required } from "../../plugin/sdk/schema";
import { wishedNumber } from "../common/schema";
import type { Session } from "../common/session";
import { validateAssignment } from "../common/validation";
import { blankState } from "../common/whole-state";
import type { RotateConfig } from "./config";
import { invokeRotation } from "./invoke";
import { planRotation } from "./plan";

/** Action `greenvn_rotate`: another number, now, with no change of configuration. Source: docs/actions/rotate.md. */
export const rotate: Action<RotateConfig, Session> = {
  type: "greenvn_rotate",
  schema: {
    version: 0,
    description:
      "Takes another number for a GreenVN allocation, now and with no change of configuration, by one call that is " +
      "**charged as a new allocation**. The number in force is given up for good. State and outputs show the old " +
      "number until the next apply, which takes the new one over with no call.",
    attributes: {
      greenvn_id: required.string("The `greenvn_id` of the allocation."),
      preferences: wishedNumber(
        "What is wished of the new number. Left out, any free number of the pool comes, whatever a resource declares.",
      ),
      strictness: optional.bool(
        "Whether every preference must be met: `true` fails (HTTP 452) where one can not be, `false` takes a number " +
          "that meets as many as possible. Default: `false`.",
      ),
    },
  },
  // Of an assignment's attributes it has some, which mean the same.
  validate: (config) => validateAssignment({ ...blankState("assignment"), ...config }),
  plan: planRotation,
  invoke: invokeRotation,
};
