import type { WireRequest } from "../http/request";
import type { AccountSettings, CreateRequest, PartiesRequest, VnRequest, WishedNumber } from "../types";

const COLLECTION = "/v1/tenants/{sid}/greenvn";

export function readRequest(accountSid: string, greenvnId: string): WireRequest | null {
  return request("GET", `${COLLECTION}/{id}`, accountSid, greenvnId, null);
}

export function deallocateRequest(accountSid: string, greenvnId: string): WireRequest | null {
  return request("DELETE", `${COLLECTION}/{id}`, accountSid, greenvnId, null);
}

export function settingsRequest(accountSid: string): WireRequest | null {
  return request("GET", "/v1/tenants/{sid}/settings", accountSid, null, null);
}

export function changeSettingsRequest(accountSid: string, change: Partial<AccountSettings>): WireRequest | null {
  return request("PUT", "/v1/tenants/{sid}/settings", accountSid, null, change);
}

export function createRequest(accountSid: string, wanted: CreateRequest): WireRequest | null {
  const { preferences = {} } = wanted;
  return request("POST", COLLECTION, accountSid, null, {
    connection_id: wanted.connectionId,
    aparty_numbers: wanted.apartyNumbers,
    bparty_numbers: wanted.bpartyNumbers,
    aparty_pins: filled(wanted.apartyPins),
    bparty_pins: filled(wanted.bpartyPins),
    usage: wanted.usage,
    strictness: String(wanted.strictness),
    preferences: wishes({ ...numberWishes(preferences, "type"), pin_code: preferences.pinCode }),
    deallocation_policy:
      wanted.deallocationDuration === undefined ? undefined : { duration: wanted.deallocationDuration },
    flow_id: wanted.flowId,
  });
}

export function changeVnRequest(accountSid: string, greenvnId: string, wanted: VnRequest): WireRequest | null {
  const body =
    wanted === null
      ? null
      : { strictness: String(wanted.strictness), preferences: wishes(numberWishes(wanted.preferences, "number_type")) };
  return request("PUT", `${COLLECTION}/{id}/vn`, accountSid, greenvnId, body);
}

export function changePartiesRequest(
  accountSid: string,
  greenvnId: string,
  wanted: PartiesRequest,
): WireRequest | null {
  return request("PUT", `${COLLECTION}/{id}/call-party`, accountSid, greenvnId, {
    aparty_numbers: wanted.apartyNumbers,
    bparty_numbers: wanted.bpartyNumbers,
    aparty_pins: wanted.apartyPins,
    bparty_pins: wanted.bpartyPins,
    usage: wanted.usage,
  });
}

/** The documents name the number's type differently per call: `type` for create, `number_type` for a change. */
function numberWishes(wished: WishedNumber, typeName: "type" | "number_type"): Record<string, string | undefined> {
  return { greenvn: wished.greenvn, region: wished.region, [typeName]: wished.numberType };
}

function wishes(wished: Record<string, string | undefined>): Record<string, string | undefined> | undefined {
  return Object.values(wished).some((value) => value !== undefined) ? wished : undefined;
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list !== undefined && list.length > 0 ? list : undefined;
}

/** Null where a segment can't stand in a path: the URL would mean another allocation, or none. */
function request(
  method: WireRequest["method"],
  template: string,
  accountSid: string,
  greenvnId: string | null,
  body: object | null,
): WireRequest | null {
  const sid = encodeSegment(accountSid);
  const id = greenvnId === null ? "" : encodeSegment(greenvnId);
  if (sid === null || id === null) return null;
  // Functions, since `$&` in a replacement text would be expanded.
  const path = template.replace("{sid}", () => sid).replace("{id}", () => id);
  return { method, path, template, body: body === null ? null : JSON.stringify(body) };
}

/** One path segment, or null. Dots are not encoded by anybody: `..` would be taken for the parent even as `%2E%2E`. */
export function encodeSegment(text: string): string | null {
  if (text === "" || text === "." || text === "..") return null;
  try {
    return encodeURIComponent(text);
  } catch {
    return null; // A lone surrogate.
  }
}
