import { SANDBOX_ACCOUNT } from "../../sandbox/core/account";

/** The one account of every sandbox. */
export const { sid: SANDBOX_SID, token: SANDBOX_TOKEN } = SANDBOX_ACCOUNT;

/** Where the project's sandbox keeps what it holds. */
export const SANDBOX_STATE = ".sandbox.json";
