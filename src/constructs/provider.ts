import { type Construct } from "constructs";
import { GreenvnProvider as GeneratedProvider, type GreenvnProviderConfig } from "../bindings/cdktf/provider";
import { checkSettings, type DeclaredSettings } from "../domain/declared/provider-settings";
import { type Platform } from "../install/platform";
import { expressionsAsUnknown, resolve } from "./checks/check-props";
import { standsInClearText } from "./checks/literal-token";
import { checkTargets, refuseOtherLibrary } from "./library";
import { literalToken, wrongValue } from "./messages";
import { checkPlatforms, vendorInto } from "./vendoring";

/** How to reach ExoBridge, and where the provider's executable is needed. */
export interface GreenvnProviderProps extends GreenvnProviderConfig {
  /**
   * Whether synthesis puts the provider's executable into the stack's own `terraform.d/plugins`, where `terraform init`
   * finds it with
   * no registry. Turn it off where Terraform gets the provider in another way, such as a mirror of your own.
   *
   * @default true
   */
  readonly vendorProvider?: boolean | undefined;

  /**
   * The platforms to put it there for, as Terraform names them: every one that runs this stack, such as that of HCP
   * Terraform's workers.
   *
   * @default - the platform of the machine that synthesizes
   * @example ["linux_amd64", "darwin_arm64"]
   */
  readonly platforms?: readonly (Platform | (string & Record<never, never>))[] | undefined;
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
 * new GreenvnProvider(this, "greenvn");
 */
export class GreenvnProvider extends GeneratedProvider {
  /**
   * Declares the provider.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope.
   */
  public constructor(scope: Construct, id: string, props: GreenvnProviderProps = {}) {
    const { vendorProvider = true, platforms, ...config } = props;
    super(scope, id, config);
    refuseOtherLibrary(this);
    checkTargets(this);
    if (vendorProvider) vendorInto(this.cdktfStack, platforms);
    const wrongPlatforms = checkPlatforms(platforms);
    this.node.addValidation({ validate: () => [...this.checkSettings(), ...wrongPlatforms] });
  }

  private checkSettings(): string[] {
    const settings = {
      accountSid: this.accountSidInput,
      apiKey: this.apiKeyInput,
      baseUrl: this.baseUrlInput,
      requestTimeout: this.requestTimeoutInput,
      maxRetries: this.maxRetriesInput,
      requestsPerMinute: this.requestsPerMinuteInput,
    };
    const declared = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, expressionsAsUnknown(resolve(this, value))]),
    ) as DeclaredSettings;
    const problems = checkSettings(declared).map((problem) => wrongValue(problem.path.join("."), problem));
    return [...problems, ...(this.hasLiteralToken() ? [literalToken()] : [])];
  }

  private hasLiteralToken(): boolean {
    const { api_token: overridden } = this.rawOverrides as { readonly api_token?: unknown };
    return [this.apiTokenInput, overridden].some((token) => standsInClearText(this.cdktfStack, token));
  }
}
