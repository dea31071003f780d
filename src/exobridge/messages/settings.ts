import type { AccountSettings } from "../types";
import { isJsonObject, type JsonObject, kindOf, member, type Parsed } from "./json";

/** What a change is answered: whether it tells the settings as well is not documented. */
export function parseChangedSettings(envelope: JsonObject): Parsed<AccountSettings | null> {
  const isUntold = member(envelope, "success") === true && member(envelope, "data") === undefined;
  return isUntold ? { kind: "parsed", value: null } : parseSettings(envelope);
}

/** What an answer tells of the account's settings. A value of another type is an error that names the field alone. */
export function parseSettings(envelope: JsonObject): Parsed<AccountSettings> {
  if (member(envelope, "success") !== true) return { kind: "flawed", why: "success is not true" };
  const data = member(envelope, "data");
  if (!isJsonObject(data)) return { kind: "flawed", why: `data is ${kindOf(data)}, expected an object` };
  const flaws: string[] = [];
  const wrong = (name: string, expected: string): null => {
    flaws.push(`data.${name} is ${kindOf(member(data, name))}, expected ${expected}`);
    return null;
  };
  const text = (name: string): string | null => {
    const value = member(data, name);
    if (value === undefined || value === "") return null;
    return typeof value === "string" ? value : wrong(name, "a string");
  };
  /** An id or a length may be a number all through. */
  const digits = (name: string): string | null => {
    const value = member(data, name);
    return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : text(name);
  };
  const flag = (name: string): boolean | null => {
    const value = member(data, name);
    if (value === undefined) return null;
    if (value === "true" || value === "false") return value === "true";
    return typeof value === "boolean" ? value : wrong(name, "a boolean");
  };
  const count = (name: string): number | null => {
    const value = member(data, name);
    if (value === undefined || value === "") return null;
    const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number) ? number : wrong(name, "a whole number");
  };
  const settings: AccountSettings = {
    country: text("country"),
    intl_num_sup: flag("intl_num_sup"),
    max_deallocation_time: digits("max_deallocation_time"),
    timezone: text("timezone"),
    deletion_time: count("deletion_time"),
    default_region: text("default_region"),
    default_flow_id: digits("default_flow_id"),
    greencall_complete_event_endpoint: text("greencall_complete_event_endpoint"),
    failed_verification_event_endpoint: text("failed_verification_event_endpoint"),
    verified_caller_event_endpoint: text("verified_caller_event_endpoint"),
    deallocation_callback_event_endpoint: text("deallocation_callback_event_endpoint"),
  };
  return flaws.length === 0 ? { kind: "parsed", value: settings } : { kind: "flawed", why: flaws.join("; ") };
}
