// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface GreenvnProviderConfig {
  /**
  * SID of the account (the tenant). Required: here, or in the environment as `GREENVN_ACCOUNT_SID`.
  */
  readonly accountSid?: string;
  /**
  * Whether allocations whose state holds another `api_origin` may be looked for at this `base_url`. Default: `false`: that is an error before any call. With `true` the first read that finds one records the new origin; until then an API that does not know it (HTTP 404, 410, state `vault`) is an error, and nothing is taken for gone. Between two loopback addresses the change is a warning, whatever stands here.
  */
  readonly allowBaseUrlChange?: boolean | cdktn.IResolvable;
  /**
  * API key, the user of HTTP Basic auth. Environment: `GREENVN_API_KEY`. Default: the account SID.
  */
  readonly apiKey?: string;
  /**
  * API token, the password of HTTP Basic auth. Required: better in the environment as `GREENVN_API_TOKEN` than here.
  */
  readonly apiToken?: string;
  /**
  * Where the API is: `https:`, or `http:` to a loopback address. Environment: `GREENVN_BASE_URL`. Default: `https://leadassist.exotel.in`.
  */
  readonly baseUrl?: string;
  /**
  * How often one call is repeated where repeating it is safe, 0 to 10. Default: `4`. With `0` no write is sent twice and no failed read repeated; a write whose answer was lost is looked for all the same.
  */
  readonly maxRetries?: number;
  /**
  * Longest wait for one answer, in seconds, 1 to 600. Default: `30`.
  */
  readonly requestTimeout?: number;
  /**
  * Most API calls in a minute, shared by all resources, 1 to 60,000. Default: unlimited.
  */
  readonly requestsPerMinute?: number;
  /**
  * Whether a plan that creates something goes without verifying the credentials. Default: `false`: it reads the account's settings, which is free, once and for at most 5 seconds beside the planning. Credentials that are refused (HTTP 401, 402 or code 7) are one error of the plan; nothing else is held against them.
  */
  readonly skipCredentialsCheck?: boolean | cdktn.IResolvable;
  /**
  * Alias name
  */
  readonly alias?: string;
}

import { GreenvnFunctions } from './provider-functions';
/**
* Represents a greenvn
*/
export class GreenvnProvider extends cdktn.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "greenvn";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a GreenvnProvider resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the GreenvnProvider to import
  * @param importFromId The id of the existing GreenvnProvider that should be imported. Refer to the import section in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the GreenvnProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "greenvn", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new greenvn Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options GreenvnProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: GreenvnProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'greenvn',
      terraformGeneratorMetadata: {
        providerName: 'greenvn',
        providerVersion: '0.1.0',
        providerVersionConstraint: '0.1.0'
      },
      terraformProviderSource: 'registry.terraform.io/cdktf-greenvn/greenvn'
    });
    this._accountSid = config.accountSid;
    this._allowBaseUrlChange = config.allowBaseUrlChange;
    this._apiKey = config.apiKey;
    this._apiToken = config.apiToken;
    this._baseUrl = config.baseUrl;
    this._maxRetries = config.maxRetries;
    this._requestTimeout = config.requestTimeout;
    this._requestsPerMinute = config.requestsPerMinute;
    this._skipCredentialsCheck = config.skipCredentialsCheck;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_sid - computed: false, optional: true, required: false
  private _accountSid?: string; 
  public get accountSid() {
    return this._accountSid;
  }
  public set accountSid(value: string | undefined) {
    this._accountSid = value;
  }
  public resetAccountSid() {
    this._accountSid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accountSidInput() {
    return this._accountSid;
  }

  // allow_base_url_change - computed: false, optional: true, required: false
  private _allowBaseUrlChange?: boolean | cdktn.IResolvable; 
  public get allowBaseUrlChange() {
    return this._allowBaseUrlChange;
  }
  public set allowBaseUrlChange(value: boolean | cdktn.IResolvable | undefined) {
    this._allowBaseUrlChange = value;
  }
  public resetAllowBaseUrlChange() {
    this._allowBaseUrlChange = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowBaseUrlChangeInput() {
    return this._allowBaseUrlChange;
  }

  // api_key - computed: false, optional: true, required: false
  private _apiKey?: string; 
  public get apiKey() {
    return this._apiKey;
  }
  public set apiKey(value: string | undefined) {
    this._apiKey = value;
  }
  public resetApiKey() {
    this._apiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiKeyInput() {
    return this._apiKey;
  }

  // api_token - computed: false, optional: true, required: false
  private _apiToken?: string; 
  public get apiToken() {
    return this._apiToken;
  }
  public set apiToken(value: string | undefined) {
    this._apiToken = value;
  }
  public resetApiToken() {
    this._apiToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiTokenInput() {
    return this._apiToken;
  }

  // base_url - computed: false, optional: true, required: false
  private _baseUrl?: string; 
  public get baseUrl() {
    return this._baseUrl;
  }
  public set baseUrl(value: string | undefined) {
    this._baseUrl = value;
  }
  public resetBaseUrl() {
    this._baseUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get baseUrlInput() {
    return this._baseUrl;
  }

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number; 
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // request_timeout - computed: false, optional: true, required: false
  private _requestTimeout?: number; 
  public get requestTimeout() {
    return this._requestTimeout;
  }
  public set requestTimeout(value: number | undefined) {
    this._requestTimeout = value;
  }
  public resetRequestTimeout() {
    this._requestTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestTimeoutInput() {
    return this._requestTimeout;
  }

  // requests_per_minute - computed: false, optional: true, required: false
  private _requestsPerMinute?: number; 
  public get requestsPerMinute() {
    return this._requestsPerMinute;
  }
  public set requestsPerMinute(value: number | undefined) {
    this._requestsPerMinute = value;
  }
  public resetRequestsPerMinute() {
    this._requestsPerMinute = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestsPerMinuteInput() {
    return this._requestsPerMinute;
  }

  // skip_credentials_check - computed: false, optional: true, required: false
  private _skipCredentialsCheck?: boolean | cdktn.IResolvable; 
  public get skipCredentialsCheck() {
    return this._skipCredentialsCheck;
  }
  public set skipCredentialsCheck(value: boolean | cdktn.IResolvable | undefined) {
    this._skipCredentialsCheck = value;
  }
  public resetSkipCredentialsCheck() {
    this._skipCredentialsCheck = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get skipCredentialsCheckInput() {
    return this._skipCredentialsCheck;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // ==========================
  // PROVIDER-DEFINED FUNCTIONS
  // ==========================
  private _functions?: GreenvnFunctions;

  /**
  * Provider-defined functions of the greenvn provider.
  */
  public get functions(): GreenvnFunctions {
    if (!this._functions) {
      this._functions = new GreenvnFunctions(this.terraformResourceType);
    }
    return this._functions;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      account_sid: cdktn.stringToTerraform(this._accountSid),
      allow_base_url_change: cdktn.booleanToTerraform(this._allowBaseUrlChange),
      api_key: cdktn.stringToTerraform(this._apiKey),
      api_token: cdktn.stringToTerraform(this._apiToken),
      base_url: cdktn.stringToTerraform(this._baseUrl),
      max_retries: cdktn.numberToTerraform(this._maxRetries),
      request_timeout: cdktn.numberToTerraform(this._requestTimeout),
      requests_per_minute: cdktn.numberToTerraform(this._requestsPerMinute),
      skip_credentials_check: cdktn.booleanToTerraform(this._skipCredentialsCheck),
      alias: cdktn.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      account_sid: {
        value: cdktn.stringToHclTerraform(this._accountSid),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      allow_base_url_change: {
        value: cdktn.booleanToHclTerraform(this._allowBaseUrlChange),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      api_key: {
        value: cdktn.stringToHclTerraform(this._apiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_token: {
        value: cdktn.stringToHclTerraform(this._apiToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      base_url: {
        value: cdktn.stringToHclTerraform(this._baseUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_retries: {
        value: cdktn.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      request_timeout: {
        value: cdktn.numberToHclTerraform(this._requestTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      requests_per_minute: {
        value: cdktn.numberToHclTerraform(this._requestsPerMinute),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      skip_credentials_check: {
        value: cdktn.booleanToHclTerraform(this._skipCredentialsCheck),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      alias: {
        value: cdktn.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
