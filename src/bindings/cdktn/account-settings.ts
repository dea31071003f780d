// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface AccountSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * The account's country, by the two capitals of ISO 3166-1, such as `IN`.
  */
  readonly country?: string;
  /**
  * Address (`https:` or `http:`) that is called when an allocation is deallocated. `""` clears it. Left out, what is there stays.
  */
  readonly deallocationCallbackEventEndpoint?: string;
  /**
  * The call flow of an allocation that declares none.
  */
  readonly defaultFlowId?: string;
  /**
  * Region of a number for which none is wished: `AP`, `DL`, `GJ`, `KA`, `KL`, `MH`, `MP`, `MU`, `RJ`, `TN`, `WB`.
  */
  readonly defaultRegion?: string;
  /**
  * How long a deallocated number cools off, in seconds. **A change counts for every number that is given up from then on**, and warns.
  */
  readonly deletionTime?: number;
  /**
  * Address (`https:` or `http:`) that is called when a caller could not be verified. `""` clears it. Left out, what is there stays.
  */
  readonly failedVerificationEventEndpoint?: string;
  /**
  * Address (`https:` or `http:`) that is called when a call through a number has ended. `""` clears it. Left out, what is there stays.
  */
  readonly greencallCompleteEventEndpoint?: string;
  /**
  * Whether international numbers are supported.
  */
  readonly intlNumSup?: boolean | cdktn.IResolvable;
  /**
  * Longest life of an allocation, and the default of those that declare none: a whole number and `d`, `h`, `m` or `s`, such as `170d`; `-1`: they live until they are deleted. **A change counts for every allocation that is made from then on**, and warns.
  */
  readonly maxDeallocationTime?: string;
  /**
  * The account's time zone: `IST` or `UTC`.
  */
  readonly timezone?: string;
  /**
  * Address (`https:` or `http:`) that is called when a caller was verified. `""` clears it. Left out, what is there stays.
  */
  readonly verifiedCallerEventEndpoint?: string;
}

/**
* Represents a greenvn_account_settings
*/
export class AccountSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "greenvn_account_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a AccountSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AccountSettings to import
  * @param importFromId The id of the existing AccountSettings that should be imported. Refer to the import section in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AccountSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "greenvn_account_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new greenvn_account_settings Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AccountSettingsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: AccountSettingsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'greenvn_account_settings',
      terraformGeneratorMetadata: {
        providerName: 'greenvn',
        providerVersion: '0.1.0',
        providerVersionConstraint: '0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._country = config.country;
    this._deallocationCallbackEventEndpoint = config.deallocationCallbackEventEndpoint;
    this._defaultFlowId = config.defaultFlowId;
    this._defaultRegion = config.defaultRegion;
    this._deletionTime = config.deletionTime;
    this._failedVerificationEventEndpoint = config.failedVerificationEventEndpoint;
    this._greencallCompleteEventEndpoint = config.greencallCompleteEventEndpoint;
    this._intlNumSup = config.intlNumSup;
    this._maxDeallocationTime = config.maxDeallocationTime;
    this._timezone = config.timezone;
    this._verifiedCallerEventEndpoint = config.verifiedCallerEventEndpoint;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_sid - computed: true, optional: false, required: false
  public get accountSid() {
    return this.getStringAttribute('account_sid');
  }

  // api_origin - computed: true, optional: false, required: false
  public get apiOrigin() {
    return this.getStringAttribute('api_origin');
  }

  // country - computed: true, optional: true, required: false
  private _country?: string; 
  public get country() {
    return this.getStringAttribute('country');
  }
  public set country(value: string) {
    this._country = value;
  }
  public resetCountry() {
    this._country = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get countryInput() {
    return this._country;
  }

  // deallocation_callback_event_endpoint - computed: true, optional: true, required: false
  private _deallocationCallbackEventEndpoint?: string; 
  public get deallocationCallbackEventEndpoint() {
    return this.getStringAttribute('deallocation_callback_event_endpoint');
  }
  public set deallocationCallbackEventEndpoint(value: string) {
    this._deallocationCallbackEventEndpoint = value;
  }
  public resetDeallocationCallbackEventEndpoint() {
    this._deallocationCallbackEventEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deallocationCallbackEventEndpointInput() {
    return this._deallocationCallbackEventEndpoint;
  }

  // default_flow_id - computed: true, optional: true, required: false
  private _defaultFlowId?: string; 
  public get defaultFlowId() {
    return this.getStringAttribute('default_flow_id');
  }
  public set defaultFlowId(value: string) {
    this._defaultFlowId = value;
  }
  public resetDefaultFlowId() {
    this._defaultFlowId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultFlowIdInput() {
    return this._defaultFlowId;
  }

  // default_region - computed: true, optional: true, required: false
  private _defaultRegion?: string; 
  public get defaultRegion() {
    return this.getStringAttribute('default_region');
  }
  public set defaultRegion(value: string) {
    this._defaultRegion = value;
  }
  public resetDefaultRegion() {
    this._defaultRegion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultRegionInput() {
    return this._defaultRegion;
  }

  // deletion_time - computed: true, optional: true, required: false
  private _deletionTime?: number; 
  public get deletionTime() {
    return this.getNumberAttribute('deletion_time');
  }
  public set deletionTime(value: number) {
    this._deletionTime = value;
  }
  public resetDeletionTime() {
    this._deletionTime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionTimeInput() {
    return this._deletionTime;
  }

  // failed_verification_event_endpoint - computed: true, optional: true, required: false
  private _failedVerificationEventEndpoint?: string; 
  public get failedVerificationEventEndpoint() {
    return this.getStringAttribute('failed_verification_event_endpoint');
  }
  public set failedVerificationEventEndpoint(value: string) {
    this._failedVerificationEventEndpoint = value;
  }
  public resetFailedVerificationEventEndpoint() {
    this._failedVerificationEventEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get failedVerificationEventEndpointInput() {
    return this._failedVerificationEventEndpoint;
  }

  // greencall_complete_event_endpoint - computed: true, optional: true, required: false
  private _greencallCompleteEventEndpoint?: string; 
  public get greencallCompleteEventEndpoint() {
    return this.getStringAttribute('greencall_complete_event_endpoint');
  }
  public set greencallCompleteEventEndpoint(value: string) {
    this._greencallCompleteEventEndpoint = value;
  }
  public resetGreencallCompleteEventEndpoint() {
    this._greencallCompleteEventEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get greencallCompleteEventEndpointInput() {
    return this._greencallCompleteEventEndpoint;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // intl_num_sup - computed: true, optional: true, required: false
  private _intlNumSup?: boolean | cdktn.IResolvable; 
  public get intlNumSup() {
    return this.getBooleanAttribute('intl_num_sup');
  }
  public set intlNumSup(value: boolean | cdktn.IResolvable) {
    this._intlNumSup = value;
  }
  public resetIntlNumSup() {
    this._intlNumSup = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get intlNumSupInput() {
    return this._intlNumSup;
  }

  // max_deallocation_time - computed: true, optional: true, required: false
  private _maxDeallocationTime?: string; 
  public get maxDeallocationTime() {
    return this.getStringAttribute('max_deallocation_time');
  }
  public set maxDeallocationTime(value: string) {
    this._maxDeallocationTime = value;
  }
  public resetMaxDeallocationTime() {
    this._maxDeallocationTime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxDeallocationTimeInput() {
    return this._maxDeallocationTime;
  }

  // timezone - computed: true, optional: true, required: false
  private _timezone?: string; 
  public get timezone() {
    return this.getStringAttribute('timezone');
  }
  public set timezone(value: string) {
    this._timezone = value;
  }
  public resetTimezone() {
    this._timezone = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timezoneInput() {
    return this._timezone;
  }

  // verified_caller_event_endpoint - computed: true, optional: true, required: false
  private _verifiedCallerEventEndpoint?: string; 
  public get verifiedCallerEventEndpoint() {
    return this.getStringAttribute('verified_caller_event_endpoint');
  }
  public set verifiedCallerEventEndpoint(value: string) {
    this._verifiedCallerEventEndpoint = value;
  }
  public resetVerifiedCallerEventEndpoint() {
    this._verifiedCallerEventEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verifiedCallerEventEndpointInput() {
    return this._verifiedCallerEventEndpoint;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      country: cdktn.stringToTerraform(this._country),
      deallocation_callback_event_endpoint: cdktn.stringToTerraform(this._deallocationCallbackEventEndpoint),
      default_flow_id: cdktn.stringToTerraform(this._defaultFlowId),
      default_region: cdktn.stringToTerraform(this._defaultRegion),
      deletion_time: cdktn.numberToTerraform(this._deletionTime),
      failed_verification_event_endpoint: cdktn.stringToTerraform(this._failedVerificationEventEndpoint),
      greencall_complete_event_endpoint: cdktn.stringToTerraform(this._greencallCompleteEventEndpoint),
      intl_num_sup: cdktn.booleanToTerraform(this._intlNumSup),
      max_deallocation_time: cdktn.stringToTerraform(this._maxDeallocationTime),
      timezone: cdktn.stringToTerraform(this._timezone),
      verified_caller_event_endpoint: cdktn.stringToTerraform(this._verifiedCallerEventEndpoint),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      country: {
        value: cdktn.stringToHclTerraform(this._country),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deallocation_callback_event_endpoint: {
        value: cdktn.stringToHclTerraform(this._deallocationCallbackEventEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      default_flow_id: {
        value: cdktn.stringToHclTerraform(this._defaultFlowId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      default_region: {
        value: cdktn.stringToHclTerraform(this._defaultRegion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deletion_time: {
        value: cdktn.numberToHclTerraform(this._deletionTime),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      failed_verification_event_endpoint: {
        value: cdktn.stringToHclTerraform(this._failedVerificationEventEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      greencall_complete_event_endpoint: {
        value: cdktn.stringToHclTerraform(this._greencallCompleteEventEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      intl_num_sup: {
        value: cdktn.booleanToHclTerraform(this._intlNumSup),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      max_deallocation_time: {
        value: cdktn.stringToHclTerraform(this._maxDeallocationTime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timezone: {
        value: cdktn.stringToHclTerraform(this._timezone),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      verified_caller_event_endpoint: {
        value: cdktn.stringToHclTerraform(this._verifiedCallerEventEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
