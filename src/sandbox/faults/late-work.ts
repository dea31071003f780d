/** Calls that a fault has carried out only after their answer. */
export class LateWork {
  readonly #timers = new Set<NodeJS.Timeout>();

  add(delayMs: number, work: () => Promise<unknown>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // A state file that can not be written was told to whoever was answered; here nobody is.
      work().catch(() => undefined);
    }, delayMs);
    this.#timers.add(timer);
  }

  /** What was still to land never will. */
  drop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
