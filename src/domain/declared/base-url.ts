/**
 * What is wrong with a base URL, as the end of a sentence that starts with its name, or null. `https:` always passes,
 * plain `http:` only to this machine, since the token would travel in clear text. The text itself is never repeated: it
 * might hold a password.
 */
export function checkBaseUrl(text: string): string | null {
  // The URL parser drops blanks and control characters, and takes a backslash for a slash: what is meant would be
  // guessed.
  if (/[\s\p{C}\\]/u.test(text)) return "must not hold blanks, control characters or backslashes";
  const url = parse(text);
  if (url === null || url.hostname === "" || !/^https?:\/\//i.test(text))
    return "must be a full URL such as https://leadassist.exotel.in";
  if (text.includes("?") || text.includes("#")) return "must not hold a query or a fragment";
  // A lone `@` before the path is an empty user, which the parser drops silently.
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/]*@/.test(text))
    return "must not hold a user name or password; use api_key and api_token";
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return "must be https: the token must not travel in clear text (plain http is for loopback addresses only)";
  return null;
}

/** The base URL without trailing slashes, ready to be followed by a path. Only for what `checkBaseUrl` passes. */
export function trimBaseUrl(text: string): string {
  const url = new URL(text);
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** `hostname` as the URL parser writes it: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
