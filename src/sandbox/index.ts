export { SANDBOX_ACCOUNT } from "./account";
export { type Allocation } from "./allocation";
export { type AnswerStyle } from "./answer-style";
export { type Charge, type LedgerView, type LoggedRequest } from "./ledger";
export { type Operation } from "./operation";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox";
export { SandboxError } from "./sandbox-error";
export { type ChangeByHand } from "./tenant";
