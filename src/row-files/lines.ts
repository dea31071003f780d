import { type Place } from "./row-file";

const [CR, LF] = [0x0d, 0x0a];

/** Where each line begins: after `\r\n`, `\n` or a lone `\r`. */
export class Lines {
  private readonly starts: readonly number[];

  public constructor(text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      // The first half of \r\n ends no line of its own.
      if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
    }
    this.starts = starts;
  }

  /** The line and the column of a character, by its offset. */
  public placeOf(offset: number): Place & { readonly column: number } {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
