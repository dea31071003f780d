import {
  DataResource,
  type LocalExecProvisioner,
  type TerraformDataSource,
  TerraformResource,
  TerraformStack,
} from "cdktf";
import { type IConstruct } from "constructs";
import { LIBRARY } from "../library";
import {
  directiveInTemplate,
  emptyCommand,
  hookOfSeveral,
  noInterpreter,
  noNullResource,
  shellVariableInTemplate,
  unknownWay,
  variableIsGiven,
} from "../messages";
import { moveOf } from "../names/move";
import { addressOf, hookName } from "../names/names";
import { makeNullResource, nullResourceProblem } from "./null-resource";
import { renderOnlyWhile } from "./render-only-while";

/** What a hook runs, and how. */
export interface NumberChangeOptions {
  /**
   * The command, for the interpreter to read. It finds the number in its environment as `$GREEN_VN`, so that nothing
   * has to be pasted into its text, together with `$ALLOCATION_ID` and `$CONNECTION_ID`. It runs in the folder of the
   * synthesized stack. A command that fails fails the apply, and is run again by the next one.
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

const WAYS: readonly unknown[] = ["null_resource", "terraform_data"];
const GIVEN = ["GREEN_VN", "ALLOCATION_ID", "CONNECTION_ID"];

/** The hooks of one construct. */
export class NumberChangeHooks {
  private readonly problems: string[] = [];
  private readonly ids: string[] = [];

  public constructor(private readonly owner: Owner) {
    owner.node.addValidation({ validate: () => [...this.problems, ...this.refusal()] });
  }

  public add(id: string, options: NumberChangeOptions): TerraformResource {
    const { owner } = this;
    this.ids.push(id);
    const using = this.check(id, options);
    const triggers = { green_vn: owner.greenVn };
    const hook =
      using === "null_resource"
        ? makeNullResource(owner, id, triggers, this.provisioner(options))
        : new DataResource(owner, id, { triggersReplace: triggers, provisioners: [this.provisioner(options)] });
    hook.overrideLogicalId(hookName(TerraformStack.of(owner).getLogicalId(owner.resource), id));
    renderOnlyWhile(hook, () => this.follow(hook, id));
    return hook;
  }

  private provisioner({ command, environment, interpreter }: NumberChangeOptions): LocalExecProvisioner {
    const { greenVn, allocationId, connectionId } = this.owner;
    return {
      type: "local-exec",
      command,
      ...(interpreter === undefined ? {} : { interpreter: [...interpreter] }),
      environment: { ...environment, GREEN_VN: greenVn, ALLOCATION_ID: allocationId, CONNECTION_ID: connectionId },
    };
  }

  // Problems come out of the construct tree at synth, all at once; what can be had serves until then.
  private check(
    id: string,
    { command, environment, interpreter, using }: NumberChangeOptions,
  ): "null_resource" | "terraform_data" {
    for (const [name, text] of Object.entries({ command, ...environment })) {
      const problem = templateProblem(id, name === "command" ? name : `environment ${name}`, text);
      if (problem !== null) this.problems.push(problem);
    }
    if (interpreter !== undefined && (!Array.isArray(interpreter) || interpreter.length === 0))
      this.problems.push(noInterpreter(id));
    if (using !== undefined && !WAYS.includes(using)) this.problems.push(unknownWay(id, using, WAYS));
    if (typeof command !== "string" || command.trim() === "") this.problems.push(emptyCommand(id));
    for (const name of GIVEN) {
      if (environment !== undefined && name in environment) this.problems.push(variableIsGiven(id, name));
    }
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
