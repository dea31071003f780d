import { type Bound } from "../../../../src/exobridge/http/bound";
import { type AnswerBody, type Exchange, type Transport } from "../../../../src/exobridge/http/exchange";
import { type WireRequest } from "../../../../src/exobridge/http/request";
import { type Allocation, type Charge, type FaultRule, type Operation, SANDBOX_ACCOUNT } from "../../../../src/sandbox";
import { connectionIdIn } from "../../../../src/sandbox/api/request-bodies";
import { type Served, Service } from "../../../../src/sandbox/api/service";
import { refuseHttp } from "../../../../src/sandbox/core/refusal";
import { type ChangeByHand, idOf } from "../../../../src/sandbox/core/tenant";
import { bend } from "../../../../src/sandbox/faults/bent-envelope";
import { type Arrival, FaultPlan, workOf } from "../../../../src/sandbox/faults/fault-plan";
import { type Envelope, failure } from "../../../../src/sandbox/messages/envelope";
import { routeOf } from "../../../../src/sandbox/messages/operation";
import { type Machine, type Process } from "./machine";

/** What the API told a provider in a well-formed success. */
export interface Told {
  readonly operation: Operation;
  readonly greenvnId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The next answer to such a call tells this in place of what is in force. */
export interface Misreport {
  readonly on: Operation;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A request that waits for its answer. */
export interface UnderWay {
  readonly sender: Process;
  readonly operation: Operation;
  /** The allocation's id, or the name that it is to be created by. */
  readonly of: string | null;
  /** Whether the API has done its work: only the answer is still to come. */
  isCarriedOut: boolean;
}

/** Who watches what goes over the network, and may step in. */
export interface Watcher {
  /** A request is about to reach the API, while others wait for their answers. False: its sender is no more. */
  readonly arrives: (request: UnderWay, others: readonly UnderWay[]) => boolean;
  /** It was carried out, and its answer is on its way. False: its sender is no more. */
  readonly carriedOut: (request: UnderWay) => boolean;
  /** `isLate`: after its answer. */
  readonly charged: (request: UnderWay, charge: Charge, isLate: boolean) => void;
  /** `released`: as it was before. */
  readonly deallocated: (request: UnderWay, released: Allocation) => void;
  readonly told: (sender: Process, told: Told) => void;
}

const AUTHORIZATION = `Basic ${Buffer.from(`${SANDBOX_ACCOUNT.key}:${SANDBOX_ACCOUNT.token}`).toString("base64")}`;
const SEED = "1";
const NEVER = new Promise<never>(() => undefined);
const PAGE = "<!DOCTYPE html><title>Gateway</title>";
/** The next request comes so much later: no two happen at one moment. */
const STEP_MS = 1;

/** The sandbox, and between it and the providers a network of which requests and answers can get lost. */
export class Network {
  readonly #service: Service;
  #faults: FaultPlan;
  #misreports: readonly Misreport[] = [];
  #refusingUntilMs = 0;
  readonly #underWay = new Set<UnderWay>();

  constructor(
    private readonly machine: Machine,
    private readonly watcher: Watcher,
  ) {
    this.#service = new Service({
      record: { seed: SEED, issued: 0, allocations: [], spent: [], charges: [] },
      poolSize: 2_000,
      nowMs: () => machine.time.nowMs,
    });
    this.#faults = this.#faultsOf([]);
  }

  readonly transportOf = (sender: Process): Transport => ({
    send: (request, bound) => this.#send(sender, request, bound),
  });

  /** Puts these rules in place of those in force, as `POST /_sandbox/faults` does. */
  setFaults(rules: readonly FaultRule[], misreports: readonly Misreport[] = []): void {
    this.#faults = this.#faultsOf(rules);
    this.#misreports = misreports;
    for (const { answer } of rules)
      if (answer.kind === "refuse") this.#refusingUntilMs = this.machine.time.nowMs + answer.for_ms;
  }

  allocation(greenvnId: string): Allocation | undefined {
    return this.#service.tenant.allocations().find((one) => one.greenvnId === greenvnId);
  }

  allocations(): readonly Allocation[] {
    return this.#service.tenant.allocations();
  }

  /** Something is made or changed by somebody else, past the network. */
  byHand(greenvnId: string, change: ChangeByHand): void {
    this.#service.tenant.changeByHand(greenvnId, change);
  }

  createByHand(connectionId: string): string {
    const made = this.#service.tenant.create({
      connectionId,
      apartyNumbers: ["+919000000001"],
      bpartyNumbers: ["+918000000001"],
      apartyPins: [],
      bpartyPins: [],
      usage: "twoway",
      wish: { strict: false },
      durationS: 170 * 86_400,
      flowId: null,
    });
    if (made.kind !== "done") throw new Error(made.message);
    return made.allocation.greenvnId;
  }

  freeNumbers(count: number): readonly string[] {
    return this.#service.tenant.freeNumbers({ region: "KA", type: "mobile" }, count);
  }

  async #send(sender: Process, request: WireRequest, bound: Bound): Promise<Exchange> {
    const { time } = this.machine;
    time.nowMs += STEP_MS;
    if (time.nowMs < this.#refusingUntilMs) return { kind: "unreachable", why: "connect ECONNREFUSED" };
    const route = routeOf(request.method, request.path);
    if (route.kind !== "route") throw new Error(`the API has no ${request.method} ${request.path}`);
    const { operation, greenvnId } = route;
    const connectionId =
      greenvnId !== null
        ? this.#service.tenant.connectionOf(greenvnId)
        : request.body === null
          ? null
          : connectionIdIn(Buffer.from(request.body));

    const underWay = { sender, operation, of: greenvnId ?? connectionId, isCarriedOut: false };
    const others = [...this.#underWay].filter((one) => this.machine.isRunning(one.sender));
    if (!this.watcher.arrives(underWay, others)) return NEVER;
    this.#underWay.add(underWay);
    try {
      return await this.#exchange(underWay, request, { operation, greenvnId, connectionId }, bound);
    } finally {
      this.#underWay.delete(underWay);
    }
  }

  async #exchange(underWay: UnderWay, request: WireRequest, arrival: Arrival, bound: Bound): Promise<Exchange> {
    const { time } = this.machine;
    const { sender, operation } = underWay;
    const fault = this.#faults.take(arrival);
    const work = fault === null ? "done" : workOf(fault);
    if (work === "late") time.set(this, () => this.#serve(underWay, request, true), fault?.late_ms ?? 0);
    const served = work === "done" ? this.#serve(underWay, request, false) : null;
    if (served !== null && !this.watcher.carriedOut(underWay)) return NEVER;
    const truth = served && this.#misreported(operation, served.envelope);
    const exchange = await this.#answer(fault, truth, arrival.greenvnId, bound);
    if (!this.machine.isRunning(sender)) return NEVER;
    this.#tell(sender, operation, exchange);
    return exchange;
  }

  #faultsOf(rules: readonly FaultRule[]): FaultPlan {
    return new FaultPlan(rules, SEED, () => this.machine.time.nowMs);
  }

  #serve(request: UnderWay, { method, path, body }: WireRequest, isLate: boolean): Served {
    const { operation } = request;
    request.isCarriedOut = true;
    const { tenant } = this.#service;
    const before = operation === "delete" ? tenant.allocations() : [];
    const served = this.#service.serve({
      method,
      target: path,
      authorization: AUTHORIZATION,
      contentType: "application/json",
      body: Buffer.from(body ?? ""),
    });
    if (served.charge !== null) this.watcher.charged(request, served.charge, isLate);
    const released =
      operation === "delete" && served.changed ? before.find((one) => one.greenvnId === served.greenvnId) : undefined;
    if (released !== undefined) this.watcher.deallocated(request, released);
    return served;
  }

  async #answer(
    fault: FaultRule | null,
    truth: Envelope | null,
    greenvnId: string | null,
    bound: Bound,
  ): Promise<Exchange> {
    const whole = truth ?? failure(refuseHttp(500, "internal error"));
    if (fault === null) return answered(whole.status, JSON.stringify(whole));
    const { answer } = fault;
    switch (answer.kind) {
      case "reset":
        return { kind: "no-answer", why: "read ECONNRESET" };
      case "close":
        return { kind: "no-answer", why: "socket hang up" };
      case "hang":
        await this.#silence(bound, Infinity);
        return { kind: "no-answer", why: "no answer came in time" };
      case "delayed":
        return (await this.#silence(bound, answer.delay_ms))
          ? answered(whole.status, JSON.stringify(whole))
          : { kind: "no-answer", why: "no answer came in time" };
      case "status": {
        const { status, code = status >= 500 ? 0 : null, message = `refused with status ${status}`, body } = answer;
        if (body === "html") return answered(status, PAGE);
        if (body === "empty") return answered(status, "");
        const text = JSON.stringify({ success: false, status, code, message, data: null });
        return answered(status, text, answer.retry_after === undefined ? undefined : String(answer.retry_after));
      }
      case "html":
        return answered(answer.status ?? 200, PAGE);
      case "empty":
        return answered(answer.status ?? 200, "");
      case "cut":
        return answered(whole.status, JSON.stringify(whole).slice(0, answer.at ?? 20));
      case "wrong-types":
      case "other-id":
      case "other-connection": {
        const stranger = this.#service.tenant.anotherThan(greenvnId ?? "");
        const names = {
          greenvnId: stranger?.greenvnId ?? idOf("stranger"),
          connectionId: stranger?.connectionId ?? "stranger",
        };
        return answered(whole.status, bend(whole, answer, names));
      }
      case "refuse":
      case "envelope":
      case "oversized":
      case "redirect":
      case "escapes":
      case "echo":
      case "then-refuse":
      case "trickle":
      case "content-type":
      case "packed":
      case "deep":
        throw new Error(`a life knows no fault ${answer.kind}`);
    }
  }

  #misreported(operation: Operation, envelope: Envelope): Envelope {
    const misreport = this.#misreports.find(({ on }) => on === operation);
    if (misreport === undefined || envelope.data === null) return envelope;
    this.#misreports = this.#misreports.filter((one) => one !== misreport);
    return { ...envelope, data: { ...envelope.data, ...misreport.data } };
  }

  /** Whether so much time went by before the sender gave up. */
  #silence(bound: Bound, forMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = forMs === Infinity ? undefined : this.machine.time.set(this, () => resolve(true), forMs);
      const giveUp = (): void => {
        this.machine.time.clear(timer);
        resolve(false);
      };
      if (bound.aborted) giveUp();
      else bound.addEventListener("abort", giveUp, { once: true });
    });
  }

  #tell(sender: Process, operation: Operation, exchange: Exchange): void {
    if (exchange.kind !== "answered" || exchange.status !== 200 || exchange.body.kind !== "whole") return;
    const envelope = parsed(exchange.body.text);
    const greenvnId = envelope?.data?.["greenvn_id"];
    if (envelope?.success !== true || !envelope.data || typeof greenvnId !== "string") return;
    // Of a creation each member counts by itself; any other answer with a wrong one is none.
    if (operation !== "create" && Object.values(envelope.data).some(isMisshapen)) return;
    this.watcher.told(sender, { operation, greenvnId, data: envelope.data });
  }
}

function answered(status: number, text: string, retryAfter?: string): Exchange {
  const body: AnswerBody = { kind: "whole", text };
  return { kind: "answered", status, retryAfter, date: undefined, body };
}

/** No member of an allocation is an object. */
const isMisshapen = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): Envelope | null {
  try {
    // What the sandbox has written, whole or cut.
    return JSON.parse(text) as Envelope;
  } catch {
    return null;
  }
}
