import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { Lines } from "./lines";
import { couldNotRead, holdsNul, isUtf16, noFile, notUtf8, tooLarge } from "./messages";
import { type RowProblem } from "./row-file";

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024;

export type TextRead =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "refused"; readonly problem: RowProblem };

/** The text of a file, without the mark that spreadsheets begin it with; or why there is none. */
export function readText(file: string): TextRead {
  try {
    // Asked first: opening a pipe would wait for whoever writes into it.
    if (!statSync(file).isFile()) return refused({ sentence: noFile() });
    const handle = openSync(file, "r");
    try {
      const { size } = fstatSync(handle);
      if (size > LARGEST_FILE) return refused({ sentence: tooLarge(LARGEST_FILE) });
      const bytes = Buffer.alloc(size);
      let length = 0;
      for (let read = 1; read > 0 && length < size; length += read)
        read = readSync(handle, bytes, length, size - length, null);
      return decodeText(bytes.subarray(0, length));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return refused({ sentence: couldNotRead(causeOf(error)) });
  }
}

export function decodeText(bytes: Uint8Array): TextRead {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return refused({ sentence: isUtf16() });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const lossy = new TextDecoder("utf-8").decode(bytes);
    const { line } = new Lines(lossy).placeOf(lossy.indexOf("\uFFFD"));
    return refused({ place: { line }, sentence: notUtf8() });
  }
  const nul = text.indexOf("\0");
  return nul < 0
    ? { kind: "text", text }
    : refused({ place: { line: new Lines(text).placeOf(nul).line }, sentence: holdsNul() });
}

function refused(problem: RowProblem): TextRead {
  return { kind: "refused", problem };
}

/** What the system said, without the path: whoever tells it names the file. */
function causeOf(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  return message.replace(/, \w+(?: '.*')?$/s, "");
}
