import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { control, CONTROL_ROOT } from "./api/control";
import { isFromElsewhere, mayControl, mayOpenPage } from "./api/local-request";
import { connectionIdIn } from "./api/request-bodies";
import { type Served, Service, type ServiceRecord, type WireRequest } from "./api/service";
import { readStateFile, StateFile } from "./api/state-file";
import { refuse, refuseHttp } from "./core/refusal";
import { SandboxError } from "./core/sandbox-error";
import { type ChangeByHand, idOf } from "./core/tenant";
import { answerWith } from "./faults/fault-answer";
import { type Arrival, FaultPlan, workOf } from "./faults/fault-plan";
import { readFaultRules } from "./faults/fault-reading";
import { type FaultCount, type FaultRule } from "./faults/fault-rule";
import { LateWork } from "./faults/late-work";
import { type HearCall, type Learnt } from "./live/recent-calls";
import { Watch } from "./live/watch";
import { failure } from "./messages/envelope";
import { readBody, sendJson } from "./messages/http-io";
import { routeOf } from "./messages/operation";
import { isPagePath, sendPage } from "./page-files";

export interface RunningOptions {
  readonly poolSize: number;
  readonly latencyMs: number;
  readonly nowMs: () => number;
  readonly stateFile: string | null;
  /** Null: the state file's, or a random one, another one after each reset. */
  readonly seed: string | null;
  readonly refuseFor: (durationMs: number) => void;
  /** Where the build has put the page; null: there is none. */
  readonly pageFolder: string | null;
  readonly hearCall: HearCall;
}

/** Where the page hears what happens. */
const EVENTS = `${CONTROL_ROOT}events`;

/** A sandbox behind its listening socket: service, faults and state file, one request at a time put through them. */
export class RunningSandbox {
  service: Service;
  #plan: FaultPlan;
  #seed: string;
  readonly #file: StateFile | null;
  #ended = false;
  readonly #late = new LateWork();
  readonly #watch: Watch;

  constructor(private readonly options: RunningOptions) {
    const { stateFile, seed } = options;
    const record = stateFile === null ? null : readStateFile(stateFile);
    if (record && seed !== null && record.seed !== seed)
      throw new SandboxError(`the state file ${stateFile} was not begun with the seed ${JSON.stringify(seed)}`);
    this.#seed = record?.seed ?? seed ?? randomSeed();
    this.service = this.#newService(record);
    this.#plan = this.#newPlan([]);
    this.#watch = new Watch({
      service: () => this.service,
      faults: () => this.#plan.inForce(),
      nowMs: options.nowMs,
      hear: options.hearCall,
    });
    this.#file = stateFile === null ? null : new StateFile(stateFile, () => this.service.record());
  }

  /** Writes the state file once, so that one which can not be written is known before the first charge. */
  async begin(): Promise<void> {
    await this.#saved().catch((error: NodeJS.ErrnoException) => {
      throw new SandboxError(
        `the state file ${this.options.stateFile} can not be written: ${error.code ?? error.message}`,
      );
    });
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#handle(request, response).catch(() =>
      sendJson(response, 500, failure({ ...refuseHttp(500, "internal error"), code: 0 })),
    );
  }

  setFaults(rules: readonly FaultRule[]): void {
    this.#plan = this.#newPlan(rules);
    this.#watch.faultsSet();
    // These begin at once and wait for no request.
    for (const { answer } of rules) if (answer.kind === "refuse") this.options.refuseFor(answer.for_ms);
  }

  faultCounts(): readonly FaultCount[] {
    return this.#plan.counts();
  }

  /** Work that was still to land late is dropped with the state that it was for. */
  async reset(): Promise<void> {
    this.#late.drop();
    this.#seed = this.options.seed ?? randomSeed();
    this.service = this.#newService(null);
    this.#plan = this.#newPlan([]);
    this.#watch.beginAnew();
    await this.#saved();
  }

  changeByHand(greenvnId: string, change: ChangeByHand | null): void {
    const { service } = this;
    const found = change === null ? service.drop(greenvnId) : service.changeByHand(greenvnId, change).kind === "done";
    if (!found) throw new Error(`there is no allocation ${greenvnId}`);
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#late.drop();
    await this.#saved();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: target = "/" } = request;
    const reading = await readBody(request);
    if (reading.kind === "aborted") return;
    if (reading.kind === "too-large") {
      this.#enter(method, target, null)({ status: 413 });
      return sendJson(response, 413, failure(refuse(17, "the body is too large")), { connection: "close" });
    }
    const { authorization, "content-type": contentType } = request.headers;
    const wire: WireRequest = { method, target, authorization, contentType, body: reading.body };
    if (isPagePath(method, target)) await this.#page(request, response, target);
    else if (target.startsWith(CONTROL_ROOT)) await this.#control(request, response, wire);
    else await this.#serve(request, response, wire);
  }

  async #serve(request: IncomingMessage, response: ServerResponse, wire: WireRequest): Promise<void> {
    const { service } = this;
    const route = routeOf(wire.method, wire.target);
    const greenvnId = route.kind === "route" ? route.greenvnId : null;
    const connectionId = greenvnId === null ? connectionIdIn(wire.body) : service.tenant.connectionOf(greenvnId);
    const arrival = route.kind === "route" ? { operation: route.operation, greenvnId, connectionId } : null;
    const tell = this.#enter(wire.method, wire.target, arrival);
    // No pause may keep a process alive whose sandbox has ended.
    if (this.options.latencyMs > 0) await sleep(this.options.latencyMs, undefined, { ref: false });
    if (this.#ended) return;
    if (isFromElsewhere(request)) {
      const refusal = refuse(8, "a page of another origin may not call the sandbox");
      tell({ status: refusal.status });
      return sendJson(response, refusal.status, failure(refusal));
    }
    const carryOut = async (): Promise<Served> => {
      const served = service.serve(wire);
      const { charge, greenvnId: servedId } = served;
      tell({
        charged: charge !== null,
        ...(servedId === null ? {} : { greenvn_id: servedId, connection_id: served.connectionId }),
        ...(charge === null ? {} : { number_before: charge.number_before, number_after: charge.number_after }),
      });
      // After a reset it was done to what is no more.
      if (service === this.service) {
        if (charge !== null) this.#watch.charged(charge);
        if (served.changed && servedId !== null) this.#watch.changed(servedId);
      }
      if (served.changed) await this.#saved();
      return served;
    };

    const fault = arrival && this.#plan.take(arrival);
    if (!fault) {
      const { envelope } = await carryOut();
      tell({ status: envelope.status });
      return sendJson(response, envelope.status, envelope);
    }
    tell({ fault: fault.answer.kind });
    this.#watch.faultsSet();
    const truth = workOf(fault) === "done" ? (await carryOut()).envelope : null;
    if (workOf(fault) === "late") this.#late.add(fault.late_ms ?? 0, carryOut);
    const stranger = service.tenant.anotherThan(greenvnId ?? "");
    await answerWith(fault.answer, {
      request,
      body: wire.body,
      response,
      truth,
      strangers: {
        greenvnId: stranger?.greenvnId ?? idOf("stranger"),
        connectionId: stranger?.connectionId ?? "stranger",
      },
      nowMs: this.options.nowMs(),
      refuseFor: this.options.refuseFor,
    });
    tell({ status: response.headersSent ? response.statusCode : null });
  }

  #enter(method: string, target: string, arrival: Arrival | null): (learnt: Learnt) => void {
    const { operation = null, greenvnId = null, connectionId = null } = arrival ?? {};
    const request = {
      time: this.service.time(),
      method,
      path: target.split("?", 1)[0] ?? "",
      operation,
      greenvn_id: greenvnId,
      connection_id: connectionId,
    };
    const tellLedger = this.service.ledger.request(request);
    const tellWatch = this.#watch.call(request);
    return (learnt) => {
      const { number_before: _before, number_after: _after, ...logged } = learnt;
      tellLedger(logged);
      tellWatch(learnt);
    };
  }

  async #page(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    if (!mayOpenPage(request)) return refuseControl(response);
    await sendPage(response, target, this.options.pageFolder);
  }

  async #control(
    request: IncomingMessage,
    response: ServerResponse,
    { method, target, body }: WireRequest,
  ): Promise<void> {
    if (!mayControl(request)) return refuseControl(response);
    if (method === "GET" && target === EVENTS) {
      if (!this.#watch.open(response)) sendJson(response, 503, { error: "too many pages look at this sandbox" });
      return;
    }
    const answer = await control(method, target, body, {
      service: () => this.service,
      faults: () => this.faultCounts(),
      reset: () => this.reset(),
      saved: () => this.#saved(),
      setFaults: (rules) => {
        const reading = readFaultRules(rules);
        if (reading.kind === "problem") return reading.problem;
        this.setFaults(reading.rules);
        return null;
      },
    });
    sendJson(response, answer.status, answer.value);
  }

  async #saved(): Promise<void> {
    await this.#file?.save();
  }

  #newService(record: ServiceRecord | null): Service {
    const fresh = { seed: this.#seed, issued: 0, allocations: [], spent: [], charges: [] };
    return new Service({
      record: record ?? fresh,
      poolSize: this.options.poolSize,
      nowMs: this.options.nowMs,
      byHand: (greenvnId) => this.#watch.changedByHand(greenvnId),
    });
  }

  #newPlan(rules: readonly FaultRule[]): FaultPlan {
    return new FaultPlan(rules, this.#seed, this.options.nowMs);
  }
}

function refuseControl(response: ServerResponse): void {
  sendJson(response, 403, {
    error: "the sandbox is controlled from its own machine, and by no page of another origin",
  });
}

function randomSeed(): string {
  return randomBytes(16).toString("hex");
}
