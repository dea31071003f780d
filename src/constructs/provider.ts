import { type Construct } from "constructs";
import { GreenvnProvider as GeneratedProvider, type GreenvnProviderConfig } from "../bindings/cdktf/provider";
import { checkSettings } from "../domain/declared/provider-settings";
import { type Platform } from "../install/platform";
import { overriddenTokens, standsInClearText } from "./checks/literal-token";
import { warn } from "./checks/warn";
import { isMarked, mark } from "./copies";
import { expressionsAsUnknown, resolve } from "./expressions/resolve";
import { isExpression } from "./expressions/tokens";
import { checkTargets, refuseOtherLibrary } from "./library";
import { literalToken, maybeLiteralToken, notAnAttribute, wrongPrefix, wrongValue } from "./messages";
import { isFirstProvider, registerProvider } from "./names/connection-id";
import { type PropTable, PROVIDER_PROPS, type TableOf } from "./props/prop-table";
import { readProps } from "./props/read-props";
import { problemOfWritten } from "./props/shapes";
import { nearest } from "./props/unknown-props";
import { offerSnapshot } from "./snapshot";
import { checkPlatforms, checkReleases, vendorInto } from "./vendoring";

/** How to reach ExoBridge, and where the provider's executable is needed. */
export interface GreenvnProviderProps extends GreenvnProviderConfig {
  /**
   * Whether synthesis puts the provider's executable into the stack's own `terraform.d/plugins`, where `terraform init`
   * finds it with no registry. Turn it off where Terraform gets the provider in another way, such as a mirror of your
   * own. `from` names the folder of a release of this version (relative: to the working directory): its standalone
   * executable is put there, checksums verified, and runs where no Node is.
   *
   * @default true
   * @example { from: "release" }
   */
  readonly vendorProvider?: boolean | { readonly from: string } | undefined;

  /**
   * The platforms to put it there for, as Terraform names them: every one that runs this stack, such as that of HCP
   * Terraform's workers.
   *
   * @default - the platform of the machine that synthesizes
   * @example ["linux_amd64", "darwin_arm64"]
   */
  readonly platforms?: readonly (Platform | (string & Record<never, never>))[] | undefined;

  /**
   * What stands, with a dash, before each name that is made up for an allocation of this provider: letters, digits,
   * dots, dashes and underscores, at most 40. It keeps two programs apart that use one account and would make the same
   * names. Like those names it counts at creation only.
   *
   * @default - none
   * @example "team-north"
   */
  readonly connectionIdPrefix?: string | undefined;
}

/**
 * The GreenVN provider: one for each stack, or several with an `alias`. Without any option it is configured by the
 * environment:
 * `GREENVN_ACCOUNT_SID` and `GREENVN_API_TOKEN`, and where they differ from the defaults `GREENVN_API_KEY` and
 * `GREENVN_BASE_URL`.
 *
 * A literal `apiToken` is refused at synth, since it would stand in clear text in the synthesized JSON.
 *
 * @example
 * ```ts
 * import { App, TerraformStack } from "cdktf";
 * import { GreenvnProvider } from "cdktf-greenvn";
 *
 * const app = new App();
 * const stack = new TerraformStack(app, "numbers");
 * new GreenvnProvider(stack, "greenvn", { requestsPerMinute: 120, platforms: ["linux_amd64", "darwin_arm64"] });
 * app.synth();
 * ```
 */
export class GreenvnProvider extends GeneratedProvider {
  /** What stands before each name that is made up for an allocation of this provider. */
  public readonly connectionIdPrefix: string | undefined;

  /** Whether a value is a provider of this package, also of another copy of it. */
  public static isGreenvnProvider(value: unknown): value is GreenvnProvider {
    return isMarked(value, "GreenvnProvider");
  }

  /**
   * Declares the provider.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope.
   * @param props How to reach ExoBridge; what is left out is read from the environment. What is wrong is said at synth, all at once.
   */
  public constructor(scope: Construct, id: string, props: GreenvnProviderProps = {}) {
    const read = readProps(PROVIDER_PROPS satisfies TableOf<GreenvnProviderProps>, props);
    const { vendorProvider = true, platforms, connectionIdPrefix, ...config } = read.given;
    super(scope, id, config);
    refuseOtherLibrary(this);
    checkTargets(this);
    this.connectionIdPrefix = connectionIdPrefix;
    registerProvider(this);
    offerSnapshot(this.cdktfStack);
    if (vendorProvider !== false && !read.refused.has("platforms"))
      vendorInto(this.cdktfStack, platforms, vendorProvider === true ? null : vendorProvider.from);
    const wrongPlatforms = checkPlatforms(platforms);
    const wrongReleases = (): string[] => (isFirstProvider(this) ? checkReleases(this.cdktfStack) : []);
    this.node.addValidation({
      validate: () => [...read.problems, ...this.check(), ...wrongPlatforms, ...wrongReleases()],
    });
  }

  private check(): string[] {
    const { provider } = this.toTerraform() as { readonly provider: { readonly greenvn: readonly object[] } };
    const settings = resolve(this, provider.greenvn[0]) as Readonly<Record<string, unknown>>;
    return [...this.checkSettings(settings), ...this.checkPrefix(), ...this.checkToken(settings["api_token"])];
  }

  private checkSettings(settings: Readonly<Record<string, unknown>>): string[] {
    const propOf = new Map(Object.keys(PROVIDER_PROPS).map((prop) => [settingOf(prop), prop]));
    const problems: string[] = [];
    const right = new Map<string, unknown>();
    for (const [setting, written] of Object.entries(settings)) {
      const prop = propOf.get(setting);
      const value = expressionsAsUnknown(written);
      const row = prop === undefined ? undefined : (PROVIDER_PROPS as PropTable)[prop];
      if (prop === undefined || row === undefined)
        problems.push(notAnAttribute(setting, nearest(setting, [...propOf.keys()])));
      else {
        const problem = problemOfWritten(prop, row, value);
        if (problem === null) right.set(prop, value);
        else problems.push(problem);
      }
    }
    const wrong = checkSettings(Object.fromEntries(right));
    return [...problems, ...wrong.map((problem) => wrongValue(problem.path.join("."), problem))];
  }

  private checkPrefix(): string[] {
    const prefix = resolve(this, this.connectionIdPrefix);
    if (typeof prefix !== "string" || isExpression(prefix) || PREFIX.test(prefix)) return [];
    return [wrongPrefix(prefix)];
  }

  private checkToken(token: unknown): string[] {
    // What the stack overrides is said once, of its first provider.
    const overridden = isFirstProvider(this) ? overriddenTokens(this.cdktfStack) : [];
    switch (standsInClearText(this.cdktfStack, [token, ...overridden])) {
      case "none":
        return [];
      case "possible":
        warn(this, maybeLiteralToken());
        return [];
      case "certain":
        return [literalToken()];
    }
  }
}

mark(GreenvnProvider, "GreenvnProvider");

const PREFIX = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

function settingOf(prop: string): string {
  return prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
