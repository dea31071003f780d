/**
 * PINs that a message of the API might repeat. `untold`: some are in force, and which ones stands nowhere: whatever may be
 * one is hidden then.
 */
export type PinsToHide = readonly number[] | "untold";

/** What ExoBridge tells of an allocation. A member that is absent was not told. */
export interface RemoteAllocation {
  readonly greenvnId: string;
  readonly connectionId?: string;
  readonly apartyNumbers?: readonly string[];
  readonly bpartyNumbers?: readonly string[];
  /** Absent where the answer has none, an empty list, or `[null]`: all of them mean "not told". Secret. */
  readonly apartyPins?: readonly number[];
  readonly bpartyPins?: readonly number[];
  readonly usage?: string;
  /** `active`, or `vault` once it is deallocated. */
  readonly state?: string;
  readonly flowId?: string;
  /** The number as it was told, under `greenvn` or `green_vn`; not normalized. */
  readonly greenVn?: string;
}

/** What a request for a number may prefer. Names are this code's; each call writes its own wire names. */
export interface WishedNumber {
  readonly greenvn?: string;
  readonly region?: string;
  readonly numberType?: string;
}

export interface CreateRequest {
  readonly connectionId: string;
  readonly apartyNumbers: readonly string[];
  readonly bpartyNumbers: readonly string[];
  readonly apartyPins?: readonly number[];
  readonly bpartyPins?: readonly number[];
  readonly usage: string;
  readonly strictness: boolean;
  readonly preferences?: WishedNumber & { readonly pinCode?: string };
  /** Such as `30d`. */
  readonly deallocationDuration?: string;
  readonly flowId?: string;
}

/** `null`: no body at all, any free number of the pool. */
export type VnRequest = { readonly strictness: boolean; readonly preferences: WishedNumber } | null;

/** At least one side's numbers must be there; pins and usage only where they change. */
export interface PartiesRequest {
  readonly apartyNumbers?: readonly string[];
  readonly bpartyNumbers?: readonly string[];
  readonly apartyPins?: readonly number[];
  readonly bpartyPins?: readonly number[];
  readonly usage?: string;
}

/**
 * Why a call did not succeed. `message` is what the API said: bounded, control characters stripped, secrets scrubbed.
 */
export type Failure =
  /** Never reached the API: refused connection, DNS, TLS, a refused proxy. */
  | { readonly kind: "unreachable"; readonly message: string }
  /** Sent, and no answer came: reset, time-out. */
  | { readonly kind: "no-answer"; readonly message: string }
  /**
   * The API answered, and said no: by HTTP status, or by the `status` beside `success: false`. A 503 is one only in the
   * API's own envelope.
   */
  | { readonly kind: "refused"; readonly status: number; readonly code: number | null; readonly message: string }
  /**
   * A 2xx that is no well-formed success for this allocation (HTML, empty, cut, too large, wrong types, another id), or
   * a gateway's 503.
   */
  | { readonly kind: "malformed"; readonly status: number; readonly message: string }
  /** Terraform asked the provider to stop, or is gone, before the call was sent. */
  | { readonly kind: "stopped"; readonly message: string };

export type ReadOutcome =
  | { readonly kind: "found"; readonly allocation: RemoteAllocation }
  /**
   * 404 code 1 (`isUnknownId`: it never existed, or was forgotten), 410 code 22, or state `vault` (`allocation`).
   */
  | { readonly kind: "gone"; readonly isUnknownId?: true; readonly allocation?: RemoteAllocation }
  | { readonly kind: "failed"; readonly failure: Failure };

export type CreateOutcome =
  /** `oddities`: sentences about what is wrong in an answer that did hold an id. */
  | { readonly kind: "done"; readonly allocation: RemoteAllocation; readonly oddities: readonly string[] }
  /** Known not to be carried out. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** 409 code 18; `afterLost` where an answer to this very create was lost before. */
  | { readonly kind: "exists"; readonly failure: Failure; readonly afterLost: boolean }
  /** Sent, and nobody knows: charged or not. */
  | { readonly kind: "lost"; readonly failure: Failure };

/** What a look (GET) tells of a PUT whose answer was lost. */
export type Landed = "yes" | "no" | "can-not-tell";

/**
 * What a check made of a PUT that is about to be sent: `met`: what it asks for is in force already; `changed`: the
 * allocation is not as it was when the PUT was decided on.
 */
export type CheckVerdict = "send" | "met" | "changed";

/** What a charged PUT is held against: the allocation as it is right before each sending, and after a lost answer. */
export interface ChangeGuard {
  /** What the caller has just read with nothing sent since: it counts as the first check. Null: nothing was. */
  readonly seen: RemoteAllocation | null;
  readonly checked: (seen: RemoteAllocation) => CheckVerdict;
  readonly landed: (seen: RemoteAllocation) => Landed;
}

export type WriteOutcome =
  /** `by`: whether the answer said so, a look after a lost answer, or a check, and then nothing was sent. */
  | { readonly kind: "done"; readonly allocation: RemoteAllocation; readonly by: "answer" | "look" | "check" }
  /** The check forbade it: the allocation was changed (`found`), is gone, or could not be read. Nothing charged. */
  | { readonly kind: "not-sent"; readonly check: ReadOutcome }
  /** Known not to be carried out: nothing charged. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /**
   * Sent, and it may or may not be carried out, now or later. `seen` is the last look, if one got through;
   * `landed` is what it told.
   */
  | {
      readonly kind: "unresolved";
      readonly failure: Failure;
      readonly seen?: RemoteAllocation;
      readonly landed: Exclude<Landed, "yes">;
    };

export type DeleteOutcome =
  | { readonly kind: "done" }
  /** 404 code 1, 410 code 22: there is no such allocation any more, or none at all. */
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The account's settings, by their names on the wire. Null: not told, or there is none. */
export interface AccountSettings {
  readonly country: string | null;
  readonly intl_num_sup: boolean | null;
  /** A length such as `170d`; `-1`: allocations live until they are deleted. */
  readonly max_deallocation_time: string | null;
  readonly timezone: string | null;
  /** Seconds. */
  readonly deletion_time: number | null;
  readonly default_region: string | null;
  readonly default_flow_id: string | null;
  /** Addresses, here and below. Secret. */
  readonly greencall_complete_event_endpoint: string | null;
  readonly failed_verification_event_endpoint: string | null;
  readonly verified_caller_event_endpoint: string | null;
  readonly deallocation_callback_event_endpoint: string | null;
}

export type AccountSettingsOutcome =
  | { readonly kind: "told"; readonly settings: AccountSettings }
  | { readonly kind: "failed"; readonly failure: Failure };

/** `settings`: as they are then, where the answer tells. */
export type SettingsChangeOutcome =
  | { readonly kind: "done"; readonly settings: AccountSettings | null }
  | { readonly kind: "failed"; readonly failure: Failure };

export type SettingsOutcome = { readonly kind: "read" } | { readonly kind: "failed"; readonly failure: Failure };

/**
 * The five GreenVN calls, and those of the account's settings. Retries, looks, limits and back-off are inside; no call ever throws for what the network
 * does.
 */
export interface ExoBridge {
  /** The tenant that the calls are made for. */
  readonly accountSid: string;
  /** `secrets`, here and below: PINs of the allocation, which a message of the API might repeat. */
  read(greenvnId: string, secrets?: PinsToHide): Promise<ReadOutcome>;
  create(request: CreateRequest): Promise<CreateOutcome>;
  /** Charged, as the next one: each sending is preceded by a read, and `guard` decides by it. */
  changeVn(greenvnId: string, request: VnRequest, guard: ChangeGuard, secrets?: PinsToHide): Promise<WriteOutcome>;
  changeParties(
    greenvnId: string,
    request: PartiesRequest,
    guard: ChangeGuard,
    secrets?: PinsToHide,
  ): Promise<WriteOutcome>;
  deallocate(greenvnId: string, secrets?: PinsToHide): Promise<DeleteOutcome>;
  /**
   * Reads the account's settings, which is free and needs nothing but the credentials. Asks once, and takes at most so
   * many milliseconds, the waiting for its turn included.
   */
  readSettings(withinMs: number, secrets?: PinsToHide): Promise<SettingsOutcome>;
  /** What they are, with the retries of any read. `secrets`: addresses that a message of the API might repeat. */
  accountSettings(secrets: readonly string[]): Promise<AccountSettingsOutcome>;
  /**
   * Sends the settings that are named, and no others: free, and safe to repeat. An empty text clears an address. Answers
   * with what is told then.
   */
  changeSettings(change: Partial<AccountSettings>, secrets: readonly string[]): Promise<SettingsChangeOutcome>;
}

export interface ExoBridgeOptions {
  readonly accountSid: string;
  /** User of HTTP Basic auth. */
  readonly apiKey: string;
  /** Password of HTTP Basic auth. Secret. */
  readonly apiToken: string;
  /** `https:`, or `http:` to a loopback address. */
  readonly baseUrl: string;
  /** Longest wait for one answer, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** How often one call is repeated, 0 to 10. */
  readonly maxRetries: number;
  /** Null: unlimited. */
  readonly requestsPerMinute: number | null;
  /** Aborted when no further call may begin; a call that was sent is still awaited. */
  readonly stop: AbortSignal;
  /** Is told the date that an answer of the API bears, as it stands there. */
  readonly heardDate?: (date: string) => void;
  readonly log: (level: "debug" | "warn", message: string, fields: Readonly<Record<string, string | number>>) => void;
}
