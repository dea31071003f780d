import type { Bound } from "./bound";

/** How long work may still take to say how far it got, once its bound is reached, in milliseconds. */
const LAST_WORD_MS = 100;

/**
 * What the work comes to, or `otherwise` where it rejects, or is not done soon after `bound`. Never rejects, and never
 * stays open: a call of Terraform waits for it.
 */
export function settled<T, U>(work: Promise<T>, bound: Bound, otherwise: (isLate: boolean) => U): Promise<T | U> {
  return new Promise((resolve) => {
    const giveUp = (): void => void setTimeout(() => resolve(otherwise(true)), LAST_WORD_MS).unref();
    if (bound.aborted) giveUp();
    else bound.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, () => resolve(otherwise(false)));
  });
}
