import { SANDBOX_ACCOUNT } from "../../sandbox/core/account";

/** The one account of every sandbox, and where one listens unless it is told otherwise. */
export const { sid: SANDBOX_SID, token: SANDBOX_TOKEN } = SANDBOX_ACCOUNT;
export const SANDBOX_URL = "http://127.0.0.1:8787";

/** Where the project's sandbox keeps what it holds. */
export const SANDBOX_STATE = ".sandbox.json";
