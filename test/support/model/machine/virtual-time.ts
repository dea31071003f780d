/** Whose timers they are: what is killed waits for nothing any more. */
export type TimerOwner = object;

export interface Timer {
  readonly atMs: number;
  readonly owner: TimerOwner;
  readonly run: () => void;
}

/** What waiting for some work came to. */
export type Settled<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "rejected"; readonly thrown: unknown }
  /** Nothing is left that could end it. */
  | { readonly kind: "stuck" }
  | { readonly kind: "late" };

/** A turn of Node's own loop: whatever follows from what has happened is done after it. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that goes on only where something waits for it: hours take no time. */
export class VirtualTime {
  /** Milliseconds since the epoch. */
  nowMs = Date.UTC(2025, 0, 1);
  readonly #timers: Timer[] = [];

  set(owner: TimerOwner, run: () => void, afterMs: number): Timer {
    const timer = { atMs: this.nowMs + Math.max(0, afterMs), owner, run };
    // In the order of their times, and those of one time in the order of their setting.
    let place = this.#timers.length;
    while (place > 0 && (this.#timers[place - 1] as Timer).atMs > timer.atMs) place -= 1;
    this.#timers.splice(place, 0, timer);
    return timer;
  }

  clear(timer: Timer | undefined): void {
    const place = timer === undefined ? -1 : this.#timers.indexOf(timer);
    if (place >= 0) this.#timers.splice(place, 1);
  }

  clearAllOf(owner: TimerOwner): void {
    for (const timer of this.#timers.filter((one) => one.owner === owner)) this.clear(timer);
  }

  /** Lets time go on until the work is done, for so long at most. */
  async settle<T>(work: Promise<T>, withinMs: number): Promise<Settled<T>> {
    const untilMs = this.nowMs + withinMs;
    let outcome: Settled<T> | undefined;
    work.then(
      (value) => (outcome = { kind: "done", value }),
      (thrown: unknown) => (outcome = { kind: "rejected", thrown }),
    );
    for (;;) {
      await turn();
      if (this.nowMs > untilMs) return { kind: "late" };
      if (outcome !== undefined) return outcome;
      if (!this.#next()) return { kind: "stuck" };
    }
  }

  /** Lets so much time go by, and all that it brings happen. */
  async pass(forMs: number): Promise<void> {
    const untilMs = this.nowMs + forMs;
    await turn();
    while ((this.#timers[0]?.atMs ?? Infinity) <= untilMs) {
      this.#next();
      await turn();
    }
    this.nowMs = untilMs;
  }

  #next(): boolean {
    const timer = this.#timers.shift();
    if (timer === undefined) return false;
    this.nowMs = Math.max(this.nowMs, timer.atMs);
    timer.run();
    return true;
  }
}

/** `Date` by a virtual clock, for code that looks at the clock itself. */
export function virtualDate(nowMs: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, given: readonly unknown[]) =>
      given.length === 0 ? new target(nowMs()) : (Reflect.construct(target, given) as Date),
    get: (target, name) => (name === "now" ? nowMs : (Reflect.get(target, name) as unknown)),
  });
}
