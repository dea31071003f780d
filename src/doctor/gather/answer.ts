import { printable, shortened } from "../../domain/printable";
import { createExoBridge, type Failure } from "../../exobridge";
import { type AnswerFacts } from "../found/facts";
import { type Settings } from "./account";

/** As long as the check of a plan. */
const WITHIN_MS = 5000;
const LONGEST_MESSAGE = 200;

/** What the free call says of the credentials, asked once: it changes nothing and is charged nothing. */
export async function gatherAnswer(settings: Settings | null, now: () => number): Promise<AnswerFacts> {
  if (settings === null) return { kind: "not-asked" };
  let skewMs: number | null = null;
  const api = createExoBridge({
    ...settings,
    requestTimeoutMs: WITHIN_MS,
    maxRetries: 0,
    requestsPerMinute: null,
    stop: new AbortController().signal,
    log: () => undefined,
    heardDate: (date) => {
      const told = Date.parse(date);
      if (Number.isFinite(told)) skewMs = now() - told;
    },
  });
  const outcome = await api.readSettings(WITHIN_MS, "untold");
  return outcome.kind === "read" ? { kind: "read", skewMs } : answerOf(outcome.failure, skewMs);
}

function answerOf(failure: Failure, skewMs: number | null): AnswerFacts {
  const message = shortened(printable(failure.message).replaceAll("\n", " "), LONGEST_MESSAGE);
  switch (failure.kind) {
    case "unreachable":
    case "no-answer":
    case "stopped":
      return { kind: "unreachable", message };
    case "malformed":
      return { kind: "odd", message, skewMs };
    case "refused": {
      const { status, code } = failure;
      const isDenied = [401, 402, 403].includes(status) || code === 7 || code === 8;
      if (!isDenied) return { kind: "odd", message: `HTTP ${status}: ${message}`, skewMs };
      return { kind: "denied", status: code === 8 ? 403 : status, message, skewMs };
    }
  }
}
