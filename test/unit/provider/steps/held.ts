import type { Known } from "../../../../src/plugin/sdk/value";
import type { AllocationState } from "../../../../src/provider/common/state";

/** An allocation as state has it, with nothing declared of its number. */
export const HELD: Known<AllocationState> = {
  id: "gvn-1",
  account_sid: "acme",
  api_origin: "https://api.test",
  connection_id: "line",
  green_vn: "+917200000001",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  aparty_pins: null,
  bparty_pins: null,
  aparty_pins_wo: null,
  bparty_pins_wo: null,
  pins_wo_version: null,
  usage: "twoway",
  state: "active",
  preferences: null,
  strictness: false,
  rotation_triggers: null,
  deallocation_policy: null,
  deletion_policy: null,
  deletion_protection: null,
  flow_id: null,
};
