import "./constructs/library/at-hand";

export { AccountSettings, type AccountSettingsConfig } from "./bindings/cdktf/account-settings";
export {
  Allocation,
  type AllocationConfig,
  type AllocationDeallocationPolicy,
  AllocationDeallocationPolicyOutputReference,
  type AllocationPreferences,
  AllocationPreferencesOutputReference,
} from "./bindings/cdktf/allocation";
export {
  Assignment,
  type AssignmentConfig,
  type AssignmentPreferences,
  AssignmentPreferencesOutputReference,
} from "./bindings/cdktf/assignment";
export { DataGreenvnAllocation, type DataGreenvnAllocationConfig } from "./bindings/cdktf/data-greenvn-allocation";
export { type GreenvnProviderConfig } from "./bindings/cdktf/provider";
export { GreenVnAllocation, type GreenVnAllocationProps, type OnDestroy } from "./constructs/allocation";
export { GreenVnAssignment, type GreenVnAssignmentProps } from "./constructs/assignment";
export {
  GreenVnFleet,
  type GreenVnFleetDefaults,
  type GreenVnFleetProps,
  type GreenVnFleetRow,
} from "./constructs/fleet/fleet";
export { type IGreenVn } from "./constructs/green-vn";
export { type NumberChangeOptions } from "./constructs/hooks/number-change";
export * from "./constructs/library/cdktf/functions";
export { type LookUpOptions } from "./constructs/look-up";
export { type Duration } from "./constructs/props/duration";
export { NumberType, type Usage } from "./constructs/props/number-type";
export { type Pins } from "./constructs/props/pins";
export { type NumberProps } from "./constructs/props/props";
export { Region } from "./constructs/props/region";
export { GreenvnProvider, type GreenvnProviderProps } from "./constructs/provider";
export { type AllocationExpectation, type AssignmentExpectation, GreenVnTesting } from "./constructs/testing";
