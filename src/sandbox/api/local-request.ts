import { type IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Whether a request may control the sandbox: from this machine, by a loopback name (no page of another site that
 * rebinds its name), and not from a browser's page (they send an Origin).
 */
export function mayControl(request: IncomingMessage): boolean {
  return (
    isLoopback(request.socket.remoteAddress ?? "") &&
    isLoopbackHost(request.headers.host ?? "") &&
    request.headers.origin === undefined
  );
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && isLoopback(name));
}
