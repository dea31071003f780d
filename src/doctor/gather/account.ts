import { apiOrigin, EXOBRIDGE_ORIGIN } from "../../domain/api-origin";
import { checkBaseUrl, isLoopback } from "../../domain/declared/base-url";
import { SETTING_VARIABLES } from "../../domain/declared/provider-settings";
import { isRecord } from "../../domain/is-record";
import { environmentProxy } from "../../exobridge/proxy";
import { SANDBOX_ACCOUNT } from "../../sandbox/core/account";
import { type AccountFacts, type From, type ProxyFacts } from "../found/facts";
import { type GatheredStack } from "./stacks";

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of the provider, by their names in Terraform. */
type Setting = "account_sid" | "api_key" | "api_token" | "base_url";

/** What the provider would be configured with. Holds secrets: nothing of it is shown. */
export interface Settings {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiToken: string;
  readonly baseUrl: string;
}

export interface GatheredAccount {
  readonly facts: AccountFacts;
  /** Null where something is missing, is not written out, or must not be tried. */
  readonly settings: Settings | null;
}

const VARIABLES: Readonly<Record<Setting, string>> = {
  account_sid: SETTING_VARIABLES.accountSid,
  api_key: SETTING_VARIABLES.apiKey,
  api_token: SETTING_VARIABLES.apiToken,
  base_url: SETTING_VARIABLES.baseUrl,
};

/** As the provider itself takes them: the configuration first, then the environment, where an empty value is none. */
export function gatherAccount(stacks: readonly GatheredStack[], env: Environment): GatheredAccount {
  const declared = stacks.map(({ texts }) => declaredIn(texts)).find((each) => each !== null) ?? {};
  const found = (name: Setting): { readonly from: From; readonly value: string } => {
    const written = declared[name];
    if (written !== undefined)
      return written === null ? { from: "not-literal", value: "" } : { from: "configuration", value: written };
    const value = env[VARIABLES[name]] ?? "";
    return value === "" ? { from: "nowhere", value } : { from: "environment", value };
  };
  const [sid, key, token, url] = [found("account_sid"), found("api_key"), found("api_token"), found("base_url")];
  const baseUrl = url.from === "nowhere" ? EXOBRIDGE_ORIGIN : url.value;
  const urlFlaw = url.from === "not-literal" ? null : checkBaseUrl(baseUrl);
  const parsed = urlFlaw === null && url.from !== "not-literal" ? new URL(baseUrl) : null;
  const facts: AccountFacts = {
    sid: sid.from,
    token: token.from,
    isSandboxSid: sid.value === SANDBOX_ACCOUNT.sid,
    isSandboxToken: token.value === SANDBOX_ACCOUNT.token,
    hasKey: key.from === "environment",
    url: {
      from: url.from === "nowhere" ? "default" : url.from,
      origin: parsed === null ? null : apiOrigin(baseUrl),
      isLoopback: parsed !== null && isLoopback(parsed.hostname),
      port: parsed === null ? "" : parsed.port || (parsed.protocol === "http:" ? "80" : "443"),
    },
    urlFlaw,
  };
  const isWhole = [sid, token].every(({ from }) => from === "environment" || from === "configuration");
  // Those of a sandbox are nobody's: they are not sent elsewhere.
  const isStrayed = !facts.url.isLoopback && (facts.isSandboxSid || facts.isSandboxToken);
  if (!isWhole || key.from === "not-literal" || parsed === null || isStrayed) return { facts, settings: null };
  return {
    facts,
    settings: {
      accountSid: sid.value,
      apiKey: key.value === "" ? sid.value : key.value,
      apiToken: token.value,
      baseUrl,
    },
  };
}

export function gatherProxy({ facts }: GatheredAccount, settings: Settings | null, env: Environment): ProxyFacts {
  const variable = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].find(
    (name) => (env[name] ?? "").trim() !== "",
  );
  if (variable === undefined) return { kind: "none" };
  const shown = withoutPassword((env[variable] ?? "").trim());
  if (facts.url.isLoopback && settings?.baseUrl.startsWith("https:") !== true)
    return { kind: "not-used", shown, why: "loopback" };
  const proxy = environmentProxy(new URL(settings?.baseUrl ?? facts.url.origin ?? EXOBRIDGE_ORIGIN), { ...env });
  if (proxy === null) return { kind: "not-used", shown, why: "no-proxy" };
  return proxy.kind === "proxy" ? { kind: "used", shown, variable } : { kind: "unusable", why: proxy.why, variable };
}

/** Whatever is before the last `@` may be one. */
function withoutPassword(proxy: string): string {
  return proxy.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/i, "$1");
}

type Declared = Partial<Record<Setting, string | null>>;

/** What the provider block of a stack says: null for what is no literal. Null where there is no block. */
function declaredIn(texts: GatheredStack["texts"]): Declared | null {
  for (const { name, text } of texts) {
    const found = name.endsWith(".json") ? declaredInJson(text) : declaredInHcl(text);
    if (found !== null) return found;
  }
  return null;
}

function declaredInJson(text: string): Declared | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const providers = isRecord(json) && isRecord(json["provider"]) ? json["provider"]["greenvn"] : undefined;
  const blocks = (Array.isArray(providers) ? (providers as unknown[]) : [providers]).filter(isRecord);
  const block = blocks.find((each) => each["alias"] === undefined);
  if (block === undefined) return null;
  return Object.fromEntries(
    (Object.keys(VARIABLES) as Setting[]).flatMap((name) => {
      const value = block[name];
      if (value === undefined || value === null) return [];
      return [[name, typeof value === "string" && !/[$%]\{/.test(value) ? value : null]];
    }),
  );
}

function declaredInHcl(text: string): Declared | null {
  const bodies = [...text.matchAll(/^[ \t]*provider[ \t]+"greenvn"[ \t]*\{/gm)].map(({ index, 0: head }) =>
    bodyAt(text, index + head.length),
  );
  const body = bodies.find((each) => each === null || !/^[ \t]*alias\b/m.test(each));
  if (body === undefined) return null;
  // One that has no end is not guessed at.
  if (body === null) return { account_sid: null, api_key: null, api_token: null, base_url: null };
  return Object.fromEntries(
    (Object.keys(VARIABLES) as Setting[]).flatMap((name) => {
      const [, value] = new RegExp(`(?:^|[{\\n])[ \\t]*${name}[ \\t]*=[ \\t]*(.*)$`, "m").exec(body) ?? [];
      if (value === undefined || value.trim() === "null") return [];
      const literal = /^"([^"\\$%]*)"[ \t]*(?:#.*|\/\/.*)?$/.exec(value.trim())?.[1];
      return [[name, literal ?? null]];
    }),
  );
}

/** From behind a brace to the one that closes it; those within texts (`${…}`) come in pairs as well. */
function bodyAt(text: string, start: number): string | null {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    if (depth === 0) return text.slice(start, at);
  }
  return null;
}
