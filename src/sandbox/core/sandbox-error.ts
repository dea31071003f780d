/** A sandbox that can not start, for a reason that its user can mend. The message is one sentence. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
