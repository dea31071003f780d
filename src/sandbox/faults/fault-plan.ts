import { hash } from "../core/numbering";
import { type Operation } from "../messages/operation";
import { BENT_KINDS, type FaultCount, type FaultInForce, type FaultRule } from "./fault-rule";

/** What a rule is matched against. */
export interface Arrival {
  readonly operation: Operation;
  readonly greenvnId: string | null;
  readonly connectionId: string | null;
}

/** The rules in force. */
export class FaultPlan {
  readonly #entries: { readonly rule: FaultRule; readonly draw: () => number; fitted: number; struck: number }[];
  readonly #setMs: number;

  constructor(
    rules: readonly FaultRule[],
    seed: string,
    private readonly nowMs: () => number,
  ) {
    this.#setMs = nowMs();
    this.#entries = rules.map((rule, place) => ({
      rule,
      draw: random(rule.seed ?? hash(`${seed}:fault:${place}`)),
      fitted: 0,
      struck: 0,
    }));
  }

  /** The rule that meets this request, if any: it counts as struck. */
  take(arrival: Arrival): FaultRule | null {
    for (const entry of this.#entries) {
      const { rule } = entry;
      if (!fits(rule, arrival) || this.#endsInMs(rule) === 0) continue;
      entry.fitted += 1;
      if (entry.fitted <= (rule.skip ?? 0) || isUsedUp(entry)) continue;
      if (rule.probability !== undefined && entry.draw() >= rule.probability) continue;
      entry.struck += 1;
      return rule;
    }
    return null;
  }

  counts(): readonly FaultCount[] {
    return this.#entries.map(({ rule, fitted, struck }) => ({ rule, fitted, struck }));
  }

  inForce(): readonly FaultInForce[] {
    return this.counts().map((count) => {
      const endsInMs = this.#endsInMs(count.rule);
      return { ...count, over: endsInMs === 0 || isUsedUp(count), ends_in_ms: endsInMs };
    });
  }

  #endsInMs({ for_ms: forMs, answer }: FaultRule): number | null {
    const lastsMs = answer.kind === "refuse" ? answer.for_ms : forMs;
    return lastsMs === undefined ? null : Math.max(0, this.#setMs + lastsMs - this.nowMs());
  }
}

function isUsedUp({ rule, struck }: Omit<FaultCount, "fitted">): boolean {
  const times = rule.times ?? (rule.probability === undefined ? 1 : "forever");
  return times !== "forever" && struck >= times;
}

/** Whether the call is carried out, and when. */
export function workOf(rule: FaultRule): "none" | "done" | "late" {
  return rule.work ?? (BENT_KINDS.includes(rule.answer.kind) ? "done" : "none");
}

function fits(rule: FaultRule, { operation, greenvnId, connectionId }: Arrival): boolean {
  const on =
    rule.on === undefined ? null : Array.isArray(rule.on) ? (rule.on as readonly Operation[]) : [rule.on as Operation];
  if (rule.answer.kind === "refuse") return false;
  return (
    (on?.includes(operation) ?? true) &&
    (rule.greenvn_id ?? greenvnId) === greenvnId &&
    (rule.connection_id ?? connectionId) === connectionId
  );
}

/** Draws from 0 to 1, the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
