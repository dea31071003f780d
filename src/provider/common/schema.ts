import type { AttributeRow, AttributeRows, Kind, Place, Shape } from "../../domain/attributes/attribute-row";
import { ATTRIBUTES, rowsIn } from "../../domain/attributes/attributes";
import { type Attribute, type Attributes, optional, type Schema } from "../../plugin/sdk/schema";

/** Schema of the resource `greenvn_allocation`. */
export const allocationSchema: Schema = {
  version: 0,
  description:
    "A GreenVN allocation: a virtual number that connects A-parties (say, drivers) to B-parties (riders) without " +
    "showing anyone's real number. A change of the number, of the parties or of the usage is made in place, by one " +
    "call that is charged as a new allocation; `id` stays what it was.",
  attributes: attributesIn("allocation"),
};

/** Schema of the resource `greenvn_assignment`. */
export const assignmentSchema: Schema = {
  version: 0,
  description:
    "The number of a GreenVN allocation that is owned elsewhere. Only its number is managed: creating the resource " +
    "adopts the number in force, or requests another where a preference is set that is not provably met; destroying " +
    "it makes no call.",
  attributes: attributesIn("assignment"),
};

/** Schema of the data source `greenvn_allocation`. */
export const allocationDataSchema: Schema = {
  version: 0,
  description: "What the API tells of a GreenVN allocation. An allocation that is gone is an error.",
  attributes: attributesIn("data"),
};

/** What is wished of a number, as an assignment wishes it. */
export function wishedNumber(description: string): Attribute {
  return { origin: "optional", type: typeOf(ATTRIBUTES.preferences.kind, "assignment"), description };
}

/** Schema of the provider's configuration. */
export const providerSchema = {
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
      "API token, the password of HTTP Basic auth. Required: better in the environment as `GREENVN_API_TOKEN` than " +
        "here.",
      { sensitive: true },
    ),
    base_url: optional.string(
      "Where the API is: `https:`, or `http:` to a loopback address. Environment: `GREENVN_BASE_URL`. Default: " +
        "`https://leadassist.exotel.in`.",
    ),
    request_timeout: optional.number("Longest wait for one answer, in seconds, 1 to 600. Default: `30`."),
    max_retries: optional.number(
      "How often one call is repeated where repeating it is safe, 0 to 10. Default: `4`. With `0` no write is sent " +
        "twice and no failed read repeated; a write whose answer was lost is looked for all the same.",
    ),
    requests_per_minute: optional.number(
      "Most API calls in a minute, shared by all resources, 1 to 60,000. Default: unlimited.",
    ),
    skip_credentials_check: optional.bool(
      "Whether a plan that creates something goes without verifying the credentials. Default: `false`: it reads the " +
        "account's settings, which is free, once and for at most 5 seconds beside the planning. Credentials that are " +
        "refused (HTTP 401, 402 or code 7) are one error of the plan; nothing else is held against them.",
    ),
    allow_base_url_change: optional.bool(
      "Whether allocations whose state holds another `api_origin` may be looked for at this `base_url`. Default: " +
        "`false`: that is an error before any call. With `true` the first read that finds one records the new " +
        "origin; until then an API that does not know it (HTTP 404, 410, state `vault`) is an error, and nothing is " +
        "taken for gone. Between two loopback addresses the change is a warning, whatever stands here.",
    ),
  },
} satisfies Schema;

function attributesIn(place: Place): Attributes {
  return Object.fromEntries(rowsIn(place).flatMap(({ name, row }) => attributeOf(name, row, place)));
}

function attributeOf(name: string, row: AttributeRow, place: Place): [string, Attribute][] {
  const shape = row[place];
  return shape === undefined ? [] : [[name, { ...originOf(shape), type: typeOf(row.kind, place), ...secrecyOf(row) }]];
}

function originOf({ origin, description }: Shape): Pick<Attribute, "origin" | "description"> {
  return { origin, description };
}

function typeOf(kind: Kind | AttributeRows, place: Place): Attribute["type"] {
  switch (kind) {
    case "text":
    case "number":
    case "duration":
      return "string";
    case "count":
      return "number";
    case "flag":
      return "bool";
    case "numbers":
      return { set: "string" };
    case "pins":
      return { set: "number" };
    case "write-only pins":
      return { list: "number" };
    case "texts by key":
      return { map: "string" };
  }
  return { nested: Object.fromEntries(Object.entries(kind).flatMap(([name, row]) => attributeOf(name, row, place))) };
}

/**
 * PINs are a caller's secret. What is write-only stands in no state or plan that could show it; a mark all the same would
 * make Terraform plan an empty change for each allocation whose state was saved before there was such an attribute.
 */
function secrecyOf({ kind }: AttributeRow): Pick<Attribute, "sensitive" | "writeOnly"> {
  if (kind === "write-only pins") return { writeOnly: true };
  return kind === "pins" ? { sensitive: true } : {};
}
