/** The executable, or the library beside it, can not be had as it should be. The message is one sentence that says what to do. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}
