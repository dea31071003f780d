import Pbf from "pbf";
import type { Init } from "./generated/terraform-plugin";
import { WireError } from "./wire-error";

export type Read<T> = (pbf: Pbf) => T;
export type Write<T> = (message: Init<T>, pbf: Pbf) => void;

/** Reads one protobuf message out of all the bytes. Byte fields of the result are views into them. */
export function readMessage<T>(read: Read<T>, bytes: Uint8Array): T {
  try {
    const pbf = new Pbf(bytes);
    const message = read(pbf);
    if (pbf.pos === bytes.length) return message;
  } catch (thrown) {
    throw new WireError(`a message is not well-formed protobuf (${bytes.length} bytes)`, { cause: thrown });
  }
  throw new WireError(`a message is cut short (${bytes.length} bytes)`);
}

/** What is kept of it at most, in bytes: few messages are larger. */
const MAX_SCRATCH_BYTES = 1 << 18;
/** Messages are written here and copied out: for small ones that costs less than memory of their own that grows. */
let scratch: Pbf | undefined;

/** Writes one protobuf message, with `headroom` zeros before it. */
export function writeMessage<T>(write: Write<T>, message: Init<T>, headroom = 0): Uint8Array {
  const pbf = (scratch ??= new Pbf(new Uint8Array(1 << 14)));
  pbf.buf.fill(0, 0, headroom);
  pbf.pos = headroom;
  write(message, pbf);
  if (pbf.buf.length > MAX_SCRATCH_BYTES) scratch = undefined;
  return Buffer.from(pbf.buf.subarray(0, pbf.pos));
}
