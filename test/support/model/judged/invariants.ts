/**
 * What must always hold, whatever happens in a life, in the words that a broken one is reported by. They are judged by
 * what the sandbox did and told and by what Terraform was told: by nothing that the provider keeps for itself.
 */
export const INVARIANTS = {
  /**
   * Each call that the sandbox charges was asked for by an apply, and its plan had warned of it (or shown the creation
   * of an allocation) for that very allocation, as often as it was made. And no declared change is charged twice, unless
   * the plan says that an earlier call got no answer, or something else happened to the resource in between; nor is a
   * call sent while an earlier run of the same folder still waits for the same one to be carried out.
   */
  1: "charges at most those planned",
  /**
   * An allocation is deallocated only where the plan destroys or replaces the resource that holds it; a number is
   * exchanged only where the plan named that very number as the one to be given up; nothing that is live falls out of
   * state by a read; and no creation takes in an allocation that another state holds, which would be deleted with it.
   */
  2: "no live number given up unplanned",
  /**
   * What Terraform saves is true: what the plan knew comes back as planned, and where an answer to a write told
   * otherwise, a warning names the attribute; what the plan left open is what the last answer told; a plan foretells no
   * number; and Terraform has no complaint.
   */
  3: "computed values as told, planned ones as planned, each difference warned of",
  /** Every call of Terraform ends, in bounded time, with a message that can be read and not by an exception. */
  4: "no call unanswered",
} as const;

export type InvariantNumber = keyof typeof INVARIANTS;

/** One of them does not hold. */
export class Broken extends Error {
  constructor(
    readonly invariant: InvariantNumber,
    readonly why: string,
  ) {
    super(`invariant ${invariant} (${INVARIANTS[invariant]}) is broken: ${why}`);
  }
}
