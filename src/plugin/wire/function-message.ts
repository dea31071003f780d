import type { FunctionResult, Parameter, ProviderFunction } from "../sdk/function";
import type { AttributeType } from "../sdk/schema";
import * as pb from "./generated/terraform-plugin";
import { encodeValue } from "./msgpack-value";
import { typeBytes } from "./schema-message";

/** A function's signature as Terraform reads it. */
export function functionMessage(of: ProviderFunction): pb.Init<pb.Function> {
  return {
    parameters: of.parameters.map(parameterMessage),
    ...(of.variadic === undefined ? {} : { variadicParameter: parameterMessage(of.variadic) }),
    return: { type: typeBytes(of.returns) },
    summary: of.summary,
    description: of.description,
    descriptionKind: pb.StringKind.MARKDOWN,
    ...(of.deprecated === undefined ? {} : { deprecationMessage: of.deprecated }),
  };
}

/** All signatures of a provider, by name. */
export function functionMessages(
  functions: readonly ProviderFunction[] = [],
): Readonly<Record<string, pb.Init<pb.Function>>> {
  return Object.fromEntries(functions.map((one) => [one.name, functionMessage(one)]));
}

function parameterMessage(of: Parameter): pb.Init<pb.FunctionParameter> {
  return {
    name: of.name,
    type: typeBytes(of.type),
    allowNullValue: of.allowsNull === true,
    allowUnknownValues: of.allowsUnknown === true,
    description: of.description,
    descriptionKind: pb.StringKind.MARKDOWN,
  };
}

export function functionResultMessage(
  result: FunctionResult,
  returns: AttributeType,
): pb.Init<pb.CallFunctionResponse> {
  if (result.kind === "result") return { result: { msgpack: encodeValue(result.value, returns) } };
  const { text, argument } = result;
  return { error: argument === undefined ? { text } : { text, functionArgument: argument } };
}
