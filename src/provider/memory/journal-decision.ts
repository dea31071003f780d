import type { WriterIs } from "./writer";

/** How far a call got whose entry stands. */
export type Phase =
  /** Written before it was sent. */
  | "sent"
  /** Given up with no answer, and Terraform was told so: it may be carried out, and nobody waits for it any more. */
  | "unanswered"
  /** The API's answer is known, and Terraform was never told. */
  | "answered"
  /** Terraform was told. Whether it has saved it, nobody knows. */
  | "delivered";

/** Who wrote it; `outwaited`: alive, and waited for as long as anybody does. */
export type WriterThen = WriterIs | "outwaited";

/** What a request is about to do. */
export type Asked = "create an allocation" | "create an assignment" | "read" | "apply" | "destroy";

export type Decision =
  /** As if there were no entry. */
  | "go on"
  /** For its writer, and then decide again. */
  | "wait"
  /** An error: another run is still at it, and nothing is sent beside it. */
  | "busy"
  /** An error: this very apply has it. */
  | "taken"
  /** Read it: live, it is taken in; gone, its entry ends, and the request goes on. */
  | "adopt"
  /** Read it: live, an error that names it; gone, its entry ends, and the request goes on. */
  | "explain"
  /** Hold one GET against it. */
  | "look"
  /** Look several times, as after a lost answer: it may be landing now. */
  | "look well"
  /** The entry ends where the allocation is gone, and stands otherwise. */
  | "keep unless gone";

type Row = Readonly<Record<WriterThen, Decision>>;
type Table = Readonly<Record<Phase, Row>>;

// prettier-ignore
const CREATE_ALLOCATION: Table = {
  "sent":       { "this apply": "taken", "alive": "wait",    "outwaited": "busy",    "gone": "go on",   "unknown": "go on" },
  "unanswered": { "this apply": "taken", "alive": "go on",   "outwaited": "go on",   "gone": "go on",   "unknown": "go on" },
  "answered":   { "this apply": "taken", "alive": "wait",    "outwaited": "explain", "gone": "adopt",   "unknown": "explain" },
  "delivered":  { "this apply": "taken", "alive": "explain", "outwaited": "explain", "gone": "explain", "unknown": "explain" },
};

const LOOK: Row = same("look");

// prettier-ignore
const CHANGE: Table = {
  "sent":       { "this apply": "taken", "alive": "wait",    "outwaited": "look well", "gone": "look well", "unknown": "look well" },
  "unanswered": LOOK,
  "answered":   LOOK,
  "delivered":  LOOK,
};

const always = (decision: Decision): Table => {
  const row = same(decision);
  return { sent: row, unanswered: row, answered: row, delivered: row };
};

/** What follows from an entry that stands: the journal's whole protection in one table. Source: docs/guides/money-safety.md. */
const TABLES: Readonly<Record<Asked, Table>> = {
  "create an allocation": CREATE_ALLOCATION,
  "create an assignment": CHANGE,
  apply: CHANGE,
  read: always("look"),
  destroy: always("keep unless gone"),
};

export function decide(asked: Asked, phase: Phase, writer: WriterThen): Decision {
  return TABLES[asked][phase][writer];
}

/** What follows from a look at what a PUT was to bring about. `isSeen`: it is there, or its answer said so. */
export function decideAfterLook(
  phase: Phase,
  writer: WriterThen,
  isSeen: boolean,
): "take it over" | "busy" | "may send" {
  if (isSeen) return "take it over";
  return phase === "sent" && (writer === "outwaited" || writer === "alive") ? "busy" : "may send";
}

function same(decision: Decision): Row {
  return { "this apply": decision, alive: decision, outwaited: decision, gone: decision, unknown: decision };
}
