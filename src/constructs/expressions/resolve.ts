import { DefaultTokenResolver, type IResolvable, type IResolveContext, StringConcat, Tokenization } from "cdktf";
import { type IConstruct } from "constructs";
import { UNKNOWN } from "../../domain/unknown";
import { isExpression } from "./tokens";

const resolver = new DefaultTokenResolver(new StringConcat());

/** The value with its tokens resolved, as it will stand in the JSON; null counts as left out. */
export function resolve(scope: IConstruct, value: unknown): unknown {
  // CDKTF takes its time over each text; most hold no token.
  const resolved: unknown = mayHoldToken(value)
    ? Tokenization.resolve(value, { scope, preparing: false, resolver })
    : value;
  return resolved ?? undefined;
}

/** A value that is made when the JSON is written. CDKTF's own kind of it keeps a stack trace for each, which is slow. */
export function lazily(produce: (context: IResolveContext) => unknown): IResolvable {
  return { creationStack: [], resolve: (context: IResolveContext) => context.resolve(produce(context)) as unknown };
}

/** Whether there is anything in a value for CDKTF to resolve. */
export function mayHoldToken(value: unknown): boolean {
  if (typeof value === "string")
    return value.includes("TfToken[") || value.includes("e+") || value.endsWith(" Map Token Value");
  // Where CDKTF encodes tokens, of a number or of a list of them.
  if (typeof value === "number") return Math.abs(value) > 1e280;
  if (typeof value !== "object" || value === null) return typeof value === "function";
  if (Array.isArray(value)) return value.some(mayHoldToken);
  return (
    Object.getPrototypeOf(value) !== Object.prototype ||
    Object.entries(value).some(([key, member]) => mayHoldToken(key) || mayHoldToken(member))
  );
}

/** A resolved value as the rules may see it: unknown where only Terraform will know. */
export function expressionsAsUnknown(value: unknown): unknown {
  if (isExpression(value)) return UNKNOWN;
  return Array.isArray(value) ? value.map((element: unknown) => (isExpression(element) ? UNKNOWN : element)) : value;
}
