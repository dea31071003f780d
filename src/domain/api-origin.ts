import { isLoopback } from "./declared/base-url";

/** ExoBridge's own: where the provider goes unless `base_url` says otherwise. */
export const EXOBRIDGE_ORIGIN = "https://leadassist.exotel.in";

/**
 * Scheme, host and port of a base URL, in the one form that all its spellings share: small letters, no port that the
 * scheme has anyway, no dot at the host's end. Null for what is no `http:` or `https:` URL.
 */
export function apiOrigin(baseUrl: string): string | null {
  const url = parse(baseUrl);
  if (url === null) return null;
  return `${url.protocol}//${hostOf(url)}${url.port === "" ? "" : `:${url.port}`}`;
}

/** `other on this machine`: they differ, and both are loopback, as those of two sandboxes are. */
export type OriginsCompared = "same" | "other on this machine" | "other";

/** Compares the origin that a state holds with the one that a run is configured for. */
export function compareOrigins(held: string, configured: string): OriginsCompared {
  // As it nearly always is: a plan of thousands compares one for each.
  if (held === configured) return "same";
  const [one, other] = [parse(held), parse(configured)];
  if (one === null || other === null) return "other";
  if (apiOrigin(held) === apiOrigin(configured)) return "same";
  return isLoopback(hostOf(one)) && isLoopback(hostOf(other)) ? "other on this machine" : "other";
}

function parse(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.hostname !== "" && /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A dot at the end names the same host: it keeps a resolver from trying suffixes. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, "");
}
