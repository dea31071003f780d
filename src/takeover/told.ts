import { isRecord } from "../domain/is-record";
import { type RemoteAllocation } from "../exobridge";

/** What is kept of an answer: all that a declaration needs, and no PIN. */
export type Told = Pick<
  RemoteAllocation,
  "greenvnId" | "connectionId" | "apartyNumbers" | "bpartyNumbers" | "usage" | "flowId"
>;

/** What came of reading one allocation. */
export type Found =
  | { readonly kind: "live"; readonly told: Told }
  | { readonly kind: "gone"; readonly why: "unknown" | "deallocated" | "forbidden" };

export function toldOf({
  greenvnId,
  connectionId,
  apartyNumbers,
  bpartyNumbers,
  usage,
  flowId,
}: RemoteAllocation): Told {
  return {
    greenvnId,
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(apartyNumbers === undefined ? {} : { apartyNumbers }),
    ...(bpartyNumbers === undefined ? {} : { bpartyNumbers }),
    ...(usage === undefined ? {} : { usage }),
    ...(flowId === undefined ? {} : { flowId }),
  };
}

/** What was kept, as it is read again: null where it is not what was written. */
export function readFound(value: unknown, id: string): Found | null {
  if (!isRecord(value)) return null;
  if (value["kind"] === "gone") {
    const { why } = value;
    return why === "unknown" || why === "deallocated" || why === "forbidden" ? { kind: "gone", why } : null;
  }
  const { told } = value;
  if (value["kind"] !== "live" || !isRecord(told) || told["greenvnId"] !== id) return null;
  const texts = ["connectionId", "usage", "flowId"].every((name) => isTextOrNone(told[name]));
  const lists = ["apartyNumbers", "bpartyNumbers"].every((name) => isTextsOrNone(told[name]));
  return texts && lists ? { kind: "live", told: toldOf(told as unknown as RemoteAllocation) } : null;
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isTextsOrNone(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((element) => typeof element === "string"));
}
