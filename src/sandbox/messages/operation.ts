import { type Refusal, refuse, refuseHttp } from "../core/refusal";

/** The calls of the API: the five of an allocation, and the reading and changing of the account's settings. */
export const OPERATIONS = ["create", "read", "vn", "call-party", "delete", "settings", "settings-change"] as const;
export type Operation = (typeof OPERATIONS)[number];
export type AllocationOperation = Exclude<Operation, "settings" | "settings-change">;

export type Route = {
  readonly kind: "route";
  readonly operation: Operation;
  readonly sid: string;
  readonly greenvnId: string | null;
};

/** Which call a request is. `sid` and id are decoded: an encoded slash does not end a segment. */
export function routeOf(method: string, target: string): Route | Refusal {
  const [path = "", query] = target.split("?", 2);
  const segments = decodeSegments(path);
  if (!segments) return refuse(5, "the path is not encoded properly");
  const [root, version, tenants, sid, resource, greenvnId, part] = segments;
  if (root !== "" || tenants !== "tenants" || !sid || segments.length > 7) return NO_PATH;
  if (resource !== "greenvn" && resource !== "settings") return NO_PATH;
  if (version !== "v1") return refuse(9, "that version is not supported");
  const operation = resource === "greenvn" ? operationOf(segments.length, part) : settingsOf(segments.length);
  if (!operation || greenvnId === "") return NO_PATH;
  const found = operation[method];
  if (!found) return refuseHttp(405, "that method is not supported here");
  // The API has no search: a filter would be silently lost.
  if (query !== undefined) return refuse(2, "that search filter is not supported");
  return { kind: "route", operation: found, sid, greenvnId: greenvnId ?? null };
}

const NO_PATH = refuseHttp(404, "no such path");

function operationOf(length: number, part: string | undefined): Readonly<Partial<Record<string, Operation>>> | null {
  if (length === 5) return { POST: "create" };
  if (length === 6) return { GET: "read", DELETE: "delete" };
  if (part === "vn") return { PUT: "vn" };
  return part === "call-party" ? { PUT: "call-party" } : null;
}

function settingsOf(length: number): Readonly<Partial<Record<string, Operation>>> | null {
  return length === 5 ? { GET: "settings", PUT: "settings-change" } : null;
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
}
