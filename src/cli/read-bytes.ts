import { causeOf } from "./messages";

/** All bytes of a stream, or what went wrong. One byte too many is enough to be refused, so no more is kept. */
export async function readBytes(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > most) break;
    }
  } catch (error) {
    return causeOf(error);
  }
  return Buffer.concat(chunks);
}
