import { timingSafeEqual } from "node:crypto";
import { type Refusal, refuse } from "./refusal";

/** The one account that the sandbox serves. These are no secrets: they open nothing but a sandbox. */
export const SANDBOX_ACCOUNT = { sid: "sandbox", key: "sandbox", token: "sandbox-token" } as const;

/** Where a sandbox listens unless it is told otherwise. */
export const SANDBOX_ADDRESS = { host: "127.0.0.1", port: 8_787 } as const;
export const SANDBOX_URL = `http://${SANDBOX_ADDRESS.host}:${SANDBOX_ADDRESS.port}`;

const EXPECTED = Buffer.from(`${SANDBOX_ACCOUNT.key}:${SANDBOX_ACCOUNT.token}`);

/** 401/7 where HTTP Basic auth is missing or wrong, 403/8 where it is right and the path names another tenant. */
export function checkAccess(authorization: string | undefined, sid: string): Refusal | null {
  if (!isAuthorized(authorization)) return refuse(7, "authentication is missing or failed");
  if (sid !== SANDBOX_ACCOUNT.sid) return refuse(8, "this account is not permitted to act for that tenant");
  return null;
}

function isAuthorized(authorization: string | undefined): boolean {
  const credentials = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? "")?.[1];
  if (credentials === undefined) return false;
  const given = Buffer.from(credentials, "base64");
  return given.length === EXPECTED.length && timingSafeEqual(given, EXPECTED);
}
