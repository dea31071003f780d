import { environmentProxy } from "../../../../src/exobridge/http/proxy";

const API = "https://leadassist.exotel.in";

function proxyOf(url: string, environment: Record<string, string>): string | null {
  const proxy = environmentProxy(new URL(url), environment);
  return proxy === null ? null : proxy.kind === "proxy" ? proxy.url.href : proxy.why;
}

test.each<[string, Record<string, string>, string | null]>([
  ["none", {}, null],
  ["in capitals", { HTTPS_PROXY: "http://p:3128" }, "http://p:3128/"],
  ["in small letters", { https_proxy: "http://p:3128" }, "http://p:3128/"],
  ["without a scheme", { https_proxy: "p:3128" }, "http://p:3128/"],
  ["by TLS", { https_proxy: "https://p" }, "https://p/"],
  ["for all", { ALL_PROXY: "http://p:3128" }, "http://p:3128/"],
  ["for https before the one for all", { ALL_PROXY: "http://q", HTTPS_PROXY: "http://p" }, "http://p/"],
  ["for http only", { HTTP_PROXY: "http://p:3128" }, null],
  ["empty", { HTTPS_PROXY: " " }, null],
  ["no URL", { HTTPS_PROXY: "http://" }, "the proxy that the environment names is no URL"],
  [
    "with a password that is not encoded",
    { HTTPS_PROXY: "http://user:100%@p" },
    "the proxy that the environment names is no URL",
  ],
  [
    "of another kind",
    { HTTPS_PROXY: "socks5://p" },
    "the proxy that the environment names is one for socks5:, and only http: and https: proxies can be used",
  ],
])("a proxy %s", (_name, environment, expected) => expect(proxyOf(API, environment)).toBe(expected));

test.each<[string, string, boolean]>([
  ["*", API, true],
  ["leadassist.exotel.in", API, true],
  ["LeadAssist.Exotel.in", API, true],
  ["exotel.in", API, true],
  [".exotel.in", API, true],
  ["*.exotel.in", API, true],
  ["a.com, exotel.in b.com", API, true],
  ["leadassist.exotel.in:443", API, true],
  ["leadassist.exotel.in:8443", API, false],
  ["leadassist.exotel.in:8443", `${API}:8443`, true],
  [".leadassist.exotel.in", API, false],
  ["tel.in", API, false],
  ["", API, false],
  [",", API, false],
  ["10.1.2.3", "https://10.1.2.3", true],
  ["10.1.2.3:443", "https://10.1.2.3", true],
  ["1.2.3", "https://10.1.2.3", false],
  ["10.0.0.0/8", "https://10.1.2.3", true],
  ["10.0.0.0/8", "https://11.1.2.3", false],
  ["10.0.0.0/99", "https://10.1.2.3", false],
  ["10.0.0.0/8", API, false],
  ["::1", "https://[::1]:8443", true],
  ["[::1]", "https://[::1]:8443", true],
  ["[::1]:8443", "https://[::1]:8443", true],
  ["[::1]:443", "https://[::1]:8443", false],
  ["2001:db8::/32", "https://[2001:db8::1]", true],
])("NO_PROXY=%s and %s: passed by %s", (noProxy, url, passedBy) =>
  expect(proxyOf(url, { https_proxy: "http://p", no_proxy: noProxy }) === null).toBe(passedBy),
);
