import type { Identity } from "../../plugin/sdk/resource";
import { optional, required } from "../../plugin/sdk/schema";
import type { HeldState } from "./state";

/** What an allocation and its assignments are known by. */
export const ofAllocation: Identity<HeldState> = {
  version: 0,
  attributes: {
    greenvn_id: required.string("The allocation's `greenvn_id`."),
    account_sid: optional.string("SID of the account that it lives in. Left out, the provider's own."),
  },
  of: ({ id, account_sid }) => ({ greenvn_id: id, account_sid }),
};
