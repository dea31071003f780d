/** The executable can not be found or put where it should be. The message is one sentence that says what to do. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}
