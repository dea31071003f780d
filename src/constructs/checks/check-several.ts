import { isExpression, isGarbled } from "../expressions/tokens";
import {
  assignedSeveralTimes,
  connectionIdNeeded,
  connectionIdOfEach,
  importOfSeveral,
  numberOfEach,
  type Several,
} from "../messages";
import { type Written } from "./written";

/** What is wrong with one declaration that `count` or `forEach` makes several allocations of. */
export function checkSeveralAllocations(written: Written, nameIsMadeUp: boolean): string[] {
  const several = severalOf(written);
  if (several === null) return [];
  const { connection_id: name } = written.attributes;
  if (nameIsMadeUp) return [connectionIdNeeded(several), ...checkEach(written, several)];
  const isLiteral = typeof name === "string" && !isExpression(name) && !isGarbled(name);
  return [...(isLiteral ? [connectionIdOfEach(name, several)] : []), ...checkEach(written, several)];
}

/** What is wrong with one declaration that `count` or `forEach` makes several assignments of. */
export function checkSeveralAssignments(written: Written): string[] {
  const several = severalOf(written);
  if (several === null) return [];
  const { greenvn_id: id } = written.attributes;
  const isShared = isCertainlySeveral(written) && typeof id === "string" && !isExpression(id);
  return [...(isShared ? [assignedSeveralTimes(id, several)] : []), ...checkEach(written, several)];
}

/** As which several the resource is written; null for a single one. */
export function severalOf({ attributes }: Written): Several | null {
  if (attributes["for_each"] !== undefined) return "forEach";
  return attributes["count"] === undefined ? null : "count";
}

function checkEach(written: Written, several: Several): string[] {
  const { preferences } = written.attributes;
  const number = (preferences as { readonly greenvn?: unknown } | undefined)?.greenvn;
  const isShared = isCertainlySeveral(written) && typeof number === "string" && !isExpression(number);
  return [
    ...(isShared ? [numberOfEach(number)] : []),
    ...(written.importId === undefined ? [] : [importOfSeveral(several)]),
  ];
}

// A count of a token or of 1 is how a single resource is made optional.
function isCertainlySeveral({ attributes }: Written): boolean {
  const { count } = attributes;
  return attributes["for_each"] !== undefined || (typeof count === "number" && count > 1);
}
