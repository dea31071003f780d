import { Decimal } from "../sdk/value";

/**
 * Terraform's numbers are decimals of any length. Here each has one form: a JavaScript number where that says it
 * exactly (safe integers, and fractions whose shortest decimal is the value itself), a bigint for other integers,
 * `Decimal` for the rest.
 */
export type ExactNumber = number | bigint | Decimal;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;
/** Longer integers stay text: a short text such as `1e999999999` must not fill the memory. */
const MOST_DIGITS = 1000;
const MOST_SAFE_DIGITS = 15;

interface Parts {
  readonly sign: "" | "-";
  /** Without zeros on either end; empty for zero. */
  readonly digits: string;
  /** The value is 0.DIGITS times ten to this power. */
  readonly power: number;
}

function partsOf(text: string): Parts | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "") return { sign: "", digits: "", power: 0 };
  return {
    sign: sign === "-" ? "-" : "",
    digits: trimmed,
    power: whole.length - (all.length - digits.length) + Number(exponent),
  };
}

function sameParts(a: Parts | undefined, b: Parts | undefined): boolean {
  return a !== undefined && b !== undefined && a.sign === b.sign && a.digits === b.digits && a.power === b.power;
}

/** The number that a decimal text says; undefined where it says none. */
export function numberFromText(text: string): ExactNumber | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const { sign, digits, power } = parts;
  if (digits === "") return 0;
  if (digits.length <= power) {
    if (power > MOST_DIGITS) return new Decimal(text);
    const integer = sign + digits.padEnd(power, "0");
    return power <= MOST_SAFE_DIGITS ? Number(integer) : narrowed(BigInt(integer));
  }
  const near = Number(text);
  return Number.isFinite(near) && sameParts(partsOf(String(near)), parts) ? near : new Decimal(text);
}

/** A bigint as a number where that is exact. */
export function narrowed(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** A double that Terraform sent stands for exactly its binary value, which its shortest decimal may not be. */
export function numberFromDouble(value: number): ExactNumber {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
  if (!Number.isFinite(value)) return value;
  const exact = value.toPrecision(100);
  return sameParts(partsOf(String(value)), partsOf(exact)) ? value : new Decimal(exact);
}

/** The decimal text of a number, in no fixed form. */
export function textOfNumber(value: ExactNumber): string {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    return BigInt(value).toString();
  return String(value);
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === "number" ? !Number.isNaN(value) : typeof value === "bigint" || value instanceof Decimal;
}

export function equalDecimals(a: ExactNumber, b: ExactNumber): boolean {
  if (typeof a === "number" && typeof b === "number") return a === b;
  return sameParts(partsOf(textOfNumber(a)), partsOf(textOfNumber(b)));
}
