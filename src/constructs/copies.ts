import { type Construct } from "constructs";

/** What is marked: the symbols are registered, so that another copy of this package knows them too. */
export type Mark = "GreenVnAllocation" | "GreenVnAssignment" | "GreenvnProvider" | "NamedAtCreation";

const symbolOf = (mark: Mark) => Symbol.for(`cdktf-greenvn/${mark}`);

/** Marks the constructs of a class, by another name than its own: `instanceof` fails between two copies. */
export function mark(constructs: { readonly prototype: Construct }, as: Mark): void {
  Object.defineProperty(constructs.prototype, symbolOf(as), { value: true });
}

export function isMarked(value: unknown, as: Mark): boolean {
  return typeof value === "object" && value !== null && symbolOf(as) in value;
}

/** What belongs to a construct, made when it is first asked for, and shared by all copies of this package. */
export function sharedBy<T extends object>(construct: Construct, what: string, make: () => T): T {
  const symbol = Symbol.for(`cdktf-greenvn/${what}`);
  const owner = construct as unknown as Record<symbol, T | undefined>;
  const found = owner[symbol];
  if (found !== undefined) return found;
  const made = make();
  Object.defineProperty(construct, symbol, { value: made });
  return made;
}
