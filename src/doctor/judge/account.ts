import { SANDBOX_ACCOUNT, SANDBOX_URL } from "../../sandbox/core/account";
import { type AccountFacts, type AnswerFacts, type Facts, type ProxyFacts } from "../found/facts";
import { type Finding } from "../found/finding";
import { account as text, api, clock, proxy } from "../say/messages";
import { lines } from "./lines";
import { fault, fine, note } from "./verdicts";

// Nothing of what is typed in answer stands on the screen or in a history.
const ASK_TOKEN = "read -rs GREENVN_API_TOKEN && export GREENVN_API_TOKEN";
const ASK_SID = "read -r GREENVN_ACCOUNT_SID && export GREENVN_ACCOUNT_SID";
const SANDBOX_SID = `export GREENVN_ACCOUNT_SID=${SANDBOX_ACCOUNT.sid}`;
const SANDBOX_TOKEN = `export GREENVN_API_TOKEN=${SANDBOX_ACCOUNT.token}`;
const SANDBOX = `${SANDBOX_SID} GREENVN_API_KEY=${SANDBOX_ACCOUNT.key} GREENVN_API_TOKEN=${SANDBOX_ACCOUNT.token}`;
const FORGET_SANDBOX = "unset GREENVN_ACCOUNT_SID GREENVN_API_KEY GREENVN_API_TOKEN";

export function judgeProxy(found: ProxyFacts): Finding {
  switch (found.kind) {
    case "none":
      return fine("proxy", proxy.none());
    case "used":
      return note("proxy", proxy.used(found.shown));
    case "not-used":
      return note("proxy", found.why === "loopback" ? proxy.loopback(found.shown) : proxy.exempt(found.shown));
    case "unusable":
      return fault("proxy", proxy.unusable(found.why, found.variable), `unset ${found.variable}`);
  }
}

export function judgeAccount({
  sid,
  token,
  isSandboxSid,
  isSandboxToken,
  url,
  urlFlaw,
}: AccountFacts): readonly Finding[] {
  const check = "account";
  if (urlFlaw !== null)
    return [fault(check, text.badUrl(urlFlaw), ...(url.from === "environment" ? ["unset GREENVN_BASE_URL"] : []))];
  const missing = [
    ...(sid === "nowhere"
      ? [fault(check, text.missing("GREENVN_ACCOUNT_SID"), url.isLoopback ? SANDBOX_SID : ASK_SID)]
      : []),
    ...(token === "nowhere"
      ? [fault(check, text.missing("GREENVN_API_TOKEN"), url.isLoopback ? SANDBOX_TOKEN : ASK_TOKEN)]
      : []),
  ];
  if (missing.length > 0) return missing;
  if ([sid, token, url.from].includes("not-literal")) return [note(check, text.notLiteral())];
  if (!url.isLoopback && (isSandboxSid || isSandboxToken)) {
    const back = url.from === "configuration" ? [] : [`export GREENVN_BASE_URL=${SANDBOX_URL}`];
    return [fault(check, text.sandboxOnly(url.origin ?? ""), ...back, FORGET_SANDBOX)];
  }
  return [fine(check, text.fine())];
}

export function judgeApi({ answer, account: { url, hasKey, sid }, proxy: by }: Facts): readonly Finding[] {
  const check = "api";
  const origin = url.origin ?? "";
  switch (answer.kind) {
    case "not-asked":
      return [];
    case "read":
      return [fine(check, api.fine(origin, url.isLoopback))];
    case "odd":
      return [fault(check, api.odd(origin, answer.message), ...elsewhere(url))];
    case "unreachable":
      if (url.isLoopback) return [fault(check, api.noSandbox(origin), lines.startSandbox(url.port), ...elsewhere(url))];
      return [
        fault(
          check,
          api.unreachable(origin, answer.message),
          ...(by.kind === "used" ? [`unset ${by.variable}`] : []),
          ...elsewhere(url),
        ),
      ];
    case "denied": {
      const says = api.denied(origin, answer.status, answer.message);
      if (url.isLoopback) return [fault(check, says, SANDBOX)];
      // 403: the credentials are somebody's, and not of this account.
      if (answer.status === 403) return [fault(check, says, ...(sid === "environment" ? [ASK_SID] : []))];
      return [fault(check, says, ASK_TOKEN, ...(hasKey ? ["unset GREENVN_API_KEY"] : []))];
    }
  }
}

/** Back to the API's own address, or to what the configuration says. */
function elsewhere(url: AccountFacts["url"]): readonly string[] {
  return url.from === "environment" ? ["unset GREENVN_BASE_URL"] : [];
}

/** Requests are judged by minutes wherever they are judged by time. */
const MOST_SKEW_MS = 5 * 60_000;

export function judgeClock(answer: AnswerFacts, platform: string): readonly Finding[] {
  const skewMs = "skewMs" in answer ? answer.skewMs : null;
  if (skewMs === null) return [];
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return [fine("clock", clock.fine())];
  const set = lines.setClock(platform.startsWith("darwin"));
  return [fault("clock", clock.off(Math.round(skewMs / 1000)), set)];
}
