import { durationSeconds } from "../../domain/duration";
import { isRecord } from "../../domain/is-record";
import { NUMBER_TYPES, type Usage, USAGES } from "../../domain/number-type";
import { isKnownRegion } from "../../domain/region";
import { type CreateOrder, type PartiesOrder, type Wish } from "../core/allocation";
import {
  badChoice,
  badNumber,
  badNumbers,
  badObject,
  badPins,
  badText,
  clash,
  type Fields,
  missingField,
  unknownField,
} from "../core/body-checks";
import { nearestRegion } from "../core/postal-code";
import { type Refusal, refuse } from "../core/refusal";
import { type AccountSettings } from "../core/settings";

/** What a body asks for, or why it is refused. */
export type Reading<T> = { readonly kind: "read"; readonly order: T } | Refusal;

/** Longest life of an allocation that an account may set, and what it is at first: 170 days, as documented. */
export const MAX_DURATION_S = 170 * 86_400;
/** So long lives what lives until it is deleted. */
const FOREVER_S = 36_500 * 86_400;

/** Default and longest life of an allocation by an account's settings. */
export function longestLifeS({ max_deallocation_time: time }: Pick<AccountSettings, "max_deallocation_time">): number {
  const seconds = durationSeconds(time);
  return seconds === null ? FOREVER_S : Number(seconds);
}

const PARTIES = ["aparty_numbers", "bparty_numbers", "aparty_pins", "bparty_pins", "usage"];
const CREATE_FIELDS = ["connection_id", ...PARTIES, "strictness", "preferences", "deallocation_policy", "flow_id"];
const NOT_AN_OBJECT = refuse(5, "the body must be a JSON object");

/** The number type has a name of its own in each call; the other one is an unknown parameter. */
type TypeField = "type" | "number_type";

export function readCreate(body: unknown, longestS = MAX_DURATION_S): Reading<CreateOrder> {
  if (!isRecord(body)) return NOT_AN_OBJECT;
  const refusal =
    unknownField(body, CREATE_FIELDS) ??
    missingField(body, ["connection_id", "aparty_numbers", "bparty_numbers", "usage"]) ??
    badText(body, "connection_id") ??
    badParties(body) ??
    badWish(body, "type", ["greenvn", "region", "type", "pin_code"]) ??
    badDuration(body, longestS) ??
    badFlow(body);
  if (refusal) return refusal;
  const parties = partiesOf(body);
  const order: CreateOrder = {
    connectionId: body["connection_id"] as string,
    apartyNumbers: parties.apartyNumbers ?? [],
    bpartyNumbers: parties.bpartyNumbers ?? [],
    apartyPins: parties.apartyPins ?? [],
    bpartyPins: parties.bpartyPins ?? [],
    usage: body["usage"] as Usage,
    wish: wishOf(body, "type"),
    durationS: secondsOf(body) ?? longestS,
    flowId: (body["flow_id"] as string | undefined) ?? null,
  };
  return clash(order) ?? { kind: "read", order };
}

/** `undefined`: the request had no body at all, and any number will do. */
export function readVnChange(body: unknown): Reading<Wish> {
  if (body === undefined) return { kind: "read", order: { strict: false } };
  if (!isRecord(body)) return NOT_AN_OBJECT;
  const refusal =
    unknownField(body, ["strictness", "preferences"]) ??
    badWish(body, "number_type", ["greenvn", "region", "number_type"]);
  return refusal ?? { kind: "read", order: wishOf(body, "number_type") };
}

export function readPartiesChange(body: unknown): Reading<PartiesOrder> {
  if (!isRecord(body)) return NOT_AN_OBJECT;
  const refusal = unknownField(body, PARTIES) ?? noParty(body) ?? badParties(body);
  return refusal ?? { kind: "read", order: partiesOf(body) };
}

/** The connection id that a body names, whatever else is wrong with it; null where it names none. */
export function connectionIdIn(body: Buffer): string | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isRecord(value) && typeof value["connection_id"] === "string" ? value["connection_id"] : null;
  } catch {
    return null;
  }
}

function noParty(body: Fields): Refusal | null {
  const sides = ["aparty_numbers", "bparty_numbers"];
  if (sides.every((side) => body[side] === undefined))
    return refuse(3, "one of aparty_numbers and bparty_numbers is mandatory");
  return missingField(
    body,
    sides.filter((side) => body[side] !== undefined),
  );
}

function badParties(body: Fields): Refusal | null {
  return (
    badNumbers(body, "aparty_numbers") ??
    badNumbers(body, "bparty_numbers") ??
    badPins(body, "aparty_pins") ??
    badPins(body, "bparty_pins") ??
    badChoice(body, "usage", USAGES)
  );
}

function partiesOf(body: Fields): PartiesOrder {
  return {
    ...(body["aparty_numbers"] === undefined ? {} : { apartyNumbers: body["aparty_numbers"] as string[] }),
    ...(body["bparty_numbers"] === undefined ? {} : { bpartyNumbers: body["bparty_numbers"] as string[] }),
    ...(body["aparty_pins"] === undefined ? {} : { apartyPins: body["aparty_pins"] as number[] }),
    ...(body["bparty_pins"] === undefined ? {} : { bpartyPins: body["bparty_pins"] as number[] }),
    ...(body["usage"] === undefined ? {} : { usage: body["usage"] as Usage }),
  };
}

function badWish(body: Fields, typeField: TypeField, known: readonly string[]): Refusal | null {
  // A bare boolean is what a client sends by mistake: the API wants the string.
  const refusal = badChoice(body, "strictness", ["true", "false"]) ?? badObject(body, "preferences");
  if (refusal || body["preferences"] === undefined) return refusal;
  const preferences = body["preferences"] as Fields;
  const where = "preferences.";
  return (
    unknownField(preferences, known, where) ??
    badNumber(preferences, "greenvn", where) ??
    badText(preferences, "region", where) ??
    badRegion(preferences) ??
    badChoice(preferences, typeField, NUMBER_TYPES, where) ??
    badText(preferences, "pin_code", where) ??
    badPostalCode(preferences)
  );
}

function wishOf(body: Fields, typeField: TypeField): Wish {
  const preferences = (body["preferences"] ?? {}) as Readonly<Record<string, string | undefined>>;
  const postalRegion = preferences["pin_code"] === undefined ? null : nearestRegion(preferences["pin_code"]);
  return {
    strict: body["strictness"] === "true",
    ...(preferences["greenvn"] === undefined ? {} : { greenvn: preferences["greenvn"] }),
    ...(preferences["region"] === undefined ? {} : { region: preferences["region"] }),
    ...(preferences[typeField] === undefined ? {} : { type: preferences[typeField] }),
    ...(postalRegion === null ? {} : { postalRegion }),
  };
}

function badRegion(preferences: Fields): Refusal | null {
  const region = preferences["region"];
  return typeof region !== "string" || isKnownRegion(region) ? null : refuse(15, "that region is not supported");
}

function badPostalCode(preferences: Fields): Refusal | null {
  const pinCode = preferences["pin_code"];
  return typeof pinCode !== "string" || nearestRegion(pinCode)
    ? null
    : refuse(5, "parameter preferences.pin_code is no postal code");
}

function badDuration(body: Fields, longestS: number): Refusal | null {
  const refusal = badObject(body, "deallocation_policy");
  if (refusal || body["deallocation_policy"] === undefined) return refusal;
  const policy = body["deallocation_policy"] as Fields;
  const problem =
    unknownField(policy, ["duration"], "deallocation_policy.") ??
    missingField(policy, ["duration"]) ??
    badText(policy, "duration", "deallocation_policy.");
  if (problem) return problem;
  const seconds = secondsOf(body);
  if (seconds === null)
    return refuse(5, "parameter deallocation_policy.duration must be a number and one of d, h, m, s");
  return seconds <= longestS
    ? null
    : refuse(5, `parameter deallocation_policy.duration is longer than the account's ${lengthOf(longestS)}`);
}

function lengthOf(seconds: number): string {
  return seconds % 86_400 === 0 ? `${seconds / 86_400}d` : `${seconds}s`;
}

function secondsOf(body: Fields): number | null {
  const policy = body["deallocation_policy"] as Fields | undefined;
  const seconds = typeof policy?.["duration"] === "string" ? durationSeconds(policy["duration"]) : null;
  return seconds === null ? null : Number(seconds);
}

// Which flows an account has is its own affair: every id passes that could be one, but for `no-such-flow`.
function badFlow(body: Fields): Refusal | null {
  const refusal = badText(body, "flow_id");
  if (refusal || body["flow_id"] === undefined) return refusal;
  const flow = body["flow_id"] as string;
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(flow) && flow !== "no-such-flow"
    ? null
    : refuse(50, "that call flow is invalid");
}
