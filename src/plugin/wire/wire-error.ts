/** Bytes that are not what the protocol says. The message names the place, never the content. */
export class WireError extends Error {
  override readonly name = "WireError";
}
