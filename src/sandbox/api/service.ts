import { checkAccess } from "../core/account";
import { type AnswerStyle, DOCUMENTED_STYLE } from "../core/answer-style";
import { type Refusal, refuse } from "../core/refusal";
import { type AccountSettings, FIRST_SETTINGS } from "../core/settings";
import { type ChangeByHand, type Done, Tenant, type TenantRecord } from "../core/tenant";
import { type Envelope, failure, settingsTold, success } from "../messages/envelope";
import { type AllocationOperation, routeOf } from "../messages/operation";
import { type Charge, Ledger } from "./ledger";
import { longestLifeS, readCreate, readPartiesChange, readVnChange } from "./request-bodies";
import { readSettingsChange } from "./settings-body";

/** A request as it came off the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** What was answered, and whether the call was carried out and charged. */
export interface Served {
  readonly envelope: Envelope;
  /** Null where it is free. */
  readonly charge: Charge | null;
  /** Whether anything changed that a state file has to hold. */
  readonly changed: boolean;
  readonly greenvnId: string | null;
  readonly connectionId: string | null;
}

/** All that a state file holds. */
export interface ServiceRecord extends TenantRecord {
  readonly charges: readonly Charge[];
  /** Absent where nobody changed them. */
  readonly settings?: Partial<AccountSettings>;
}

export interface ServiceOptions {
  readonly record: ServiceRecord;
  readonly poolSize: number;
  readonly nowMs: () => number;
  /** Told of each allocation that somebody changed by hand. */
  readonly byHand?: (greenvnId: string) => void;
}

/** The API without its transport: requests in, envelopes out, charges noted. */
export class Service {
  readonly tenant: Tenant;
  readonly ledger: Ledger;
  #style: AnswerStyle = DOCUMENTED_STYLE;
  #settings: AccountSettings;

  constructor(private readonly options: ServiceOptions) {
    const { record, poolSize, nowMs } = options;
    this.tenant = new Tenant({ record, poolSize, nowMs, style: () => this.#style });
    this.ledger = new Ledger(record.charges);
    this.#settings = { ...FIRST_SETTINGS, ...record.settings };
  }

  setStyle(knobs: Partial<AnswerStyle>): AnswerStyle {
    this.#style = { ...this.#style, ...knobs };
    return this.#style;
  }

  record(): ServiceRecord {
    const changed = Object.entries(this.#settings).filter(
      ([name, value]) => value !== FIRST_SETTINGS[name as keyof AccountSettings],
    );
    return {
      ...this.tenant.record(),
      charges: this.ledger.charges(),
      ...(changed.length === 0 ? {} : { settings: Object.fromEntries(changed) }),
    };
  }

  time(): string {
    return new Date(this.options.nowMs()).toISOString();
  }

  /** What somebody changes elsewhere. */
  changeByHand(greenvnId: string, change: ChangeByHand): Done | Refusal {
    const done = this.tenant.changeByHand(greenvnId, change);
    if (done.kind === "done") this.options.byHand?.(greenvnId);
    return done;
  }

  /** False where there is none. */
  drop(greenvnId: string): boolean {
    const dropped = this.tenant.drop(greenvnId);
    if (dropped) this.options.byHand?.(greenvnId);
    return dropped;
  }

  serve(request: WireRequest): Served {
    const route = routeOf(request.method, request.target);
    if (route.kind === "refused") return refused(route);
    const denied = checkAccess(request.authorization, route.sid);
    if (denied) return refused(denied);
    if (route.operation === "settings") return free(settingsTold(this.#settings));
    const body = readJson(request);
    if (body.kind === "refused") return refused(body);
    if (route.operation === "settings-change") return this.#changeSettings(body.value);
    const done = this.#carryOut(route.operation, route.greenvnId ?? "", body.value);
    if (done.kind === "refused") return refused(done);
    const charge = this.#charge(route.operation, request.target, body.value, done);
    const { greenvnId, connectionId } = done.allocation;
    return {
      envelope: success(done.allocation, route.operation, this.#style, this.#settings.default_flow_id),
      charge,
      changed: route.operation !== "read",
      greenvnId,
      connectionId,
    };
  }

  settings(): AccountSettings {
    return this.#settings;
  }

  /** As in the dashboard, or by another client. */
  changeSettingsByHand(change: Partial<AccountSettings>): void {
    this.#settings = { ...this.#settings, ...change };
  }

  #changeSettings(body: unknown): Served {
    const reading = readSettingsChange(body);
    if (reading.kind === "refused") return refused(reading);
    this.changeSettingsByHand(reading.order);
    return { ...free(settingsTold(this.#settings)), changed: true };
  }

  #carryOut(operation: AllocationOperation, greenvnId: string, body: unknown): Done | Refusal {
    switch (operation) {
      case "create": {
        const reading = readCreate(body, longestLifeS(this.#settings));
        return reading.kind === "refused" ? reading : this.tenant.create(reading.order);
      }
      case "read":
        return this.tenant.read(greenvnId);
      case "vn": {
        const target = this.tenant.active(greenvnId);
        if ("kind" in target) return target;
        const reading = readVnChange(body);
        return reading.kind === "refused" ? reading : this.tenant.changeVn(greenvnId, reading.order);
      }
      case "call-party": {
        const target = this.tenant.active(greenvnId);
        if ("kind" in target) return target;
        const reading = readPartiesChange(body);
        return reading.kind === "refused" ? reading : this.tenant.changeParties(greenvnId, reading.order);
      }
      case "delete":
        return this.tenant.deallocate(greenvnId);
    }
  }

  #charge(operation: AllocationOperation, path: string, body: unknown, { allocation, before }: Done): Charge | null {
    if (operation === "read" || operation === "delete") return null;
    return this.ledger.charge({
      time: this.time(),
      operation,
      path,
      greenvn_id: allocation.greenvnId,
      connection_id: allocation.connectionId,
      request: body ?? null,
      number_before: before,
      number_after: allocation.greenVn,
    });
  }
}

function refused(refusal: Refusal): Served {
  return free(failure(refusal));
}

/** What is about no allocation, and changes nothing. */
function free(envelope: Envelope): Served {
  return { envelope, charge: null, changed: false, greenvnId: null, connectionId: null };
}

function readJson(request: WireRequest): { readonly kind: "json"; readonly value: unknown } | Refusal {
  if (request.body.length === 0) return { kind: "json", value: undefined };
  if (!/^application\/json\s*(?:;|$)/i.test(request.contentType ?? ""))
    return refuse(5, "the body must be sent as application/json");
  try {
    return {
      kind: "json",
      value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body)) as unknown,
    };
  } catch {
    return refuse(5, "the body is not valid JSON");
  }
}
