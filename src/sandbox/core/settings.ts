/** What the account's settings are, by their names on the wire. */
export const ACCOUNT_SETTINGS = {
  country: "IN",
  intl_num_sup: false,
  max_deallocation_time: "170d",
  timezone: "IST",
  /** Seconds that a deallocated number cools off, as far as the settings tell: `cooling_ms` decides. */
  deletion_time: 86_400,
  default_region: "KA",
  /** The flow that the account uses where none was asked for. */
  default_flow_id: "100001",
  greencall_complete_event_endpoint: null,
  failed_verification_event_endpoint: null,
  verified_caller_event_endpoint: null,
  deallocation_callback_event_endpoint: null,
} as const;
