import type { Failure } from "../types";

/** Not sent, since the run ends. */
export function stopped(): Failure {
  return { kind: "stopped", message: "Terraform asked the provider to stop" };
}

/** Not sent again, since the run ends: why it had to be sent again is told beside it. */
export function stoppedAfter(failure: Failure): Failure {
  return failure.kind === "stopped"
    ? failure
    : { kind: "stopped", message: `${stopped().message} before it was sent again, after: ${failure.message}` };
}

/** Not sent, since its turn would not have come in time. */
export function tooLate(): Failure {
  return { kind: "unreachable", message: "its turn would have come too late" };
}

/** An id or account that would make another URL of it. */
export function unsendable(): Failure {
  return { kind: "unreachable", message: "the id or the account SID can not stand in a URL path" };
}

/** The failure, with `note` after what was said; null: as it is. */
export function noted(failure: Failure, note: string | null): Failure {
  return note === null ? failure : { ...failure, message: `${failure.message}; ${note}` };
}
