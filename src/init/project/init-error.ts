/** A project can not be written, or should not be. The message is for whoever asked for it; nothing was written. */
export class InitError extends Error {
  override readonly name = "InitError";
}
