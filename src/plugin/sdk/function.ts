import type { AttributeType, ValueOf } from "./schema";
import type { Known, Unknown, Value } from "./value";

/** A parameter of a function. Its place in the call is what counts: Terraform passes no names. */
export interface Parameter<T extends AttributeType = AttributeType> {
  /** As signatures and errors show it. */
  readonly name: string;
  readonly type: T;
  /** Markdown. */
  readonly description: string;
  /** Whether the argument may be null. Otherwise null is an error before the function is called. Default false. */
  readonly allowsNull?: boolean;
  /**
   * Whether the function is called with what is not known yet, too. Otherwise its result is then unknown, with no call.
   * Default false.
   */
  readonly allowsUnknown?: boolean;
}

export type ParameterOptions = Pick<Parameter, "allowsNull" | "allowsUnknown">;

/** What the argument for a parameter may be. */
export type ArgumentOf<P extends Parameter> =
  | (P extends { readonly allowsUnknown: true } ? ValueOf<P["type"]> : Known<ValueOf<P["type"]>>)
  | (P extends { readonly allowsUnknown: true } ? symbol : never)
  | (P extends { readonly allowsNull: true } ? null : never);

export type ArgumentsOf<P extends readonly Parameter[], V extends Parameter | undefined = undefined> = readonly [
  ...{ readonly [place in keyof P]: ArgumentOf<P[place]> },
  ...(V extends Parameter ? readonly ArgumentOf<V>[] : readonly []),
];

/** `argument` is the place of the argument that is to blame, from 0; absent: no one of them alone is. */
export type FunctionResult<R extends Value = Value> =
  | { readonly kind: "result"; readonly value: R }
  | { readonly kind: "error"; readonly text: string; readonly argument?: number };

/**
 * A function of the provider, `provider::TYPE::NAME(…)` in a configuration. It is called without a configured provider,
 * and must be pure: Terraform calls it for the plan and for the apply, and refuses another result.
 */
export interface ProviderFunction {
  readonly name: string;
  /** One line, plain text. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Takes any number of further arguments. */
  readonly variadic?: Parameter;
  readonly returns: AttributeType;
  /** Says what to use in its stead; Terraform warns with it. */
  readonly deprecated?: string;
  /** Texts of errors should not repeat an argument, which may be secret: Terraform shows it itself where it is not. */
  call(args: readonly Value[]): FunctionResult | Promise<FunctionResult>;
}

type Definition<P extends readonly Parameter[], V extends Parameter | undefined, R extends AttributeType> = Pick<
  ProviderFunction,
  "name" | "summary" | "description" | "deprecated"
> & {
  readonly parameters: P;
  readonly variadic?: V;
  readonly returns: R;
  call(args: ArgumentsOf<P, V>): FunctionResult<ResultOf<R>> | Promise<FunctionResult<ResultOf<R>>>;
};

type ResultOf<R extends AttributeType> = (ValueOf<R> & Value) | Unknown | null;

/** A function whose arguments and result have the types that its parameters say. */
export function providerFunction<
  const P extends readonly Parameter[],
  const R extends AttributeType,
  const V extends Parameter | undefined = undefined,
>(definition: Definition<P, V, R>): ProviderFunction {
  // The cast: arguments are held against the parameters before each call.
  return definition as unknown as ProviderFunction;
}

function parametersOf<const T extends AttributeType>(type: T) {
  return <const O extends ParameterOptions = Record<never, never>>(
    name: string,
    description: string,
    options?: O,
  ): Parameter<T> & NoInfer<O> => ({ name, type, description, ...options }) as Parameter<T> & NoInfer<O>;
}

/** Parameters of each type. */
export const parameter = {
  string: parametersOf("string"),
  number: parametersOf("number"),
  bool: parametersOf("bool"),
  of: <const T extends AttributeType, const O extends ParameterOptions = Record<never, never>>(
    type: T,
    name: string,
    description: string,
    options?: O,
  ): Parameter<T> & NoInfer<O> => parametersOf(type)(name, description, options),
};
