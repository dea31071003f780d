import { type NumberType } from "../../domain/number-type";
import { type KnownRegion, REGIONS } from "../../domain/region";
import { type AllocationView, type NumberHeld } from "../live/live-view";
import { type News, type Show } from "./seen";

/** What the page says of what happens; what never changes stands in its views. */

/** `1 charged call`, `3 charged calls`. */
export function chargedCalls(count: number): string {
  return counted(count, "charged call");
}

export function counted(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

/** What a screen reader hears, a few at once as one sentence. */
export function announcement({ created, changed, charged, total }: News, show: Show): string {
  const cost = `${chargedCalls(charged)}, ${total.toLocaleString("en")} in all.`;
  const [change] = changed;
  const [made] = created;
  if (changed.length === 1 && created.length === 0 && change !== undefined)
    return `${show(change.allocation.connection_id)} changed its number from ${show(change.before.number)} to ${show(change.after.number)}: ${cost}`;
  if (created.length === 1 && changed.length === 0 && made !== undefined)
    return `${show(made.connection_id)} got the number ${show(made.green_vn)}: ${cost}`;
  const what = [
    ...(created.length === 0 ? [] : [`${counted(created.length, "allocation")} made`]),
    ...(changed.length === 0 ? [] : [`${counted(changed.length, "number")} changed`]),
  ];
  return `${what.length === 0 ? "Parties changed" : what.join(", ")}: ${cost}`;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  create: "create",
  read: "read",
  vn: "change number",
  "call-party": "change parties",
  delete: "deallocate",
  settings: "read settings",
};

/** An operation of the API in words; one that is none by its name. */
export function operationName(operation: string): string {
  return OPERATIONS[operation] ?? operation;
}

export function stockName(region: KnownRegion | null, type: NumberType | null): string {
  return region === null || type === null ? "of no region of the pool" : `${REGIONS[region]}, ${type}`;
}

export function heldBy(by: NumberHeld["by"]): string {
  switch (by) {
    case "create":
      return "at its creation, 1 charge";
    case "vn":
      return "by a change of number, 1 charge";
    case "hand":
      return "by somebody's hand, free";
  }
}

/** `2 charges: 1 create, 1 number`. */
export function costOf({ create, vn, call_party: parties }: AllocationView["charges"]): string {
  const all = [
    [create, "create"],
    [vn, "number"],
    [parties, "parties"],
  ] as const;
  const parts = all.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  const total = create + vn + parties;
  return total === 0 ? "no charge" : `${counted(total, "charge")}: ${parts.join(", ")}`;
}

/** `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function agoFrom(since: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(since)) / 1_000));
  if (seconds < 5) return "just now";
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

export function couldNotControl(what: string, why: string): string {
  return `${what} did not work: ${why}`;
}
