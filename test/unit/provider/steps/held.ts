import type { Known } from "../../../../src/plugin/sdk/value";
import type { AllocationState } from "../../../../src/provider/common/state";
import { ALLOCATION } from "../../messages/values";

/** An allocation as state has it, with nothing declared of its number. */
export const HELD: Known<AllocationState> = {
  ...ALLOCATION,
  id: "gvn-1",
  connection_id: "line",
  green_vn: "+917200000001",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  preferences: null,
};
