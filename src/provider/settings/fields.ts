import { sameDuration } from "../../domain/duration";
import { REGIONS } from "../../domain/region";
import type { Unknown } from "../../domain/unknown";
import { computed, optionalComputed, type Schema, type StateOf } from "../../plugin/sdk/schema";
import type { Known } from "../../plugin/sdk/value";

const address = (event: string) =>
  optionalComputed.string(
    `Address (\`https:\` or \`http:\`) that is called ${event}. \`""\` clears it. Left out, what is there stays.`,
    { sensitive: true },
  );

/** The account's settings, by their names on the wire, which are Terraform's. */
export const SETTINGS = {
  country: optionalComputed.string("The account's country, by the two capitals of ISO 3166-1, such as `IN`."),
  intl_num_sup: optionalComputed.bool("Whether international numbers are supported."),
  max_deallocation_time: optionalComputed.string(
    "Longest life of an allocation, and the default of those that declare none: a whole number and `d`, `h`, `m` or " +
      "`s`, such as `170d`; `-1`: they live until they are deleted. **A change counts for every allocation that is made " +
      "from then on**, and warns.",
  ),
  timezone: optionalComputed.string("The account's time zone: `IST` or `UTC`."),
  deletion_time: optionalComputed.number(
    "How long a deallocated number cools off, in seconds. **A change counts for every number that is given up from then " +
      "on**, and warns.",
  ),
  default_region: optionalComputed.string(
    `Region of a number for which none is wished: ${Object.keys(REGIONS)
      .map((code) => `\`${code}\``)
      .join(", ")}.`,
  ),
  default_flow_id: optionalComputed.string("The call flow of an allocation that declares none."),
  greencall_complete_event_endpoint: address("when a call through a number has ended"),
  failed_verification_event_endpoint: address("when a caller could not be verified"),
  verified_caller_event_endpoint: address("when a caller was verified"),
  deallocation_callback_event_endpoint: address("when an allocation is deallocated"),
};

/** Schema of the resource `greenvn_account_settings`. */
export const settingsSchema = {
  version: 0,
  description:
    "The settings of an account: one resource for each account. Creating it adopts what is there and sends only what is " +
    "declared otherwise; destroying it forgets them, and they stay as they are. No call of it is charged. What is left " +
    "out is not managed. Allocations that rely on what is set here need `depends_on`.",
  attributes: {
    id: computed.string("The account's SID."),
    ...SETTINGS,
    account_sid: computed.string(
      "SID of the account. A run that is configured for another account is an error before any call.",
    ),
    api_origin: computed.string(
      "Scheme, host and port of the API that the account is at, such as `https://leadassist.exotel.in`. A run that is " +
        "configured for another one (`base_url`) is an error before any call, unless the provider has " +
        "`allow_base_url_change = true`; between two loopback addresses it is a warning.",
    ),
  },
} satisfies Schema;

/** State of `greenvn_account_settings`, by its Terraform names. */
export type SettingsState = StateOf<typeof settingsSchema, Unknown>;
export type SavedSettings = Known<SettingsState>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS).filter((name): name is SettingName => name in SETTINGS);

/** The addresses of webhooks. Secret: they may hold a password. */
export const ADDRESSES = [
  "greencall_complete_event_endpoint",
  "failed_verification_event_endpoint",
  "verified_caller_event_endpoint",
  "deallocation_callback_event_endpoint",
] as const satisfies readonly SettingName[];

/** Whether two values of a setting are one: an empty address is none, and lengths may be written in several ways. */
export function sameSetting(name: SettingName, one: unknown, other: unknown): boolean {
  if (isAddress(name)) return (one ?? "") === (other ?? "");
  if (name === "max_deallocation_time" && typeof one === "string" && typeof other === "string")
    return one === other || sameDuration(one, other);
  return (one ?? null) === (other ?? null);
}

export function isAddress(name: string): boolean {
  return ADDRESSES.some((address) => address === name);
}

/** The addresses that states hold: what is said of the settings must not repeat them. */
export function secretsIn(...states: readonly Partial<SettingsState>[]): readonly string[] {
  return states.flatMap((state) =>
    ADDRESSES.flatMap((name) => {
      const value = state[name];
      return typeof value === "string" && value !== "" ? [value] : [];
    }),
  );
}
