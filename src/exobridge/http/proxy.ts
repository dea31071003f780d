import { BlockList, isIP, isIPv4 } from "node:net";

export type EnvironmentProxy =
  { readonly kind: "proxy"; readonly url: URL } | { readonly kind: "unusable"; readonly why: string };

/**
 * The proxy that the environment names for an https URL, or null: `HTTPS_PROXY`, else `ALL_PROXY`, unless `NO_PROXY`
 * names the host. Either case of the names; a proxy without a scheme is `http:`. As other programs do that people run
 * beside Terraform.
 */
export function environmentProxy(url: URL, environment: NodeJS.ProcessEnv): EnvironmentProxy | null {
  const read = (name: string): string => (environment[name] || environment[name.toLowerCase()] || "").trim();
  const named = read("HTTPS_PROXY") || read("ALL_PROXY");
  if (named === "" || isExempt(url, read("NO_PROXY"))) return null;
  const proxy = parse(named.includes("://") ? named : `http://${named}`);
  if (proxy === null || proxy.hostname === "" || !isEncoded(proxy.username + proxy.password))
    return { kind: "unusable", why: "the proxy that the environment names is no URL" };
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:") {
    const what = `the proxy that the environment names is one for ${proxy.protocol}`;
    return { kind: "unusable", why: `${what}, and only http: and https: proxies can be used` };
  }
  return { kind: "proxy", url: proxy };
}

/**
 * `NO_PROXY`: `*`, a host (and what is below it), `.host` or `*.host` (only below), an address, a CIDR range; each may
 * end in `:port`.
 */
function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = url.port || "443";
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(host, port, entry));
}

function matches(host: string, port: string, entry: string): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return isIP(host) !== 0 && inRange(host, entry);
  const [, bracketed, bare, onlyPort] = /^(?:\[([^\]]*)\]|([^:]*|[^:]*:[^:]*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const name = bracketed ?? bare ?? "";
  if (name === "") return false;
  if (isIP(host) !== 0) return host === name;
  const suffix = name.replace(/^\*?\./, ".");
  return suffix.startsWith(".") ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function inRange(address: string, range: string): boolean {
  const [net = "", bits = ""] = range.split("/");
  const familyOf = (text: string) => (isIPv4(text) ? "ipv4" : "ipv6");
  if (isIP(net) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (isIPv4(net) ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), familyOf(net));
  return list.check(address, familyOf(address));
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Whether percent signs mean what they say, as they must in a user name and a password. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
