import {
  type IResolvable,
  type ITerraformDependable,
  ref,
  type TerraformDataSource,
  type TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { lazily, mayHoldToken } from "./expressions/resolve";
import { isExpression, strayIn } from "./expressions/tokens";
import { NumberChangeHooks, type NumberChangeOptions } from "./hooks/number-change";
import { tokenInPath } from "./messages";
import { addressOf } from "./names/names";

/**
 * A number in force, whoever owns its allocation: what `GreenVnAllocation`, `GreenVnAssignment` and
 * `GreenVnAllocation.fromAllocationId` have in common. Take it as the type of a parameter where any of them serves.
 */
export interface IGreenVn extends IConstruct, ITerraformDependable {
  /**
   * The number in force, in E.164. A token: Terraform fills it in.
   *
   * With `count` it stands for the list of all numbers, with `forEach` for a map of them by key:
   * `Fn.element(vn.greenVn, 0)`, `Fn.lookup(vn.greenVn, "north")`.
   */
  readonly greenVn: string;

  /** The allocation's `greenvn_id`, which never changes. A token; with `count` a list, with `forEach` a map. */
  readonly allocationId: string;

  /** The owner's unique name for the allocation. A token; with `count` a list, with `forEach` a map. */
  readonly connectionId: string;

  /** SID of the account that the allocation lives in. A token; with `count` a list, with `forEach` a map. */
  readonly accountSid: string;

  /** State of the allocation, `active`. A token; with `count` a list, with `forEach` a map. */
  readonly state: string;

  /** Who may call, `oneway` or `twoway`. A token; with `count` a list, with `forEach` a map. */
  readonly usage: string;

  /** Numbers of the A-parties, in E.164. A token for a list; with `count` a list of lists, with `forEach` a map. */
  readonly aPartyNumbers: string[];

  /** Numbers of the B-parties, in E.164. A token for a list; with `count` a list of lists, with `forEach` a map. */
  readonly bPartyNumbers: string[];

  /**
   * Runs a command on the machine that runs Terraform: once when the hook is created, then once for each change of the
   * number. The command finds `GREEN_VN`, `ALLOCATION_ID` and `CONNECTION_ID` in its environment. A change of the
   * parties does not run it.
   *
   * It may also run for a number that did not change, where the planned call turned out unnecessary or was refused:
   * Terraform has made the hook anew by then. The command can tell by its environment, and has to bear being run twice.
   *
   * Refused at synth where the construct has `count` or `forEach`.
   *
   * @param id Unique among the hooks of this construct. Another id makes another hook, which runs once at its creation.
   * @param options The command, and how it is run.
   * @returns The resource that runs the command, for `dependsOn`.
   * @example
   * ```ts
   * import { App, TerraformStack } from "cdktf";
   * import { GreenVnAllocation, GreenvnProvider } from "cdktf-greenvn";
   *
   * const app = new App();
   * const stack = new TerraformStack(app, "numbers");
   * new GreenvnProvider(stack, "greenvn");
   * const line = new GreenVnAllocation(stack, "line", {
   *   aPartyNumbers: ["+919876543210"],
   *   bPartyNumbers: ["+919812345678"],
   * });
   * line.onNumberChange("announce", {
   *   command: 'curl --fail --data "number=$GREEN_VN" "$HOOK_URL"',
   *   environment: { HOOK_URL: "https://example.com/hook" },
   *   using: "terraform_data",
   * });
   * app.synth();
   * ```
   */
  onNumberChange(id: string, options: NumberChangeOptions): TerraformResource;
}

/** What all three constructs share. */
export abstract class GreenVnBase extends Construct implements IGreenVn {
  /** The generated resource or data source underneath: the way to whatever this construct does not offer. */
  public abstract readonly resource: TerraformResource | TerraformDataSource;
  private hooks: NumberChangeHooks | undefined;
  private readonly tokens = new Map<string, IResolvable>();
  private readonly references = new Map<string, IResolvable>();

  protected constructor(scope: Construct, id: string) {
    super(scope, id);
    // Names are made from the path: another token elsewhere in the program would change them.
    const { path } = this.node;
    if (mayHoldToken(path) && (isExpression(path) || strayIn(path) !== null))
      this.node.addValidation({ validate: () => [tokenInPath()] });
  }

  /** The number in force, in E.164, as a token; with `count` the list of all, with `forEach` a map by key. */
  public get greenVn(): string {
    return this.attribute("green_vn");
  }

  /**
   * The allocation's `greenvn_id`, which never changes, as a token; with `count` the list of all, with `forEach` a map
   * by key.
   */
  public get allocationId(): string {
    return this.attribute("id");
  }

  /**
   * The owner's unique name for the allocation, as a token; with `count` the list of all, with `forEach` a map by key.
   */
  public get connectionId(): string {
    return this.attribute("connection_id");
  }

  /** SID of the account that the allocation lives in, as a token; with `count` a list, with `forEach` a map by key. */
  public get accountSid(): string {
    return this.attribute("account_sid");
  }

  /** State of the allocation, `active`, as a token; with `count` a list, with `forEach` a map by key. */
  public get state(): string {
    return this.attribute("state");
  }

  /** Who may call, `oneway` or `twoway`, as a token; with `count` a list, with `forEach` a map by key. */
  public get usage(): string {
    return this.attribute("usage");
  }

  /** Numbers of the A-parties, in E.164, as a token for a list; with `count` a list of lists, with `forEach` a map. */
  public get aPartyNumbers(): string[] {
    return Token.asList(this.token("aparty_numbers", "list"));
  }

  /** Numbers of the B-parties, in E.164, as a token for a list; with `count` a list of lists, with `forEach` a map. */
  public get bPartyNumbers(): string[] {
    return Token.asList(this.token("bparty_numbers", "list"));
  }

  /** Terraform's name of the resource underneath: so that this construct can stand in another one's `dependsOn`. */
  public get fqn(): string {
    return this.resource.fqn;
  }

  public onNumberChange(id: string, options: NumberChangeOptions): TerraformResource {
    this.hooks ??= new NumberChangeHooks(this);
    return this.hooks.add(id, options);
  }

  private attribute(name: string): string {
    return Token.asString(this.token(name, "value"));
  }

  // Lazy, since the resource may still be renamed, or get a count, after this was read. For another stack one reference
  // for each expression, since CDKTF finds out in one pass that it is read there, and writes it in the next.
  private token(name: string, form: "value" | "list"): IResolvable {
    const known = this.tokens.get(name);
    if (known !== undefined) return known;
    const token = lazily((context) => {
      const expression = expressionOf(this.resource, name, form);
      if (TerraformStack.of(context.scope) === this.resource.cdktfStack)
        return context.suppressBraces === true ? expression : `\${${expression}}`;
      const reference = this.references.get(expression) ?? ref(expression, this.resource.cdktfStack);
      this.references.set(expression, reference);
      return reference;
    });
    this.tokens.set(name, token);
    return token;
  }
}

function expressionOf(resource: TerraformResource | TerraformDataSource, attribute: string, form: "value" | "list") {
  const address = addressOf(resource);
  const value = (of: string) => (form === "list" ? `tolist(${of}.${attribute})` : `${of}.${attribute}`);
  if (resource.forEach !== undefined) return `{ for key, each in ${address} : key => ${value("each")} }`;
  if (resource.count === undefined) return value(address);
  return form === "list" ? `[for _, each in ${address} : ${value("each")}]` : `${address}[*].${attribute}`;
}
