import { createHash } from "node:crypto";
import { NUMBER_TYPES, type NumberType } from "../../domain/number-type";
import { type KnownRegion, REGIONS } from "../../domain/region";

/** One stock of numbers: a region and a type. */
export interface Stock {
  readonly region: KnownRegion;
  readonly type: NumberType;
}

/** Numbers that one stock can hold: the last six digits. */
export const STOCK_LIMIT = 1_000_000;

/**
 * First four national digits: of mobiles an operator's block in that circle, of landlines the area code and its
 * exchange.
 */
const PREFIX: Readonly<Record<KnownRegion, Readonly<Record<NumberType, string>>>> = {
  AP: { mobile: "9848", landline: "4046" },
  DL: { mobile: "9810", landline: "1146" },
  GJ: { mobile: "9825", landline: "7946" },
  KA: { mobile: "9845", landline: "8046" },
  KL: { mobile: "9847", landline: "4844" },
  MH: { mobile: "9822", landline: "2046" },
  MP: { mobile: "9826", landline: "7554" },
  MU: { mobile: "9820", landline: "2246" },
  RJ: { mobile: "9829", landline: "1414" },
  TN: { mobile: "9840", landline: "4446" },
  WB: { mobile: "9830", landline: "3346" },
};

export const STOCKS: readonly Stock[] = (Object.keys(REGIONS) as KnownRegion[]).flatMap((region) =>
  NUMBER_TYPES.map((type) => ({ region, type })),
);

const STOCK_BY_PREFIX = new Map(STOCKS.map((stock) => [PREFIX[stock.region][stock.type], stock]));

/**
 * The numbers of every stock, scattered over their blocks as a carrier's are, the same for the same seed.
 * Nothing is kept in memory: the n-th number is computed, and so is the place of a number.
 */
export class Numbering {
  readonly #factor: number;
  readonly #inverse: number;
  /** Where each prefix begins. */
  readonly #offset: ReadonlyMap<string, number>;

  constructor(seed: string) {
    this.#factor = coprime(hash(seed) % STOCK_LIMIT);
    this.#inverse = inverse(this.#factor);
    this.#offset = new Map(
      [...STOCK_BY_PREFIX.keys()].map((prefix) => [prefix, hash(`${seed}:${prefix}`) % STOCK_LIMIT]),
    );
  }

  /** The `index`-th number of a stock, in E.164. */
  numberAt(stock: Stock, index: number): string {
    const prefix = PREFIX[stock.region][stock.type];
    const place = (index * this.#factor + (this.#offset.get(prefix) as number)) % STOCK_LIMIT;
    return `+91${prefix}${String(place).padStart(6, "0")}`;
  }

  /** Where a number stands, or null for one that no stock could hold. */
  placeOf(number: string): { readonly stock: Stock; readonly index: number } | null {
    const digits = /^\+91(\d{4})(\d{6})$/.exec(number);
    const stock = STOCK_BY_PREFIX.get(digits?.[1] ?? "");
    if (!digits || !stock) return null;
    const place = Number(digits[2]) - (this.#offset.get(digits[1] as string) as number) + STOCK_LIMIT;
    return { stock, index: ((place % STOCK_LIMIT) * this.#inverse) % STOCK_LIMIT };
  }
}

/** A number from 0 to 2^32 - 1 for a text. */
export function hash(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}

function coprime(from: number): number {
  let factor = from | 1;
  while (factor % 5 === 0) factor += 2;
  return factor % STOCK_LIMIT;
}

// Extended Euclid; the factor and one million have no common divisor.
function inverse(factor: number): number {
  let [r, nextR, t, nextT] = [STOCK_LIMIT, factor, 0, 1];
  while (nextR !== 0) {
    const quotient = Math.floor(r / nextR);
    [r, nextR, t, nextT] = [nextR, r - quotient * nextR, nextT, t - quotient * nextT];
  }
  return (t + STOCK_LIMIT) % STOCK_LIMIT;
}
