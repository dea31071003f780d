import type { Edges } from "../edges";
import { deleteFlaw, parseTold } from "../messages/allocation";
import { deallocateRequest, readRequest } from "../messages/requests";
import type { DeleteOutcome, Failure, ReadOutcome, Told } from "../types";
import { askedWaitMs, backOffMs } from "./back-off";
import { type Call, type Caller, type Sent, stopped } from "./caller";
import { decide, isGone, type Operation } from "./outcome";

/** What every call works with. */
export interface ReadParts {
  readonly accountSid: string;
  readonly caller: Caller;
  readonly edges: Edges;
  readonly stop: AbortSignal;
  readonly maxRepeats: number;
}

/** The allocation as the API tells it. `pins`: secrets of the call that this is a look for. */
export async function read(parts: ReadParts, greenvnId: string, pins: readonly number[] = []): Promise<ReadOutcome> {
  const request = readRequest(parts.accountSid, greenvnId);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const sent = await repeated(parts, "read", {
    request,
    pins,
    isWrite: false,
    parse: (envelope) => {
      const parsed = parseTold(envelope, greenvnId);
      return parsed.kind === "flawed" ? parsed : { kind: "parsed", value: parsed.told };
    },
  });
  return readOutcome(sent);
}

function readOutcome(sent: Sent<Told>): ReadOutcome {
  if (sent.kind === "failure")
    return isGone(sent.failure) ? { kind: "gone" } : { kind: "failed", failure: sent.failure };
  return sent.value.state === "vault"
    ? { kind: "gone", allocation: sent.value }
    : { kind: "found", allocation: sent.value };
}

/** Deallocates. Done also where it is gone already, so that a repeat after a lost answer ends well. */
export async function deallocate(
  parts: ReadParts,
  greenvnId: string,
  pins: readonly number[] = [],
): Promise<DeleteOutcome> {
  const request = deallocateRequest(parts.accountSid, greenvnId);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const sent = await repeated(parts, "deallocate", {
    request,
    pins,
    isWrite: true,
    parse: (envelope) => {
      const why = deleteFlaw(envelope, greenvnId);
      return why === null ? { kind: "parsed", value: null } : { kind: "flawed", why };
    },
  });
  return sent.kind === "success" || isGone(sent.failure) ? { kind: "done" } : { kind: "failed", failure: sent.failure };
}

/** Sends a call that may be repeated at will, until it is decided. */
async function repeated<T>(
  parts: ReadParts,
  operation: Operation & ("read" | "deallocate"),
  call: Call<T>,
): Promise<Sent<T>> {
  for (let repeats = 0; ; repeats += 1) {
    const sent = await parts.caller.send(call, repeats + 1);
    const decision = decide(operation, sent, { repeats, maxRepeats: parts.maxRepeats, lostAnswers: 0, inDoubt: false });
    if (decision.kind !== "retry")
      return sent.kind === "failure" && decision.kind === "stop"
        ? { ...sent, failure: noted(sent.failure, decision.note) }
        : sent;
    if (!(await waited(parts, repeats + 1, decision.afterMs))) return sent;
  }
}

/** Waits before a repeat; false where Terraform asks the provider to stop. */
export async function waited(
  { edges, stop }: Pick<ReadParts, "edges" | "stop">,
  repeat: number,
  askedMs: number | null,
): Promise<boolean> {
  if (!stop.aborted)
    await edges.sleep(askedMs === null ? backOffMs(repeat, edges.random) : askedWaitMs(askedMs, edges.random), stop);
  return !stop.aborted;
}

export function noted(failure: Failure, note: string | null): Failure {
  return note === null ? failure : { ...failure, message: `${failure.message}; ${note}` };
}

/** Not sent again, since the run ends: why it had to be sent again is told beside it. */
export function stoppedAfter(failure: Failure): Failure {
  return failure.kind === "stopped"
    ? failure
    : { kind: "stopped", message: `${stopped().message} before it was sent again, after: ${failure.message}` };
}

/** An id or account that would make another URL of it. */
export function unsendable(): Failure {
  return { kind: "unreachable", message: "the id or the account SID can not stand in a URL path" };
}
