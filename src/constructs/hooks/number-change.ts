import { DataResource, Fn, type LocalExecProvisioner, type TerraformDataSource, TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { isRecord } from "../../domain/is-record";
import { lazily } from "../expressions/resolve";
import { encodingOf } from "../expressions/tokens";
import { LIBRARY } from "../library";
import {
  directiveInTemplate,
  emptyCommand,
  hookOfSeveral,
  noInterpreter,
  noNullResource,
  ofHook,
  shellVariableInTemplate,
  variableIsGiven,
} from "../messages";
import { moveOf } from "../names/move";
import { addressOf, hookName, HOOKS_CHILD, nameLazily } from "../names/names";
import { type Defined } from "../props/defined";
import { HOOK_PROPS, type TableOf } from "../props/prop-table";
import { readProps } from "../props/read-props";
import { makeNullResource, nullResourceProblem } from "./null-resource";
import { renderOnlyWhile } from "./render-only-while";

/** What a hook runs, and how. */
export interface NumberChangeOptions {
  /**
   * The command, for the interpreter to read. It finds the number in its environment as `$GREEN_VN`, so that nothing
   * has to be pasted into its text, together with `$ALLOCATION_ID` and `$CONNECTION_ID`. It runs in the folder of the
   * synthesized stack. A command that fails fails the apply, and is run again by the next one. It has to bear being run
   * twice for one number: it runs again, too, where a planned change of the number turned out unnecessary or was refused.
   *
   * @example 'curl --fail --data "number=$GREEN_VN" https://example.com/hook'
   */
  readonly command: string;

  /**
   * More variables for the command. They stand in the synthesized JSON as they are: no place for a literal secret.
   *
   * @default - none but `GREEN_VN`, `ALLOCATION_ID` and `CONNECTION_ID`, which can't be set here
   */
  readonly environment?: Readonly<Record<string, string>> | undefined;

  /**
   * The program that reads the command, and its arguments.
   *
   * @default - Terraform's own: `["/bin/sh", "-c"]` on Linux and macOS
   * @example ["/bin/bash", "-c"]
   */
  readonly interpreter?: readonly string[] | undefined;

  /**
   * What runs the command: `null_resource`, of the provider hashicorp/null, which `terraform init` downloads; or
   * `terraform_data`,
   * which is built into Terraform and needs nothing. A change from one to the other runs the command once more.
   *
   * @default "null_resource"; "terraform_data" with cdktn, for which no bindings of the null provider are published
   */
  readonly using?: "null_resource" | "terraform_data" | undefined;
}

/** What a hook needs to know of the construct that it belongs to. */
interface Owner extends IConstruct {
  readonly resource: TerraformResource | TerraformDataSource;
  readonly greenVn: string;
  readonly allocationId: string;
  readonly connectionId: string;
}

type Given = Partial<Defined<NumberChangeOptions>>;

const GIVEN = ["GREEN_VN", "ALLOCATION_ID", "CONNECTION_ID"];

/** The hooks of one construct. */
export class NumberChangeHooks {
  private readonly problems: string[] = [];
  private readonly ids: string[] = [];
  private scope: Construct | undefined;

  public constructor(private readonly owner: Owner) {
    owner.node.addValidation({ validate: () => [...this.problems, ...this.refusal()] });
  }

  public add(id: string, options: NumberChangeOptions): TerraformResource {
    const { owner } = this;
    this.ids.push(id);
    // Problems come out of the construct tree at synth, all at once; what can be had serves until then.
    const { given, problems } = readProps(HOOK_PROPS satisfies TableOf<NumberChangeOptions>, options);
    this.problems.push(...problems.map((problem) => ofHook(id, problem)), ...problemsWithin(id, given));
    // A room of their own, since an output of the owner may have the same id.
    this.scope ??= new Construct(owner, HOOKS_CHILD);
    const triggers = { green_vn: owner.greenVn };
    const hook =
      this.wayFor(id, given) === "null_resource"
        ? makeNullResource(this.scope, id, triggers, this.provisioner(given))
        : new DataResource(this.scope, id, { triggersReplace: triggers, provisioners: [this.provisioner(given)] });
    nameLazily(hook, () => hookName(owner.resource.friendlyUniqueId, id));
    renderOnlyWhile(hook, () => this.follow(hook, id));
    return hook;
  }

  private provisioner({ command, environment, interpreter }: Given): LocalExecProvisioner {
    const { greenVn, allocationId, connectionId } = this.owner;
    const own = { GREEN_VN: greenVn, ALLOCATION_ID: allocationId, CONNECTION_ID: connectionId };
    return {
      type: "local-exec",
      command: command ?? "",
      ...(interpreter === undefined ? {} : { interpreter: interpreter as string[] }),
      environment: environmentOf(environment, own),
    };
  }

  private wayFor(id: string, { using }: Given): "null_resource" | "terraform_data" {
    if (using === "terraform_data") return using;
    const missing = nullResourceProblem();
    if (missing === null) return "null_resource";
    if (using === "null_resource" || LIBRARY === "cdktf") this.problems.push(noNullResource(id, missing));
    return "terraform_data";
  }

  private refusal(): string[] {
    const { count, forEach } = this.owner.resource;
    const several = forEach !== undefined ? "forEach" : count !== undefined ? "count" : null;
    if (several === null) return [];
    return this.ids.map((id) => hookOfSeveral(id, several));
  }

  /** Whether the hook is written. It goes where its owner goes, so that a renamed construct does not run it again. */
  private follow(hook: TerraformResource, id: string): boolean {
    const { resource } = this.owner;
    if (!TerraformResource.isTerraformResource(resource)) return true;
    const move = moveOf(resource);
    switch (move.kind) {
      case "none":
        return true;
      case "here": {
        const from = hookAddress(hook, move.from, id);
        // An assignment that becomes an allocation of the same name keeps its hook where it is.
        if (from !== null && from !== addressOf(hook) && hook.hasResourceMove() === undefined && !stands(hook, from))
          hook.moveFromId(from);
        return true;
      }
      case "away": {
        const to = hookAddress(hook, move.to, id);
        if (to === null || !stands(hook, to)) return false;
        if (hook.hasResourceMove() === undefined) hook.moveToId(to);
        return true;
      }
    }
  }
}

/** The command's variables: those of the hook itself beside the user's, which may be a token for all of them. */
function environmentOf(given: Given["environment"], own: Readonly<Record<string, string>>): Record<string, string> {
  if (given === undefined || encodingOf(given) === null) return { ...given, ...own };
  const both = lazily((context) => {
    const resolved = context.resolve(given) as unknown;
    return isRecord(resolved) ? { ...resolved, ...own } : (Fn.merge([given, own]) as unknown);
  });
  return both as unknown as Record<string, string>;
}

/** What the table of options can not say. */
function problemsWithin(id: string, { command, environment, interpreter }: Given): string[] {
  const variables = environment !== undefined && encodingOf(environment) === null ? environment : {};
  const texts = {
    command,
    ...Object.fromEntries(Object.entries(variables).map(([name, text]) => [`environment ${name}`, text])),
  };
  return [
    ...Object.entries(texts).map(([option, text]) => templateProblem(id, option, text)),
    ...(interpreter?.length === 0 ? [noInterpreter(id)] : []),
    ...(typeof command === "string" && command.trim() === "" ? [emptyCommand(id)] : []),
    ...GIVEN.map((name) => (name in variables ? variableIsGiven(id, name) : null)),
  ].filter((problem) => problem !== null);
}

/** What Terraform would take for its own and fail on: it reads every text for templates before the shell sees it. */
function templateProblem(id: string, option: string, text: unknown): string | null {
  if (typeof text !== "string") return null;
  const [, braced] = /(?<!\$)\$\{([A-Za-z_]\w*)(?:[:#%/^,@=+?-][^}]*)?\}/.exec(text) ?? [];
  if (braced !== undefined) return shellVariableInTemplate(id, option, braced);
  const [, directive] = /(?<!%)%\{(?!~?\s*(?:if|else|endif|for|endfor)\b)([^}]*\}?)/.exec(text) ?? [];
  return directive === undefined ? null : directiveInTemplate(id, option, directive);
}

/** Where the hook of that id stands for the resource at an address; null where it can have none. */
function hookAddress(hook: TerraformResource, ownerAddress: string, id: string): string | null {
  const [, name] = /^greenvn_\w+\.([\w-]+)$/.exec(ownerAddress) ?? [];
  return name === undefined ? null : `${hook.terraformResourceType}.${hookName(name, id)}`;
}

function stands(hook: TerraformResource, address: string): boolean {
  return hook.cdktfStack.node
    .findAll()
    .some((one) => TerraformResource.isTerraformResource(one) && one !== hook && addressOf(one) === address);
}
