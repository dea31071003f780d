/** The account's settings, by their names on the wire. */
export interface AccountSettings {
  readonly country: string;
  readonly intl_num_sup: boolean;
  /** Longest and default life of an allocation; `-1`: it lives until it is deleted. */
  readonly max_deallocation_time: string;
  readonly timezone: string;
  /** Seconds that a deallocated number cools off, as far as the settings tell: `cooling_ms` decides. */
  readonly deletion_time: number;
  readonly default_region: string;
  /** The flow that the account uses where none was asked for. */
  readonly default_flow_id: string;
  readonly greencall_complete_event_endpoint: string | null;
  readonly failed_verification_event_endpoint: string | null;
  readonly verified_caller_event_endpoint: string | null;
  readonly deallocation_callback_event_endpoint: string | null;
}

/** What they are before anybody changed them. */
export const FIRST_SETTINGS: AccountSettings = {
  country: "IN",
  intl_num_sup: false,
  max_deallocation_time: "170d",
  timezone: "IST",
  deletion_time: 86_400,
  default_region: "KA",
  default_flow_id: "100001",
  greencall_complete_event_endpoint: null,
  failed_verification_event_endpoint: null,
  verified_caller_event_endpoint: null,
  deallocation_callback_event_endpoint: null,
};

export const ENDPOINTS = [
  "greencall_complete_event_endpoint",
  "failed_verification_event_endpoint",
  "verified_caller_event_endpoint",
  "deallocation_callback_event_endpoint",
] as const;
