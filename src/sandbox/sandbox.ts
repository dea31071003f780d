import { type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Allocation } from "./allocation";
import { failure } from "./answer";
import { type AnswerStyle } from "./answer-style";
import { control, CONTROL_ROOT, type Controls, mayControl } from "./control";
import { readBody, sendJson } from "./http-io";
import { type LedgerView } from "./ledger";
import { Listener } from "./listener";
import { STOCK_LIMIT, type Stock } from "./numbering";
import { routeOf } from "./operation";
import { refuse } from "./refusal";
import { SandboxError } from "./sandbox-error";
import { Service, type ServiceRecord } from "./service";
import { readStateFile, StateFile } from "./state-file";
import { type ChangeByHand } from "./tenant";

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Any other address opens the sandbox to whoever can reach it; its control paths stay local. */
  readonly host?: string;
  /** Where the state is kept and taken up again; default: in memory alone. */
  readonly stateFile?: string;
  /** Wait before each call is carried out, in milliseconds; default 0. */
  readonly latencyMs?: number;
  /** Numbers for each region and type, 0 to 1,000,000; default 2,000. */
  readonly pool?: number;
  /** What numbers, ids and random faults are derived from: a whole number, default 1. */
  readonly seed?: number;
  /** The clock: milliseconds since 1970; default the machine's. */
  readonly nowMs?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
  ledger(): LedgerView;
  /** As `POST /_sandbox/reset`: as if just started with no state. */
  reset(): Promise<void>;
  /** Turns knobs of the answers; those not named stay as they are. */
  answers(knobs: Partial<AnswerStyle>): void;
  /** Every allocation that the sandbox knows, with its PINs: for tests in this process. */
  allocations(): readonly Allocation[];
  /** What somebody changes elsewhere; `null` drops the allocation altogether. */
  changeByHand(greenvnId: string, change: ChangeByHand | null): void;
  freeNumbers(stock: Stock, count: number): readonly string[];
}

const DEFAULT_SEED = 1;
const DEFAULT_POOL = 2_000;

/** Starts a sandbox of the API. Fails with a `SandboxError` where the address or the state file can not be used. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = "127.0.0.1", pool = DEFAULT_POOL } = options;
  if (!Number.isSafeInteger(pool) || pool < 0 || pool > STOCK_LIMIT) throw new SandboxError(`the pool must hold 0 to ${STOCK_LIMIT} numbers for each region and type`);
  const running = new RunningSandbox(options, pool);
  const listener = await Listener.open(host, options.port ?? 0, (request, response) => void running.handle(request, response));
  const { port } = listener;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close: async () => {
      await listener.close();
      await running.end();
    },
    ledger: () => running.service.ledger.view(),
    reset: () => running.reset(),
    answers: (knobs) => void running.service.setStyle(knobs),
    allocations: () => running.service.tenant.allocations(),
    changeByHand: (greenvnId, change) => running.changeByHand(greenvnId, change),
    freeNumbers: (stock, count) => running.service.tenant.freeNumbers(stock, count),
  };
}

class RunningSandbox {
  service: Service;
  readonly #file: StateFile | null;
  readonly #seed: number;
  readonly #ending = new AbortController();

  constructor(
    private readonly options: SandboxOptions,
    private readonly pool: number,
  ) {
    const { stateFile, seed } = options;
    const record = stateFile === undefined ? null : readStateFile(stateFile);
    if (record && seed !== undefined && record.seed !== seed) throw new SandboxError(`the state file ${stateFile} was begun with seed ${record.seed}, not ${seed}`);
    this.#seed = record?.seed ?? seed ?? DEFAULT_SEED;
    this.service = this.#newService(record);
    this.#file = stateFile === undefined ? null : new StateFile(stateFile, () => this.service.record());
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? "/";
    const method = request.method ?? "GET";
    const reading = await readBody(request);
    if (reading.kind === "aborted") return;
    if (reading.kind === "too-large") return sendJson(response, 413, failure(refuse(17, "the body is too large")), { connection: "close" });
    if (target.startsWith(CONTROL_ROOT)) return this.#control(request, response, method, target, reading.body);
    await this.#serve(request, response, { method, target, body: reading.body });
  }

  async #serve(request: IncomingMessage, response: ServerResponse, { method, target, body }: { method: string; target: string; body: Buffer }): Promise<void> {
    const { authorization, "content-type": contentType } = request.headers;
    const { service } = this;
    const route = routeOf(method, target);
    const greenvnId = route.kind === "route" ? route.greenvnId : null;
    const tell = service.ledger.request({
      time: service.time(),
      method,
      path: target.split("?", 1)[0] ?? "",
      operation: route.kind === "route" ? route.operation : null,
      greenvn_id: greenvnId,
      connection_id: greenvnId === null ? null : service.tenant.connectionOf(greenvnId),
    });
    if (this.options.latencyMs) await this.#pause(this.options.latencyMs);
    const served = service.serve({ method, target, authorization, contentType, body });
    if (served.changed) await this.#saved();
    tell({ status: served.envelope.status, charged: served.charged, ...(served.greenvnId === null ? {} : { greenvn_id: served.greenvnId, connection_id: served.connectionId }) });
    sendJson(response, served.envelope.status, served.envelope);
  }

  async #control(request: IncomingMessage, response: ServerResponse, method: string, target: string, body: Buffer): Promise<void> {
    if (!mayControl(request)) return sendJson(response, 403, { error: "the sandbox is controlled from its own machine only" });
    const controls: Controls = { service: () => this.service, setFaults: () => "not yet", faults: () => [], reset: () => this.reset(), saved: () => this.#saved() };
    const answer = await control(method, target, body, controls);
    sendJson(response, answer.status, answer.value);
  }

  async reset(): Promise<void> {
    this.service = this.#newService(null);
    await this.#saved();
  }

  changeByHand(greenvnId: string, change: ChangeByHand | null): void {
    const { tenant } = this.service;
    const found = change === null ? tenant.drop(greenvnId) : tenant.changeByHand(greenvnId, change).kind === "done";
    if (!found) throw new Error(`there is no allocation ${greenvnId}`);
  }

  async end(): Promise<void> {
    this.#ending.abort();
    await this.#saved();
  }

  async #saved(): Promise<void> {
    await this.#file?.save();
  }

  async #pause(durationMs: number): Promise<void> {
    await sleep(durationMs, undefined, { signal: this.#ending.signal }).catch(() => undefined);
  }

  #newService(record: ServiceRecord | null): Service {
    const fresh = { seed: this.#seed, issued: 0, allocations: [], spent: [], charges: [] };
    return new Service({ record: record ?? fresh, poolSize: this.pool, nowMs: this.options.nowMs ?? Date.now });
  }
}
