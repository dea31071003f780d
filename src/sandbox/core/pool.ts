import { type Wish } from "./allocation";
import { type Numbering, type Stock, STOCKS } from "./numbering";

/**
 * The numbers that may still be granted. A number is granted once in the life of a sandbox: a released one cools off,
 * and nobody can have it back.
 */
export class Pool {
  readonly #spent: Set<string>;
  readonly #cursor = new Map<Stock, number>();
  /** How many of each stock's numbers are spent. */
  readonly #taken = new Map<Stock, number>();

  /** `size`: numbers for each region and type. */
  constructor(
    private readonly numbering: Numbering,
    private readonly size: number,
    spent: Iterable<string>,
  ) {
    this.#spent = new Set();
    for (const number of spent) this.spend(number);
  }

  /**
   * The number for a wish, or null where none can be given. `held` is the number in force, which its own allocation
   * may pin again. Strict: every preference met. Otherwise as many as possible: the pinned number, then region and
   * type, then region, then type, then any.
   */
  choose(wish: Wish, held: string | null): string | null {
    const pinned =
      wish.greenvn !== undefined && (wish.greenvn === held || this.isFree(wish.greenvn)) ? wish.greenvn : null;
    if (wish.strict) {
      if (wish.greenvn === undefined) return this.#firstFree((stock) => meets(stock, wish));
      const place = pinned === null ? null : this.numbering.placeOf(pinned);
      return place && meets(place.stock, wish) ? pinned : null;
    }
    const region = wish.region ?? wish.postalRegion;
    const inRegion = (stock: Stock): boolean => region === undefined || stock.region === region;
    const ofType = (stock: Stock): boolean => wish.type === undefined || stock.type === wish.type;
    return (
      pinned ??
      this.#firstFree((stock) => inRegion(stock) && ofType(stock)) ??
      this.#firstFree(inRegion) ??
      this.#firstFree(ofType) ??
      this.#firstFree(() => true)
    );
  }

  /** From now on this number is never granted again. */
  spend(number: string): void {
    if (this.#spent.has(number)) return;
    this.#spent.add(number);
    const place = this.numbering.placeOf(number);
    if (place !== null && place.index < this.size)
      this.#taken.set(place.stock, (this.#taken.get(place.stock) ?? 0) + 1);
  }

  /** How many numbers a stock holds, and how many of them may still be granted. */
  levelOf(stock: Stock): { readonly size: number; readonly free: number } {
    return { size: this.size, free: this.size - (this.#taken.get(stock) ?? 0) };
  }

  isFree(number: string): boolean {
    const place = this.numbering.placeOf(number);
    return place !== null && place.index < this.size && !this.#spent.has(number);
  }

  /** Free numbers of a stock, in the order in which they would be granted. */
  free(stock: Stock, count: number): string[] {
    const found: string[] = [];
    for (let index = this.#advance(stock); index < this.size && found.length < count; index += 1) {
      const number = this.numbering.numberAt(stock, index);
      if (!this.#spent.has(number)) found.push(number);
    }
    return found;
  }

  spent(): readonly string[] {
    return [...this.#spent];
  }

  // Whoever leaves the region or the type open gets another stock each time, so that nobody comes to rely on one.
  #firstFree(fits: (stock: Stock) => boolean): string | null {
    const stocks = STOCKS.filter(fits);
    for (let turn = 0; turn < stocks.length; turn += 1) {
      const stock = stocks[(this.#spent.size + turn) % stocks.length] as Stock;
      const [number] = this.free(stock, 1);
      if (number !== undefined) return number;
    }
    return null;
  }

  #advance(stock: Stock): number {
    let index = this.#cursor.get(stock) ?? 0;
    while (index < this.size && this.#spent.has(this.numbering.numberAt(stock, index))) index += 1;
    this.#cursor.set(stock, index);
    return index;
  }
}

function meets(stock: Stock, wish: Wish): boolean {
  const asked: readonly (readonly [string | undefined, string])[] = [
    [wish.region, stock.region],
    [wish.postalRegion, stock.region],
    [wish.type, stock.type],
  ];
  return asked.every(([wished, had]) => wished === undefined || wished === had);
}
