import { terraformPath } from "../../../src/domain/attributes/attributes";
import { checkDeclaration, type Declaration } from "../../../src/domain/declared/declaration";
import type { Problem } from "../../../src/domain/declared/problem";
import { checkSettings, type DeclaredSettings } from "../../../src/domain/declared/provider-settings";
import { UNKNOWN } from "../../../src/domain/unknown";
import type { Failure } from "../../../src/exobridge";
import type { Known } from "../../../src/plugin/sdk/value";
import type { AllocationState, AssignmentState } from "../../../src/provider/common/state";
import type { ProviderNotes } from "../../../src/provider/memory/notes";

// The allocation and the assignment that the messages are about.

export const ALLOCATION: Known<AllocationState> = {
  id: "gvn-41c0",
  connection_id: "driver-42",
  aparty_numbers: ["+919876543210"],
  bparty_numbers: ["+919812345678"],
  aparty_pins: null,
  bparty_pins: null,
  aparty_pins_wo: null,
  bparty_pins_wo: null,
  pins_wo_version: null,
  usage: "twoway",
  preferences: { greenvn: null, region: "DL", number_type: null, pin_code: null },
  strictness: false,
  rotation_triggers: null,
  deallocation_policy: null,
  flow_id: "flow-7",
  deletion_protection: false,
  deletion_policy: "deallocate",
  account_sid: "exotel1",
  api_origin: "https://leadassist.exotel.in",
  green_vn: "+917205827365",
  state: "active",
};

/** Before its creation, or before its next number. */
export const PLANNED: AllocationState = { ...ALLOCATION, id: UNKNOWN, green_vn: UNKNOWN, state: UNKNOWN };

export const ASSIGNMENT: AssignmentState = {
  id: "gvn-41c0",
  greenvn_id: "gvn-41c0",
  connection_id: "driver-42",
  aparty_numbers: ["+919876543210"],
  bparty_numbers: ["+919812345678"],
  usage: "twoway",
  preferences: { greenvn: null, region: "DL", number_type: null },
  strictness: false,
  rotation_triggers: null,
  account_sid: "exotel1",
  api_origin: "https://leadassist.exotel.in",
  green_vn: "+917205827365",
  state: "active",
};

export const OTHER_NUMBER = "+918045678901";

// What the API comes to.

export const UNREACHABLE: Failure = { kind: "unreachable", message: "the host name is not known (ENOTFOUND)" };
export const NO_ANSWER: Failure = { kind: "no-answer", message: "no answer came in time" };
export const MALFORMED: Failure = { kind: "malformed", status: 200, message: "the answer is HTML or XML, not JSON" };
export const STOPPED: Failure = { kind: "stopped", message: "Terraform asked the provider to stop" };
export const STOPPED_AFTER: Failure = {
  kind: "stopped",
  message: `${STOPPED.message} before it was sent again, after: too many requests`,
};
export const REFUSED = refused(452, 4, "no free GreenVN can be allocated");
export const FORBIDDEN = refused(403, 8, "not permitted");
export const NAME_IS_TAKEN = refused(409, 18, "an allocation exists for this connection id");

export function refused(status: number, code: number | null, message: string): Failure {
  return { kind: "refused", status, code, message };
}

// What is remembered.

export const UNRESOLVED: ProviderNotes = {
  unresolved: {
    write: "w-1",
    at: "2026-01-01T00:00:00Z",
    before: {
      green_vn: "+917205827365",
      aparty_numbers: ["+919876543210"],
      bparty_numbers: ["+919812345678"],
      usage: "twoway",
    },
    sent: { operation: "vn", preferences: null, strictness: false, rotation_triggers: { quarter: "2026-Q1" } },
  },
};

export const DRIFTED: ProviderNotes = {
  drifted: { at: "2026-01-01T00:00:00Z", from: "+917205827365", to: OTHER_NUMBER },
};

// Declarations: the words on what is wrong are the domain's.

/** A declaration for each rule that one may break, by what is wrong with it. */
export const WRONG_DECLARATIONS = {
  "An empty text": { connectionId: " " },
  "No number": { apartyNumbers: [] },
  "Null among the numbers": { apartyNumbers: [null] },
  "No E.164": { bpartyNumbers: ["98765 43210"] },
  "One number on both sides": { apartyNumbers: ["+919876543210"], bpartyNumbers: ["+919876543210"] },
  "No PIN": { apartyPins: [0] },
  "One PIN twice": { apartyPins: [4711, 4711] },
  "One PIN on both sides": { apartyPins: [4711], bpartyPins: [4711] },
  "A long PIN": { apartyPins: [47114711] },
  "No usage": { usage: "threeway" },
  "No region": { preferences: { region: "Mumbai" } },
  "A region that is not known": { preferences: { region: "ZZ" } },
  "No type of number": { preferences: { numberType: "toll-free" } },
  "No duration": { deallocationPolicy: { duration: "a month" } },
} as const satisfies Readonly<Record<string, Declaration>>;

/** The like of the provider's settings. */
export const WRONG_SETTINGS = {
  "An empty text": { apiKey: "" },
  "A line break": { accountSid: "exotel1\n" },
  "No URL": { baseUrl: "exobridge" },
  "No HTTPS": { baseUrl: "http://exobridge.example.com" },
  "Too long a wait": { requestTimeout: 900 },
  "Too many retries": { maxRetries: 11 },
  "No calls at all": { requestsPerMinute: 0 },
} as const satisfies Readonly<Record<string, DeclaredSettings>>;

/** What is wrong with a declaration, by Terraform's names. */
export function problemOf(declared: Declaration): Problem {
  const problem = first(checkDeclaration(declared));
  return { ...problem, path: terraformPath(problem.path) };
}

export function settingProblemOf(declared: DeclaredSettings): Problem {
  return first(checkSettings(declared));
}

function first([problem]: readonly Problem[]): Problem {
  if (problem === undefined) throw new Error("nothing is wrong");
  return problem;
}

/** A call for each value, by the same names. */
export function callsFor<Value, Args extends readonly unknown[]>(
  values: Readonly<Record<string, Value>>,
  argsOf: (value: Value) => Args,
): Readonly<Record<string, Args>> {
  return Object.fromEntries(Object.entries(values).map(([shows, value]) => [shows, argsOf(value)]));
}
