import { type Construct } from "constructs";

/** What is marked: the symbols are registered, so that another copy of this package knows them too. */
export type Mark = "GreenVnAllocation" | "GreenVnAssignment" | "GreenVnFleet" | "GreenvnProvider" | "NamedAtCreation";

const SYMBOLS: Readonly<Record<Mark, symbol>> = {
  GreenVnAllocation: Symbol.for("cdktf-greenvn/GreenVnAllocation"),
  GreenVnAssignment: Symbol.for("cdktf-greenvn/GreenVnAssignment"),
  GreenVnFleet: Symbol.for("cdktf-greenvn/GreenVnFleet"),
  GreenvnProvider: Symbol.for("cdktf-greenvn/GreenvnProvider"),
  NamedAtCreation: Symbol.for("cdktf-greenvn/NamedAtCreation"),
};

/** Marks the constructs of a class, by another name than its own: `instanceof` fails between two copies. */
export function mark(constructs: { readonly prototype: Construct }, as: Mark): void {
  Object.defineProperty(constructs.prototype, SYMBOLS[as], { value: true });
}

export function isMarked(value: unknown, as: Mark): boolean {
  return typeof value === "object" && value !== null && SYMBOLS[as] in value;
}

/** What belongs to a construct, made when it is first asked for, and shared by all copies of this package. */
export class Shared<T extends object> {
  private readonly symbol: symbol;

  public constructor(
    name: string,
    private readonly make: () => T,
  ) {
    this.symbol = Symbol.for(`cdktf-greenvn/${name}`);
  }

  /** Whether it was made already. */
  public isIn(construct: Construct): boolean {
    return this.symbol in construct;
  }

  public of(construct: Construct): T {
    const owner = construct as unknown as Record<symbol, T | undefined>;
    const found = owner[this.symbol];
    if (found !== undefined) return found;
    const made = this.make();
    Object.defineProperty(construct, this.symbol, { value: made });
    return made;
  }
}
