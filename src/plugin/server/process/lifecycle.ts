import type { Log } from "../../sdk/resource";

export interface LifecycleOptions {
  readonly log: Log;
  /** No new work: what runs is let finish. */
  readonly stop: () => void;
  /** Cleans up and ends the process. */
  readonly exit: () => void;
  /** Longest wait for running changes: each bounds itself by its own time-out well before. */
  readonly longestWaitMs: number;
}

type Phase =
  | { readonly kind: "serving" }
  | { readonly kind: "ending"; readonly timer: NodeJS.Timeout }
  | { readonly kind: "ended" };

/**
 * When the provider ends: as soon as it is told to, but never while a change is being carried out and its result saved.
 */
export class Lifecycle {
  #phase: Phase = { kind: "serving" };
  #held = 0;

  constructor(private readonly options: LifecycleOptions) {}

  /** Keeps the process until the returned function is called. */
  hold(): () => void {
    this.#held += 1;
    let holding = true;
    return () => {
      if (!holding) return;
      holding = false;
      this.#held -= 1;
      this.#endIfIdle();
    };
  }

  /** Begins the end; again does nothing. */
  end(reason: string): void {
    if (this.#phase.kind !== "serving") return;
    this.options.log("debug", "ending", { reason });
    this.#phase = { kind: "ending", timer: setTimeout(() => this.#exit(), this.options.longestWaitMs) };
    this.options.stop();
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (this.#phase.kind === "ending" && this.#held === 0) this.#exit();
  }

  #exit(): void {
    if (this.#phase.kind !== "ending") return;
    clearTimeout(this.#phase.timer);
    this.#phase = { kind: "ended" };
    this.options.exit();
  }
}
