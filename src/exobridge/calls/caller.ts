import type { Edges } from "../edges";
import { type Bound, Deadline } from "../http/bound";
import type { Exchange, Transport } from "../http/exchange";
import type { WireRequest } from "../http/request";
import { settled } from "../http/settled";
import { readEnvelope } from "../messages/envelope";
import type { JsonObject, Parsed } from "../messages/json";
import { httpDateMs, retryAfterMs } from "../messages/retry-after";
import type { Scrub } from "../messages/scrub";
import type { ExoBridgeOptions, PinsToHide } from "../types";
import { stopped, tooLate } from "./failures";
import type { AttemptOutcome } from "./outcome";
import type { Pacing, Pair } from "./pacing";

/** How long a read may still take once Terraform asks the provider to stop, in milliseconds. */
export const READ_AFTER_STOP_MS = 2000;

/** One of the calls: what is sent, and how its success is read. */
export interface Call<T> {
  readonly request: WireRequest;
  /** The PINs that an answer might echo. */
  readonly pins: PinsToHide;
  /** Other secrets that it might. */
  readonly texts?: readonly string[];
  /** Reads are cut short by a stop; a write that was sent is awaited, whatever happens. */
  readonly isWrite: boolean;
  /** The longest that it may take, the waiting for its turn included, in milliseconds. Default: as any call. */
  readonly withinMs?: number;
  readonly parse: (envelope: JsonObject) => Parsed<T>;
}

/** What sending a call once came to: its value, or why there is none. */
export type Attempt<T> = { readonly kind: "success"; readonly value: T } | Extract<AttemptOutcome, { kind: "failure" }>;

export interface Sender {
  /** Sends a call once, at its turn. `nth` counts its sendings from 1, for the log. */
  send<T>(call: Call<T>, nth: number): Promise<Attempt<T>>;
}

export interface Caller extends Sender {
  /** For a read and the write that it is a check of. */
  paired(): PairedCaller;
}

/** A read that succeeds keeps its place in the pace for the write that follows: no other request goes between them. */
export interface PairedCaller extends Sender {
  /** Gives the place back where no write follows. */
  end(): void;
}

export interface CallerParts {
  readonly options: Pick<ExoBridgeOptions, "requestTimeoutMs" | "stop" | "log" | "heardDate">;
  readonly transport: () => Promise<Transport>;
  readonly pacing: Pacing;
  readonly scrub: Scrub;
  readonly edges: Pick<Edges, "now" | "elapsedMs">;
}

export function createCaller({ options, transport, pacing, scrub, edges }: CallerParts): Caller {
  const { stop, requestTimeoutMs, log } = options;
  let loaded: Transport | undefined;
  // One listener for all reads under way: a plan of thousands would add and remove as many.
  const hurried = new Set<Deadline>();
  stop.addEventListener("abort", () => hurried.forEach((bound) => bound.hurry(READ_AFTER_STOP_MS)), { once: true });

  async function exchange(request: WireRequest, nth: number, isWrite: boolean, timeoutMs: number): Promise<Exchange> {
    const startedAtMs = edges.elapsedMs();
    // Of the whole exchange, not of its silences alone.
    const bound = new Deadline(!isWrite && stop.aborted ? Math.min(timeoutMs, READ_AFTER_STOP_MS) : timeoutMs);
    if (!isWrite) hurried.add(bound);
    const result = await (loaded ? exchangeBy(loaded, bound, request) : exchangeByLoading(bound, request));
    hurried.delete(bound);
    bound.end();
    log("debug", "ExoBridge request", {
      method: request.method,
      path: request.template,
      status: result.kind === "answered" ? result.status : result.kind,
      duration_ms: Math.round(edges.elapsedMs() - startedAtMs),
      attempt: nth,
    });
    if (result.kind === "answered" && result.date !== undefined) options.heardDate?.(result.date);
    return result;
  }

  /** Settled soon after `bound`, whatever becomes of the transport or of its loading. Never rejects. */
  async function exchangeByLoading(bound: Bound, request: WireRequest): Promise<Exchange> {
    const client = await load(bound);
    // What was given up must not be sent after all.
    if (typeof client === "string") return { kind: "unreachable", why: client };
    if (bound.aborted) return { kind: "unreachable", why: "the HTTP client was not loaded in time" };
    loaded = client;
    return await exchangeBy(client, bound, request);
  }

  function exchangeBy(client: Transport, bound: Bound, request: WireRequest): Promise<Exchange> {
    const sending = begun(() => client.send(request, bound));
    return settled(sending, bound, (isLate): Exchange => ({
      kind: "no-answer",
      why: isLate ? "no answer came in time" : "the HTTP client failed",
    }));
  }

  /** The HTTP client, or why there is none. */
  function load(bound: Bound): Promise<Transport | string> {
    return settled(begun(transport), bound, (isLate) =>
      isLate ? "the HTTP client was not loaded in time" : "the HTTP client could not be loaded",
    );
  }

  function readAttempt<T>(result: Exchange, call: Call<T>): Attempt<T> {
    const malformed = (status: number, message: string): Attempt<T> => ({
      kind: "failure",
      failure: { kind: "malformed", status, message },
      retryAfterMs: null,
    });
    try {
      const reading = readEnvelope(result, (text) => scrub(text, call.pins, call.texts));
      if (reading.kind === "failure") return { ...reading, retryAfterMs: askedWait(result, edges.now()) };
      const parsed = call.parse(reading.envelope);
      if (parsed.kind === "parsed") return { kind: "success", value: parsed.value };
      return malformed(reading.status, scrub(parsed.why, call.pins, call.texts));
    } catch {
      // A flaw of our own: that a charged call was sent, and is in doubt, must not be lost over it.
      return malformed(result.kind === "answered" ? result.status : 0, "the answer could not be read");
    }
  }

  async function attempt<T>(call: Call<T>, nth: number, boundMs = requestTimeoutMs): Promise<Attempt<T>> {
    const result = await exchange(call.request, nth, call.isWrite, boundMs);
    return readAttempt(result, call);
  }

  async function send<T>(call: Call<T>, nth: number): Promise<Attempt<T>> {
    const { withinMs = Infinity } = call;
    const askedAtMs = edges.elapsedMs();
    const giveBack = await pacing.turn(withinMs);
    if (giveBack === null && call.isWrite) return NOT_SENT;
    if (giveBack === null && withinMs < Infinity) return { kind: "failure", failure: tooLate(), retryAfterMs: null };
    try {
      const leftMs = withinMs - (edges.elapsedMs() - askedAtMs);
      return await attempt(call, nth, Math.min(requestTimeoutMs, leftMs));
    } finally {
      giveBack?.();
    }
  }

  function paired(): PairedCaller {
    let pair: Pair | null = null;
    const end = () => {
      pair?.giveBack();
      pair = null;
    };
    return {
      end,
      async send(call, nth) {
        if (call.isWrite) {
          if (pair === null) return await send(call, nth);
          return (await pair.second()) ? await attempt(call, nth) : NOT_SENT;
        }
        end();
        pair = await pacing.pair();
        const result = await attempt(call, nth);
        // What is repeated takes another place: this one must not be kept through a wait.
        if (result.kind === "failure") end();
        return result;
      },
    };
  }

  return { send, paired };
}

/** Work whose exception is a rejection. An async function would do the same, by three promises more for each request. */
function begun<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work();
  } catch (thrown) {
    return Promise.reject(new Error("it threw", { cause: thrown }));
  }
}

const NOT_SENT = { kind: "failure", failure: stopped(), retryAfterMs: null } as const;

/** By the API's own clock where it tells it: a local one that is off would turn seconds into hours. */
function askedWait(result: Exchange, nowMs: number): number | null {
  if (result.kind !== "answered") return null;
  const toldNow = result.date === undefined ? null : httpDateMs(result.date, nowMs);
  return retryAfterMs(result.retryAfter, toldNow ?? nowMs);
}
