import { type LedgerView } from "./api/ledger";
import { type Allocation } from "./core/allocation";
import { type AnswerStyle } from "./core/answer-style";
import { type Stock, STOCK_LIMIT } from "./core/numbering";
import { SandboxError } from "./core/sandbox-error";
import { type AccountSettings } from "./core/settings";
import { type ChangeByHand } from "./core/tenant";
import { readFaultRules } from "./faults/fault-reading";
import { type FaultCount, type FaultRule } from "./faults/fault-rule";
import { Listener } from "./listener";
import { type HearCall } from "./live/recent-calls";
import { RunningSandbox } from "./running-sandbox";

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
  /** What numbers, ids and random faults are derived from; default: the state file's, else a random one. */
  readonly seed?: string;
  /** Where the build has put the page that `GET /` answers with; default: there is none. */
  readonly pageFolder?: string;
  /** Hears of each call of the API, step by step. */
  readonly hearCall?: HearCall;
  /** The clock: milliseconds since 1970; default the machine's. */
  readonly nowMs?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
  ledger(): LedgerView;
  /** Puts these rules in place of those in force; an empty list ends all faults. A wrong rule throws. */
  faults(rules: readonly FaultRule[]): void;
  /** The rules in force, with how often each fitted and struck. */
  faultCounts(): readonly FaultCount[];
  /** As `POST /_sandbox/reset`: as if just started with no state; faults and answer knobs end too. */
  reset(): Promise<void>;
  /** Turns knobs of the answers; those not named stay as they are. */
  answers(knobs: Partial<AnswerStyle>): void;
  /** Every allocation that the sandbox knows, with its PINs: for tests in this process. */
  allocations(): readonly Allocation[];
  /** What somebody changes elsewhere; `null` drops the allocation altogether. */
  changeByHand(greenvnId: string, change: ChangeByHand | null): void;
  freeNumbers(stock: Stock, count: number): readonly string[];
  /** The account's settings, with its addresses. */
  settings(): AccountSettings;
  /** What somebody changes of them elsewhere. */
  changeSettingsByHand(change: Partial<AccountSettings>): void;
}

const DEFAULT_POOL = 2_000;

/** Starts a sandbox of the API. Fails with a `SandboxError` where the address or the state file can not be used. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = "127.0.0.1", pool = DEFAULT_POOL } = options;
  if (!Number.isSafeInteger(pool) || pool < 0 || pool > STOCK_LIMIT)
    throw new SandboxError(`the pool must hold 0 to ${STOCK_LIMIT} numbers for each region and type`);
  const running = new RunningSandbox({
    poolSize: pool,
    latencyMs: options.latencyMs ?? 0,
    nowMs: options.nowMs ?? Date.now,
    stateFile: options.stateFile ?? null,
    seed: options.seed ?? null,
    pageFolder: options.pageFolder ?? null,
    hearCall: options.hearCall ?? (() => undefined),
    refuseFor: (durationMs) => listener.refuseFor(durationMs),
  });
  const listener = await Listener.open(host, options.port ?? 0, (request, response) =>
    running.handle(request, response),
  );
  await running.begin().catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  const { port } = listener;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close: async () => {
      await listener.close();
      await running.end();
    },
    ledger: () => running.service.ledger.view(),
    faults: (rules) => {
      const reading = readFaultRules(rules);
      if (reading.kind === "problem") throw new Error(reading.problem);
      running.setFaults(reading.rules);
    },
    faultCounts: () => running.faultCounts(),
    reset: () => running.reset(),
    answers: (knobs) => void running.service.setStyle(knobs),
    allocations: () => running.service.tenant.allocations(),
    changeByHand: (greenvnId, change) => running.changeByHand(greenvnId, change),
    freeNumbers: (stock, count) => running.service.tenant.freeNumbers(stock, count),
    settings: () => running.service.settings(),
    changeSettingsByHand: (change) => running.service.changeSettingsByHand(change),
  };
}
