import { NUMBER_TYPES, USAGES } from "../../domain/number-type";
import { REGIONS } from "../../domain/region";
import { type Attributes, computed, optional, optionalComputed, required, type Schema } from "../../plugin/sdk/schema";

const regions = Object.entries(REGIONS)
  .map(([code, place]) => `\`${code}\` (${place})`)
  .join(", ");
const words = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(" or ");

const preferenceAttributes: Attributes = {
  greenvn: optional.string(
    "The number wanted, in E.164, such as `+917205827365`. With `strictness = true` only this number is taken; otherwise any other may be granted in its place.",
  ),
  region: optional.string(
    `The region that the number belongs to: ${regions}. Two other capitals are sent as they are, with a warning, since regions are added over time. No answer of the API tells a number's region.`,
  ),
  number_type: optional.string(
    `The kind of number: ${words(NUMBER_TYPES)}. No answer of the API tells a number's kind.`,
  ),
};

const pinCode: Attributes = {
  pin_code: optional.string(
    "A postal code near which the number should be. It counts at creation only: a later change of it alone is recorded with a warning and requests nothing.",
  ),
};

const vnPreferences = (more: Attributes = {}) =>
  optional.nested(
    { ...preferenceAttributes, ...more },
    "What is wished of the number. A preference that changes to a set value requests another number in place, which is **charged as a new allocation**, unless the number in `greenvn` is the one in force. A preference that is only removed requests nothing, and taking such a removal back costs nothing either.",
  );

/** What a number is wished to be, alike in both resources. */
const vnAttributes: Attributes = {
  strictness: optionalComputed.bool(
    "Whether every preference must be met: `true` fails (HTTP 452) where one can not be, `false` takes a number that meets as many as possible. Default: `false`. A change to `true` with preferences set requests another number, which is charged, unless the number in `greenvn` is the one in force.",
  ),
  rotation_triggers: optional.map(
    "string",
    "Any strings, such as a date. A change to a non-empty map takes another number (with `preferences`, by them), which is **charged as a new allocation**. Removing the map requests nothing. A change is refused while the number in force is pinned with `strictness = true`.",
  ),
};

const facts: Attributes = {
  account_sid: computed.string(
    "SID of the account that the allocation lives in. A run that is configured for another account is an error before any call.",
  ),
  green_vn: computed.string("The virtual number (VN) in force, in E.164."),
  state: computed.string("State of the allocation: `active`."),
};

/** Schema of the resource `greenvn_allocation`. */
export const allocationSchema: Schema = {
  version: 0,
  description:
    "A GreenVN allocation: a virtual number that connects A-parties (say, drivers) to B-parties (riders) without showing anyone's real number. A change of the number, of the parties or of the usage is made in place, by one call that is charged as a new allocation; `id` stays what it was.",
  attributes: {
    id: computed.string("The allocation's `greenvn_id`, given at creation. Never changes."),
    connection_id: required.string(
      "Your own unique name for the allocation; ExoBridge refuses a second live allocation of the same name. **A change of it replaces the allocation: its number is released and can not be had back.**",
    ),
    aparty_numbers: required.set(
      "string",
      "Numbers of the A-parties, in E.164; at least one. A change is made in place, by one call that is charged as a new allocation.",
    ),
    bparty_numbers: required.set(
      "string",
      "Numbers of the B-parties, in E.164; at least one, and none that stands among the A-parties. A change is made in place, by one call that is charged as a new allocation.",
    ),
    aparty_pins: optionalComputed.set(
      "number",
      "PINs by which A-parties join whose number is not listed: whole numbers above 0, of at most 6 digits, unique across both sides. Left out, they are not managed: nothing is requested, and what is known of them is kept. `[]` means none. A change is charged.",
      { sensitive: true },
    ),
    bparty_pins: optionalComputed.set(
      "number",
      "PINs by which B-parties join whose number is not listed; otherwise as `aparty_pins`.",
      { sensitive: true },
    ),
    usage: optionalComputed.string(
      `Who may call: ${words(USAGES)}. \`oneway\` lets only A-parties call B-parties. Default at creation: \`twoway\`; left out later, what is in force is kept. A change is charged.`,
    ),
    preferences: vnPreferences(pinCode),
    ...vnAttributes,
    deallocation_policy: optional.nested(
      {
        duration: required.string(
          "How long the allocation lives: a whole number and `d`, `h`, `m` or `s`, such as `30d` or `600s`. The account's maximum caps it.",
        ),
      },
      "When the allocation ends by itself. Left out at creation, the account's default holds. It can not be updated: **another length replaces the allocation, and its number is released**; removing the block changes state only.",
    ),
    flow_id: optionalComputed.string(
      "The call flow to attach, where an account has several. Left out, what is in force is kept. **Another flow replaces the allocation, and its number is released.**",
    ),
    deletion_policy: optionalComputed.string(
      "What a destroy does: `deallocate` gives the allocation up, `abandon` only forgets it. Default: `deallocate`. A change requests nothing.",
    ),
    deletion_protection: optionalComputed.bool(
      "Whether destroying and replacing are refused. Default: `false`. A change requests nothing; switch it off and apply that before a destroy.",
    ),
    ...facts,
  },
};

/** Schema of the resource `greenvn_assignment`. */
export const assignmentSchema: Schema = {
  version: 0,
  description:
    "The number of a GreenVN allocation that is owned elsewhere. Only its number is managed: creating the resource adopts the number in force, or requests another where a preference is set that is not provably met; destroying it makes no call.",
  attributes: {
    id: computed.string("The allocation's `greenvn_id`."),
    greenvn_id: required.string(
      "The `greenvn_id` of the allocation. A change of it makes another assignment; no call is made for the former one.",
    ),
    preferences: vnPreferences(),
    ...vnAttributes,
    connection_id: computed.string("The owner's unique name for the allocation."),
    aparty_numbers: computed.set("string", "Numbers of the A-parties, in E.164."),
    bparty_numbers: computed.set("string", "Numbers of the B-parties, in E.164."),
    usage: computed.string("Who may call: `oneway` or `twoway`."),
    ...facts,
  },
};

/** Schema of the data source `greenvn_allocation`. */
export const allocationDataSchema: Schema = {
  version: 0,
  description: "What the API tells of a GreenVN allocation. An allocation that is gone is an error.",
  attributes: {
    id: required.string("The allocation's `greenvn_id`."),
    connection_id: computed.string("The owner's unique name for the allocation."),
    aparty_numbers: computed.set("string", "Numbers of the A-parties, in E.164."),
    bparty_numbers: computed.set("string", "Numbers of the B-parties, in E.164."),
    aparty_pins: computed.set("number", "PINs of the A-parties; null where the API does not tell them.", {
      sensitive: true,
    }),
    bparty_pins: computed.set("number", "PINs of the B-parties; null where the API does not tell them.", {
      sensitive: true,
    }),
    usage: computed.string("Who may call: `oneway` or `twoway`."),
    flow_id: computed.string("The call flow, where one was given."),
    ...facts,
    account_sid: computed.string("SID of the account that was read."),
  },
};

/** Schema of the provider's configuration. */
export const providerSchema: Schema = {
  version: 0,
  description: "Manages GreenVN virtual numbers of Exotel ExoBridge.",
  attributes: {
    account_sid: optional.string(
      "SID of the account (the tenant). Required: here, or in the environment as `GREENVN_ACCOUNT_SID`.",
    ),
    api_key: optional.string(
      "API key, the user of HTTP Basic auth. Environment: `GREENVN_API_KEY`. Default: the account SID.",
    ),
    api_token: optional.string(
      "API token, the password of HTTP Basic auth. Required: better in the environment as `GREENVN_API_TOKEN` than here.",
      { sensitive: true },
    ),
    base_url: optional.string(
      "Where the API is: `https:`, or `http:` to a loopback address. Environment: `GREENVN_BASE_URL`. Default: `https://leadassist.exotel.in`.",
    ),
    request_timeout: optional.number("Longest wait for one answer, in seconds, 1 to 600. Default: `30`."),
    max_retries: optional.number(
      "How often one call is repeated where repeating it is safe, 0 to 10. Default: `4`. With `0` no write is sent twice and no failed read repeated; a write whose answer was lost is looked for all the same.",
    ),
    requests_per_minute: optional.number(
      "Most API calls in a minute, shared by all resources: a number above 0. Default: unlimited.",
    ),
  },
};
