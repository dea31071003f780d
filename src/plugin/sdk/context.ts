/** What every request on a configured provider carries. */
export interface Context<Session> {
  /** What `configure` made. */
  readonly session: Session;
  /** Aborted when Terraform asks the provider to stop, or is gone. */
  readonly stop: AbortSignal;
}

/** The way of an answer to Terraform: nothing is saved of one that never arrived. */
export interface Delivery {
  /** Called just before the answer is written to a Terraform that is still connected. */
  readonly begins: () => void;
  /** Called after `begins`, where the answer could not be written whole. */
  readonly fails: () => void;
}

export type OnDelivery = (delivery: Delivery) => void;
