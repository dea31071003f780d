import { TerraformCount, type TerraformMetaArguments, Token } from "cdktf";
import { type IConstruct } from "constructs";
import { type NumberProps } from "../props/props";
import { hasBrokenToken, isExpression, resolve } from "./check-props";

type Several = "count" | "forEach";

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
  const missing = `connectionId: is needed with ${several}, since every allocation must have a name of its own`;
  const shared = `connectionId: ${JSON.stringify(connectionId)} would be the name of every allocation that is made with ${several}`;
  return [...(own ? [] : [`${name === undefined ? missing : shared}; ${OWN[several]}`]), ...checkPinned(scope, props)];
}

/** What is wrong with one declaration that `count` or `forEach` makes several assignments of. */
export function checkSeveralAssignments(
  scope: IConstruct,
  props: NumberProps & TerraformMetaArguments & { readonly greenvnId: string },
): string[] {
  const several = severalOf(props);
  if (several === null || !isCertainlySeveral(props)) return [];
  const own = isExpression(resolve(scope, props.greenvnId));
  return [
    ...(own
      ? []
      : [
          `greenvnId: ${JSON.stringify(props.greenvnId)} would be assigned several times with ${several}; give each its own, such as Fn.element(ids, count.index) or iterator.value`,
        ]),
    ...checkPinned(scope, props),
  ];
}

function checkPinned(scope: IConstruct, props: NumberProps & TerraformMetaArguments): string[] {
  const number = resolve(scope, props.number);
  if (!isCertainlySeveral(props) || typeof number !== "string" || isExpression(number)) return [];
  return [
    `number: ${JSON.stringify(number)} would be asked for by every allocation; one number can serve one only: give each its own, such as iterator.getString("number"), or a region`,
  ];
}

const OWN: Readonly<Record<Several, string>> = {
  count: 'put the index in, as in plain quotes "driver-${count.index}"',
  forEach: "put the key in, as in `driver-${iterator.key}`",
};

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
