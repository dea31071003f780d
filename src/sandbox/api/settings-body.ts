import { durationSeconds } from "../../domain/duration";
import { isRecord } from "../../domain/is-record";
import { isKnownRegion } from "../../domain/region";
import { badChoice, badText, type Fields, unknownField } from "../core/body-checks";
import { type Refusal, refuse } from "../core/refusal";
import { type AccountSettings, ENDPOINTS, FIRST_SETTINGS } from "../core/settings";
import { MAX_DURATION_S, type Reading } from "./request-bodies";

/** Only the fields that are sent change. */
export function readSettingsChange(body: unknown): Reading<Partial<AccountSettings>> {
  if (!isRecord(body)) return refuse(5, "the body must be a JSON object");
  if (Object.keys(body).length === 0) return refuse(3, "mandatory parameter: at least one setting");
  const refusal =
    unknownField(body, Object.keys(FIRST_SETTINGS)) ??
    badCountry(body) ??
    badFlag(body) ??
    badMaximum(body) ??
    badChoice(body, "timezone", ["IST", "UTC"]) ??
    badDeletionTime(body) ??
    badDefaultRegion(body) ??
    badText(body, "default_flow_id") ??
    badEndpoints(body);
  if (refusal) return refusal;
  // An empty address clears it.
  const told = Object.entries(body).map(([name, value]) => [name, value === "" ? null : value] as const);
  return { kind: "read", order: Object.fromEntries(told) };
}

function badCountry(body: Fields): Refusal | null {
  const { country } = body;
  return country === undefined || (typeof country === "string" && /^[A-Z]{2}$/.test(country))
    ? null
    : refuse(5, "parameter country must be the two capitals of a country");
}

function badFlag(body: Fields): Refusal | null {
  const { intl_num_sup: flag } = body;
  return flag === undefined || typeof flag === "boolean" ? null : refuse(5, "parameter intl_num_sup must be a boolean");
}

function badMaximum(body: Fields): Refusal | null {
  const { max_deallocation_time: time } = body;
  if (time === undefined || time === "-1") return null;
  const seconds = typeof time === "string" ? durationSeconds(time) : null;
  return seconds !== null && seconds <= MAX_DURATION_S
    ? null
    : refuse(5, "parameter max_deallocation_time must be a duration of at most 170d, or -1");
}

function badDeletionTime(body: Fields): Refusal | null {
  const { deletion_time: time } = body;
  return time === undefined || (typeof time === "number" && Number.isSafeInteger(time) && time >= 0)
    ? null
    : refuse(5, "parameter deletion_time must be a whole number of seconds");
}

function badDefaultRegion(body: Fields): Refusal | null {
  const { default_region: region } = body;
  if (region === undefined) return null;
  if (typeof region !== "string") return refuse(5, "parameter default_region must be a string");
  return isKnownRegion(region) ? null : refuse(15, "that region is not supported");
}

function badEndpoints(body: Fields): Refusal | null {
  const wrong = ENDPOINTS.find((name) => body[name] !== undefined && !isAddress(body[name]));
  return wrong === undefined ? null : refuse(5, `parameter ${wrong} must be an http or https address, or empty`);
}

function isAddress(value: unknown): boolean {
  if (value === "") return true;
  return typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
