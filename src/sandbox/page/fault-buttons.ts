/** A fault that a button sets: what the button says, what then happens, and the rules as the control path takes them. */
export interface FaultButton {
  readonly label: string;
  readonly effect: string;
  readonly rules: readonly object[];
}

const WRITES = ["create", "vn", "call-party", "delete"];

/** The troubles that people ask about first; every other one goes by the control path. */
export const FAULT_BUTTONS: readonly FaultButton[] = [
  {
    label: "Lose the next answer",
    effect: "The next write is carried out and charged, and the connection breaks before its answer.",
    rules: [{ on: WRITES, work: "done", answer: { kind: "reset" } }],
  },
  {
    label: "Carry out the next write late",
    effect: "The next write is answered 504, and lands four seconds after that.",
    rules: [{ on: WRITES, work: "late", late_ms: 4_000, answer: { kind: "status", status: 504, body: "html" } }],
  },
  {
    label: "Cut the next answer",
    effect: "The next write is carried out and charged, and half of its answer arrives.",
    rules: [{ on: WRITES, answer: { kind: "cut" } }],
  },
  {
    label: "A proxy's page next",
    effect: "The next call is answered 502 with HTML, and is not carried out.",
    rules: [{ answer: { kind: "html", status: 502 } }],
  },
  {
    label: "503 for a minute",
    effect: "No call is carried out for a minute.",
    rules: [{ times: "forever", for_ms: 60_000, answer: { kind: "status", status: 503 } }],
  },
  {
    label: "429 for ten seconds",
    effect: "Every call is throttled and told to come again in five seconds.",
    rules: [{ times: "forever", for_ms: 10_000, answer: { kind: "status", status: 429, retry_after: 5 } }],
  },
  {
    label: "Slow for a minute",
    effect: "Every call is carried out, and answered two seconds later.",
    rules: [{ times: "forever", for_ms: 60_000, answer: { kind: "delayed", delay_ms: 2_000 } }],
  },
  {
    label: "Refuse connections for ten seconds",
    effect: "Nobody listens, as when the API is down. This page stays.",
    rules: [{ answer: { kind: "refuse", for_ms: 10_000 } }],
  },
];
