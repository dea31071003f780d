/**
 * What ends an exchange in time: as much of an `AbortSignal` as that takes. Node makes and wires one of its own in more
 * time than the rest of a request's bookkeeping takes, and a plan of thousands makes as many.
 */
export interface Bound {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once: true }): void;
}

/** A bound in time that can be brought forward. */
export class Deadline implements Bound {
  aborted = false;
  #timer: NodeJS.Timeout;
  readonly #listeners: (() => void)[] = [];

  constructor(readonly timeoutMs: number) {
    this.#timer = setTimeout(this.#reach, timeoutMs);
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** At the latest in so many milliseconds from now. */
  hurry(withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#reach, Math.min(this.timeoutMs, withinMs));
  }

  /** It is not needed any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  readonly #reach = (): void => {
    this.aborted = true;
    for (const listener of this.#listeners.splice(0)) listener();
  };
}
