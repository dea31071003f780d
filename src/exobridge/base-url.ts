export { checkBaseUrl } from "../domain/base-url";

/** The base URL without trailing slashes, ready to be followed by a path. Only for what `checkBaseUrl` passes. */
export function trimBaseUrl(text: string): string {
  const url = new URL(text);
  return url.origin + url.pathname.replace(/\/+$/, "");
}
