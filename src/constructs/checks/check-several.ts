import { TerraformCount, type TerraformMetaArguments, Token } from "cdktf";
import { type IConstruct } from "constructs";
import { assignedSeveralTimes, connectionIdNeeded, connectionIdOfEach, numberOfEach, type Several } from "../messages";
import { type NumberProps } from "../props/props";
import { hasBrokenToken, isExpression, resolve } from "./check-props";

/** What is wrong with one declaration that `count` or `forEach` makes several allocations of. */
export function checkSeveralAllocations(
  scope: IConstruct,
  props: NumberProps & TerraformMetaArguments & { readonly connectionId?: string | undefined },
): string[] {
  const several = severalOf(props);
  if (several === null) return [];
  const { connectionId } = props;
  const name = resolve(scope, connectionId);
  const own = isExpression(name) || hasBrokenToken(name); // The latter is reported where it stands.
  const problem = name === undefined ? connectionIdNeeded(several) : connectionIdOfEach(connectionId, several);
  return [...(own ? [] : [problem]), ...checkPinned(scope, props)];
}

/** What is wrong with one declaration that `count` or `forEach` makes several assignments of. */
export function checkSeveralAssignments(
  scope: IConstruct,
  props: NumberProps & TerraformMetaArguments & { readonly greenvnId: string },
): string[] {
  const several = severalOf(props);
  if (several === null || !isCertainlySeveral(props)) return [];
  const own = isExpression(resolve(scope, props.greenvnId));
  return [...(own ? [] : [assignedSeveralTimes(props.greenvnId, several)]), ...checkPinned(scope, props)];
}

function checkPinned(scope: IConstruct, props: NumberProps & TerraformMetaArguments): string[] {
  const number = resolve(scope, props.number);
  if (!isCertainlySeveral(props) || typeof number !== "string" || isExpression(number)) return [];
  return [numberOfEach(number)];
}

function severalOf({ count, forEach }: TerraformMetaArguments): Several | null {
  if (forEach !== undefined) return "forEach";
  return count === undefined ? null : "count";
}

// A count of a token or of 1 is how a single resource is made optional.
function isCertainlySeveral({ count, forEach }: TerraformMetaArguments): boolean {
  if (forEach !== undefined) return true;
  const number: unknown = TerraformCount.isTerraformCount(count) ? count.toTerraform() : count;
  return typeof number === "number" && !Token.isUnresolved(number) && number > 1;
}
