import { type Allocation } from "../core/allocation";
import { type AnswerStyle } from "../core/answer-style";
import { type Refusal } from "../core/refusal";
import { type AccountSettings } from "../core/settings";
import { type AllocationOperation } from "./operation";

/** The envelope in which every answer comes. */
export interface Envelope {
  readonly success: boolean;
  readonly status: number;
  readonly code: number | null;
  readonly message: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export function failure(refusal: Refusal): Envelope {
  return { success: false, status: refusal.status, code: refusal.code, message: refusal.message, data: null };
}

/** `defaultFlow`: of the account's settings. */
export function success(
  allocation: Allocation,
  operation: AllocationOperation,
  style: AnswerStyle,
  defaultFlow: string,
): Envelope {
  const isUntold = operation === "delete" && style.deleted === "null";
  const data = isUntold ? null : describe(allocation, operation, style, defaultFlow);
  return { success: true, status: 200, code: null, message: null, data };
}

/** The account's settings, as its read answers them. */
export function settingsTold(settings: AccountSettings): Envelope {
  return { success: true, status: 200, code: null, message: null, data: { ...settings } };
}

function describe(
  allocation: Allocation,
  operation: AllocationOperation,
  style: AnswerStyle,
  defaultFlow: string,
): Readonly<Record<string, unknown>> {
  const say = (number: string): string => sayNumber(number, style.numbers);
  const list = (numbers: readonly string[]): string[] =>
    (style.party_order === "reversed" ? [...numbers].reverse() : [...numbers]).map(say);
  const flow = allocation.flowId ?? (style.flow === "default" ? defaultFlow : null);
  return {
    ...(style.connection_id === "absent" ? {} : { connection_id: allocation.connectionId }),
    aparty_numbers: list(allocation.apartyNumbers),
    bparty_numbers: list(allocation.bpartyNumbers),
    ...pinsOf("aparty_pins", allocation.apartyPins, style),
    ...pinsOf("bparty_pins", allocation.bpartyPins, style),
    ...(style.usage === "absent" ? {} : { usage: allocation.usage }),
    ...(style.state === "absent" ? {} : { state: allocation.deallocatedAtMs === null ? "active" : "vault" }),
    ...(flow === null || style.flow === "absent" ? {} : { flow_id: flow }),
    ...Object.fromEntries(vnKeys(operation, style.vn_key).map((key) => [key, say(allocation.greenVn)])),
    greenvn_id: allocation.greenvnId,
    ...(style.unknown_fields ? { billing_group: "standard", tags: ["a", { b: null }], created_by: 7 } : {}),
  };
}

function vnKeys(operation: AllocationOperation, style: AnswerStyle["vn_key"]): readonly string[] {
  switch (style) {
    case "documented":
      return [operation === "create" ? "greenvn" : "green_vn"];
    case "swapped":
      return [operation === "create" ? "green_vn" : "greenvn"];
    case "greenvn":
    case "green_vn":
      return [style];
    case "both":
      return ["greenvn", "green_vn"];
    case "absent":
      return [];
  }
}

function pinsOf(name: string, pins: readonly number[], style: AnswerStyle): Readonly<Record<string, unknown>> {
  switch (style.pins) {
    case "given":
      return pins.length === 0 ? {} : { [name]: [...pins] };
    case "never":
      return {};
    case "empty":
      return { [name]: [] };
    case "null":
      return { [name]: [null] };
  }
}

function sayNumber(number: string, style: AnswerStyle["numbers"]): string {
  switch (style) {
    case "e164":
      return number;
    case "no-plus":
      return number.slice(1);
    case "zero":
      return number.startsWith("+91") ? `0${number.slice(3)}` : number.slice(1);
    case "national":
      return number.startsWith("+91") ? number.slice(3) : number.slice(1);
  }
}
