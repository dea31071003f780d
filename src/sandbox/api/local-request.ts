import { type IncomingMessage } from "node:http";
import { isIP } from "node:net";

type Asked = Pick<IncomingMessage, "headers" | "socket">;

/**
 * Whether a request may see and control the sandbox: from this machine, by a loopback name (no page of another site
 * that rebinds its name), and from no page of another origin.
 */
export function mayControl(request: Asked): boolean {
  return (
    isLoopback(request.socket.remoteAddress ?? "") &&
    isLoopbackHost(request.headers.host ?? "") &&
    !isFromElsewhere(request) &&
    isFetchedByItself(request)
  );
}

/** As `mayControl`; a link of another page may lead to the sandbox's own, too. */
export function mayOpenPage(request: Asked): boolean {
  const isOpened = request.headers["sec-fetch-mode"] === "navigate" && request.headers["sec-fetch-dest"] === "document";
  return isOpened
    ? isLoopback(request.socket.remoteAddress ?? "") && isLoopbackHost(request.headers.host ?? "")
    : mayControl(request);
}

/** Whether a page of another origin, or one of no origin at all, sent it. Programs send no `Origin`. */
export function isFromElsewhere({ headers: { origin, host = "" } }: Pick<Asked, "headers">): boolean {
  if (origin === undefined) return false;
  return !isLoopbackHost(host) || origin.toLowerCase() !== `http://${host.toLowerCase()}`;
}

// An image or a script of another page comes with no Origin; every browser of today says so here. Programs say nothing.
function isFetchedByItself({ headers: { "sec-fetch-site": site } }: Asked): boolean {
  return site === undefined || site === "same-origin" || site === "none";
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && isLoopback(name));
}
