import type { Exchange } from "../http/exchange";
import type { Failure } from "../types";
import { isJsonObject, type JsonObject, kindOf, member, parseJson } from "./json";

/** What one request brought, before it is known whether a success is one for this allocation. */
export type EnvelopeReading =
  /** A 2xx that does not say `success: false`. `envelope`: the whole object. */
  | { readonly kind: "success"; readonly status: number; readonly envelope: JsonObject }
  | { readonly kind: "failure"; readonly failure: Failure };

/** The API's envelope, whatever wrote it. `scrub` makes texts of the API fit to be shown. */
export function readEnvelope(exchange: Exchange, scrub: (text: string) => string): EnvelopeReading {
  switch (exchange.kind) {
    case "unreachable":
    case "no-answer":
      return failed({ kind: exchange.kind, message: exchange.why });
    case "answered":
      return exchange.status >= 200 && exchange.status < 300
        ? readSuccess(exchange, scrub)
        : failed(readRefusal(exchange, scrub));
  }
}

type Answered = Extract<Exchange, { kind: "answered" }>;

function readSuccess(answered: Answered, scrub: (text: string) => string): EnvelopeReading {
  const { status, body } = answered;
  if (body.kind === "broken") return failed({ kind: "malformed", status, message: scrub(body.why) });
  const parsed = parseJson(body.text);
  if (parsed.kind === "flawed") return failed({ kind: "malformed", status, message: parsed.why });
  if (!isJsonObject(parsed.value))
    return failed({ kind: "malformed", status, message: `the answer is ${kindOf(parsed.value)}, expected an object` });
  const envelope = parsed.value;
  if (member(envelope, "success") !== false) return { kind: "success", status, envelope };
  const own = ownStatus(envelope);
  if (own === null)
    return failed({
      kind: "malformed",
      status,
      message: `success is false, but status is no HTTP status of a failure; it said: ${saidBy(envelope, scrub)}`,
    });
  return failed({ kind: "refused", status: own, code: codeOf(envelope), message: saidBy(envelope, scrub) });
}

function readRefusal(answered: Answered, scrub: (text: string) => string): Failure {
  const { status, body } = answered;
  // A gateway's 503 says nothing of what works on behind it: only the API's own is a refusal.
  const without = (why: string): Failure =>
    status === 503
      ? { kind: "malformed", status, message: why }
      : { kind: "refused", status, code: null, message: why };
  if (status >= 300 && status < 400)
    return without("the answer is a redirect, and redirects are not followed; check base_url");
  if (body.kind === "broken") return without(scrub(body.why));
  const parsed = parseJson(body.text);
  if (parsed.kind === "flawed") return without(parsed.why);
  if (!isJsonObject(parsed.value) || member(parsed.value, "success") !== false)
    return without("the answer does not say what failed");
  const told = member(parsed.value, "status");
  const message = saidBy(parsed.value, scrub);
  if (told === undefined || told === status) return { kind: "refused", status, code: codeOf(parsed.value), message };
  // A proxy may have put its own status over it. Then the code proves nothing: what is removed from state or taken for
  // ours hangs on it.
  return {
    kind: "refused",
    status: ownStatus(parsed.value) ?? status,
    code: null,
    message: `${message} (under HTTP ${status})`,
  };
}

/** `status` beside `success: false`, where it is the status of a failure. */
function ownStatus(envelope: JsonObject): number | null {
  const status = member(envelope, "status");
  return typeof status === "number" && Number.isInteger(status) && status >= 300 && status <= 599 ? status : null;
}

function codeOf(envelope: JsonObject): number | null {
  const code = member(envelope, "code");
  return typeof code === "number" && Number.isSafeInteger(code) ? code : null;
}

function saidBy(envelope: JsonObject, scrub: (text: string) => string): string {
  const message = member(envelope, "message");
  const said = typeof message === "string" ? scrub(message) : "";
  return said === "" ? "no reason was given" : said;
}

function failed(failure: Failure): EnvelopeReading {
  return { kind: "failure", failure };
}
