import { existsAlready, isGone, isUnknownId } from "../../../src/exobridge/calls/outcome";
import type { WireRequest } from "../../../src/exobridge/http/request";
import { deleteFlaw, parseAllocation, parseCreated } from "../../../src/exobridge/messages/allocation";
import { type EnvelopeReading, readEnvelope } from "../../../src/exobridge/messages/envelope";
import {
  changePartiesRequest,
  changeSettingsRequest,
  changeVnRequest,
  createRequest,
  deallocateRequest,
  readRequest,
  settingsRequest,
} from "../../../src/exobridge/messages/requests";
import { parseSettings } from "../../../src/exobridge/messages/settings";
import type {
  AccountSettingsOutcome,
  ChangeGuard,
  CreateOutcome,
  CreateRequest,
  DeleteOutcome,
  ExoBridge,
  Failure,
  ReadOutcome,
  RemoteAllocation,
  SettingsOutcome,
  WriteOutcome,
} from "../../../src/exobridge/types";
import {
  type Allocation,
  type AnswerStyle,
  type ChangeByHand,
  SANDBOX_ACCOUNT,
  type Stock,
} from "../../../src/sandbox";
import { Service } from "../../../src/sandbox/api/service";
import { type AccountSettings as SandboxSettings } from "../../../src/sandbox/core/settings";

export type FakeOperation = "create" | "read" | "vn" | "call-party" | "delete" | "settings" | "settings-change";

/** A call that was carried out, with the body that it had on the wire (PINs masked). */
export interface CarriedOut {
  readonly operation: Exclude<FakeOperation, "read" | "settings" | "settings-change">;
  readonly greenvnId: string;
  readonly connectionId: string;
  readonly body?: unknown;
}

/** What meets the next call of an operation in place of the plain truth. */
export type Script =
  /** Not carried out. */
  | { readonly kind: "fails"; readonly failure: Failure }
  /** The answer is lost; `done`: carried out all the same, and a look sees it, as `told` has it. */
  | {
      readonly kind: "lost";
      readonly done: boolean;
      readonly seen?: boolean;
      readonly told?: (told: RemoteAllocation) => RemoteAllocation;
    }
  /** Carried out; the answer tells something else. */
  | {
      readonly kind: "bent";
      readonly told: (told: RemoteAllocation) => RemoteAllocation;
      readonly oddities?: readonly string[];
    };

/** Of a change that lands whatever was seen before it: one that was sent long ago. */
export const landing: ChangeGuard = { seen: { greenvnId: "" }, checked: () => "send", landed: () => "yes" };

/** The sandbox's service behind the client's interface: no network, no retries, no waits. */
export interface FakeExoBridge extends ExoBridge {
  readonly writes: readonly CarriedOut[];
  /** How many calls of an operation were asked for, carried out or not. */
  asked(operation: FakeOperation): number;
  charged(): number;
  next(operation: FakeOperation, ...scripts: readonly Script[]): void;
  answers(style: Partial<AnswerStyle>): void;
  allocations(): readonly Allocation[];
  allocation(greenvnId: string): Allocation;
  changeByHand(greenvnId: string, change: ChangeByHand | null): void;
  settings(): SandboxSettings;
  changeSettingsByHand(change: Partial<SandboxSettings>): void;
  freeNumbers(stock: Stock, count: number): readonly string[];
  /** The same remote system as another account's provider would see it: nothing is told apart by it here. */
  forAccount(accountSid: string): FakeExoBridge;
}

const LOST: Failure = { kind: "no-answer", message: "socket hang up" };
const AUTHORIZATION = `Basic ${Buffer.from(`${SANDBOX_ACCOUNT.key}:${SANDBOX_ACCOUNT.token}`).toString("base64")}`;

export function fakeExoBridge(seed = "1"): FakeExoBridge {
  const service = new Service({
    record: { seed, issued: 0, allocations: [], spent: [], charges: [] },
    poolSize: 2_000,
    nowMs: Date.now,
  });
  const writes: CarriedOut[] = [];
  const asked: FakeOperation[] = [];
  const scripts: { operation: FakeOperation; script: Script }[] = [];

  const send = (operation: FakeOperation, wire: WireRequest | null): EnvelopeReading => {
    if (wire === null)
      return { kind: "failure", failure: { kind: "unreachable", message: "the id can not stand in a URL path" } };
    const served = service.serve({
      method: wire.method,
      target: wire.path,
      authorization: AUTHORIZATION,
      contentType: "application/json",
      body: Buffer.from(wire.body ?? ""),
    });
    if (
      operation !== "read" &&
      operation !== "settings" &&
      operation !== "settings-change" &&
      served.greenvnId !== null
    ) {
      const { greenvnId, connectionId } = served;
      writes.push({
        operation,
        greenvnId,
        connectionId: connectionId ?? "",
        ...(operation === "delete" ? {} : { body: service.ledger.charges().at(-1)?.request ?? null }),
      });
    }
    return readEnvelope(
      {
        kind: "answered",
        status: served.envelope.status,
        body: { kind: "whole", text: JSON.stringify(served.envelope) },
        retryAfter: undefined,
        date: undefined,
      },
      (text) => text,
    );
  };

  const take = (operation: FakeOperation): Script | null => {
    asked.push(operation);
    const at = scripts.findIndex((entry) => entry.operation === operation);
    return at < 0 ? null : (scripts.splice(at, 1)[0]?.script ?? null);
  };

  const look = (accountSid: string, id: string): RemoteAllocation | null => {
    const answer = send("read", readRequest(accountSid, id));
    if (answer.kind === "failure") return null;
    const parsed = parseAllocation(answer.envelope, id);
    return parsed.kind === "parsed" ? parsed.value : null;
  };

  const readOnce = (accountSid: string, greenvnId: string): ReadOutcome => {
    const script = take("read");
    if (script?.kind === "fails") return { kind: "failed", failure: script.failure };
    if (script?.kind === "lost") return { kind: "failed", failure: LOST };
    const answer = send("read", readRequest(accountSid, greenvnId));
    if (answer.kind === "failure")
      return isGone(answer.failure)
        ? { kind: "gone", ...(isUnknownId(answer.failure) ? { isUnknownId: true } : {}) }
        : { kind: "failed", failure: answer.failure };
    const parsed = parseAllocation(answer.envelope, greenvnId);
    if (parsed.kind === "flawed")
      return { kind: "failed", failure: { kind: "malformed", status: 200, message: parsed.why } };
    const told = script?.kind === "bent" ? script.told(parsed.value) : parsed.value;
    return told.state === "vault" ? { kind: "gone", allocation: told } : { kind: "found", allocation: told };
  };

  const write = (
    accountSid: string,
    operation: "vn" | "call-party",
    id: string,
    wire: WireRequest | null,
    { seen: before, checked, landed }: ChangeGuard,
  ): WriteOutcome => {
    const check: ReadOutcome = before === null ? readOnce(accountSid, id) : { kind: "found", allocation: before };
    if (check.kind !== "found") return { kind: "not-sent", check };
    const verdict = checked(check.allocation);
    if (verdict === "changed") return { kind: "not-sent", check };
    if (verdict === "met") return { kind: "done", allocation: check.allocation, by: "check" };
    const script = take(operation);
    if (script?.kind === "fails") return { kind: "refused", failure: script.failure };
    if (script?.kind === "lost") {
      if (script.done) send(operation, wire);
      const looked = script.seen === false ? null : look(accountSid, id);
      const seen = looked === null ? null : (script.told?.(looked) ?? looked);
      const verdict = seen === null ? "can-not-tell" : landed(seen);
      if (seen !== null && verdict === "yes") return { kind: "done", allocation: seen, by: "look" };
      return {
        kind: "unresolved",
        failure: LOST,
        landed: verdict === "no" ? "no" : "can-not-tell",
        ...(seen === null ? {} : { seen }),
      };
    }
    const answer = send(operation, wire);
    if (answer.kind === "failure") return { kind: "refused", failure: answer.failure };
    const parsed = parseAllocation(answer.envelope, id);
    if (parsed.kind === "flawed")
      return {
        kind: "unresolved",
        failure: { kind: "malformed", status: 200, message: parsed.why },
        landed: "can-not-tell",
      };
    return {
      kind: "done",
      allocation: script?.kind === "bent" ? script.told(parsed.value) : parsed.value,
      by: "answer",
    };
  };

  const settingsBy = (operation: "settings" | "settings-change", wire: WireRequest | null): AccountSettingsOutcome => {
    const script = take(operation);
    if (script?.kind === "fails") return { kind: "failed", failure: script.failure };
    const answer = script?.kind === "lost" && !script.done ? null : send(operation, wire);
    if (answer === null || script?.kind === "lost") return { kind: "failed", failure: LOST };
    if (answer.kind === "failure") return { kind: "failed", failure: answer.failure };
    const parsed = parseSettings(answer.envelope);
    return parsed.kind === "parsed"
      ? { kind: "told", settings: parsed.value }
      : { kind: "failed", failure: { kind: "malformed", status: 200, message: parsed.why } };
  };

  const forAccount = (accountSid: string): FakeExoBridge => ({
    accountSid,
    writes,
    forAccount,
    asked: (operation) => asked.filter((one) => one === operation).length,
    charged: () => service.ledger.charges().length,
    next: (operation, ...more) => void scripts.push(...more.map((script) => ({ operation, script }))),
    answers: (style) => void service.setStyle(style),
    allocations: () => service.tenant.allocations(),
    allocation(greenvnId) {
      const found = service.tenant.allocations().find((allocation) => allocation.greenvnId === greenvnId);
      if (!found) throw new Error(`there is no allocation ${greenvnId}`);
      return found;
    },
    changeByHand: (greenvnId, change) =>
      void (change === null ? service.tenant.drop(greenvnId) : service.tenant.changeByHand(greenvnId, change)),
    settings: () => service.settings(),
    changeSettingsByHand: (change) => service.changeSettingsByHand(change),
    freeNumbers: (stock, count) => service.tenant.freeNumbers(stock, count),

    read: async (greenvnId) => readOnce(accountSid, greenvnId),

    async create(request): Promise<CreateOutcome> {
      const script = take("create");
      if (script?.kind === "fails") return notCreated(script.failure);
      if (script?.kind === "lost" && !script.done) return { kind: "lost", failure: LOST };
      const answer = send("create", createRequest(accountSid, request));
      if (answer.kind === "failure") return notCreated(answer.failure);
      if (script?.kind === "lost") return { kind: "lost", failure: LOST };
      const created = parseCreated(answer.envelope, request.connectionId);
      if (created === null)
        return {
          kind: "lost",
          failure: { kind: "malformed", status: 200, message: "the answer holds no data.greenvn_id" },
        };
      const bent = script?.kind === "bent" ? script : null;
      return {
        kind: "done",
        allocation: bent ? bent.told(created.allocation) : created.allocation,
        oddities: bent?.oddities ?? created.oddities,
      };
    },

    changeVn: async (id, request, guard) =>
      write(accountSid, "vn", id, changeVnRequest(accountSid, id, request), guard),
    changeParties: async (id, request, guard) =>
      write(accountSid, "call-party", id, changePartiesRequest(accountSid, id, request), guard),

    async deallocate(greenvnId): Promise<DeleteOutcome> {
      const script = take("delete");
      if (script?.kind === "fails") return { kind: "failed", failure: script.failure };
      const answer = send("delete", deallocateRequest(accountSid, greenvnId));
      if (answer.kind === "failure")
        return isGone(answer.failure) ? { kind: "gone" } : { kind: "failed", failure: answer.failure };
      const why = deleteFlaw(answer.envelope, greenvnId);
      return why === null
        ? { kind: "done" }
        : { kind: "failed", failure: { kind: "malformed", status: 200, message: why } };
    },

    accountSettings: async () => settingsBy("settings", settingsRequest(accountSid)),
    async changeSettings(change) {
      const outcome = settingsBy("settings-change", changeSettingsRequest(accountSid, change));
      return outcome.kind === "told" ? { kind: "done", settings: outcome.settings } : outcome;
    },

    async readSettings(): Promise<SettingsOutcome> {
      const script = take("settings");
      if (script?.kind === "fails") return { kind: "failed", failure: script.failure };
      if (script?.kind === "lost") return { kind: "failed", failure: LOST };
      const answer = send("settings", settingsRequest(accountSid));
      return answer.kind === "failure" ? { kind: "failed", failure: answer.failure } : { kind: "read" };
    },
  });
  return forAccount(SANDBOX_ACCOUNT.sid);
}

function notCreated(failure: Failure): CreateOutcome {
  return existsAlready(failure) ? { kind: "exists", failure, afterLost: false } : { kind: "refused", failure };
}

/** Makes an allocation that no declaration under test owns, and tells its id. */
export async function allocateElsewhere(api: FakeExoBridge, order: Partial<CreateRequest> = {}): Promise<string> {
  const outcome = await api.create({
    connectionId: "owned elsewhere",
    apartyNumbers: ["+919000000001"],
    bpartyNumbers: ["+918000000001"],
    usage: "twoway",
    strictness: false,
    ...order,
  });
  if (outcome.kind !== "done") throw new Error(outcome.failure.message);
  return outcome.allocation.greenvnId;
}
