import { open } from "node:fs/promises";
import { causeOf, STANDARD_INPUT } from "./messages";

/** In the place of a file: standard input. */
export const STDIN = "-";
const LARGEST_READ = 16 * 1024 * 1024;

/** What people are told of an input. */
export function inputName(file: string): string {
  return file === STDIN ? STANDARD_INPUT : file;
}

/** All bytes of a file or of standard input, or what went wrong. One byte more than `most` is enough to be refused. */
export function readInput(file: string, stdin: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | string> {
  return file === STDIN ? readStream(stdin, most) : readFile(file, most);
}

/** All bytes of a file, likewise. */
export async function readFile(file: string, most: number): Promise<Uint8Array | string> {
  const bytes = space(most);
  let size = 0;
  try {
    const handle = await open(file);
    try {
      for (let read = 1; read > 0 && size < bytes.length; size += read)
        read = (await handle.read(bytes, size, Math.min(bytes.length - size, LARGEST_READ), null)).bytesRead;
    } finally {
      await handle.close();
    }
  } catch (error) {
    return causeOf(error);
  }
  return bytes.subarray(0, size);
}

async function readStream(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | string> {
  const bytes = space(most);
  let size = 0;
  try {
    for await (const chunk of stream) {
      bytes.set(chunk.subarray(0, bytes.length - size), size);
      size = Math.min(size + chunk.length, bytes.length);
      if (size === bytes.length) break;
    }
  } catch (error) {
    return causeOf(error);
  }
  return bytes.subarray(0, size);
}

/**
 * The space for all bytes is taken at once, and used only as far as it is filled: pieces put together at the end would
 * take twice as much.
 */
function space(most: number): Buffer {
  return Buffer.allocUnsafeSlow(most + 1);
}
