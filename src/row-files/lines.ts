import { type Place } from "./row-file";

/** Where each line begins: after `\r\n`, `\n` or a lone `\r`. */
export class Lines {
  private readonly starts: readonly number[];

  public constructor(text: string) {
    this.starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
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
