// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface AllocationConfig extends cdktn.TerraformMetaArguments {
  /**
  * Numbers of the A-parties, in E.164; at least one. A change is made in place, by one call that is charged as a new allocation.
  */
  readonly apartyNumbers: string[];
  /**
  * PINs by which A-parties join whose number is not listed: whole numbers above 0, of at most 6 digits, unique across both sides. Left out, they are not managed: nothing is requested, and what is known of them is kept. `[]` means none. A change is charged. What the API tells of them is taken only for a side that is managed. State holds them in clear text: `aparty_pins_wo` keeps them out of it.
  */
  readonly apartyPins?: number[];
  /**
  * PINs of A-parties as `aparty_pins`, and **write-only**: no state, plan, log or journal holds them. Sent at creation and when `pins_wo_version` changes, which it needs; left out, that side is not sent. `[]` means none. Not beside `aparty_pins` or `bparty_pins`. Terraform 1.11 or OpenTofu 1.11 or later; an older one refuses the configuration.
  */
  readonly apartyPinsWo?: number[];
  /**
  * Numbers of the B-parties, in E.164; at least one, and none that stands among the A-parties. A change is made in place, by one call that is charged as a new allocation.
  */
  readonly bpartyNumbers: string[];
  /**
  * PINs by which B-parties join whose number is not listed; otherwise as `aparty_pins`.
  */
  readonly bpartyPins?: number[];
  /**
  * PINs of B-parties, **write-only**; otherwise as `aparty_pins_wo`.
  */
  readonly bpartyPinsWo?: number[];
  /**
  * Your own unique name for the allocation; ExoBridge refuses a second live allocation of the same name. **A change of it replaces the allocation: its number is released and can not be had back.**
  */
  readonly connectionId: string;
  /**
  * When the allocation ends by itself. Left out at creation, the account's default holds. It can not be updated: **another length replaces the allocation, and its number is released**; removing the block changes state only.
  */
  readonly deallocationPolicy?: AllocationDeallocationPolicy;
  /**
  * What a destroy does: `deallocate` gives the allocation up, `abandon` only forgets it. Default: `deallocate`. A change requests nothing.
  */
  readonly deletionPolicy?: string;
  /**
  * Whether destroying and replacing are refused. Default: `false`. A change requests nothing; switch it off and apply that before a destroy.
  */
  readonly deletionProtection?: boolean | cdktn.IResolvable;
  /**
  * The call flow to attach, where an account has several. Left out, what is in force is kept. **Another flow replaces the allocation, and its number is released.**
  */
  readonly flowId?: string;
  /**
  * Any whole number that stands for the PINs in `aparty_pins_wo` and `bparty_pins_wo`, since nobody can see whether they changed. A change to another value sends them, which is charged; removing it changes state only. A fresh import takes it over with no call. While it is set, `aparty_pins` and `bparty_pins` are null.
  */
  readonly pinsWoVersion?: number;
  /**
  * What is wished of the number. A preference that changes to a set value requests another number in place, which is **charged as a new allocation**, unless the number in `greenvn` is the one in force. A preference that is only removed requests nothing, and taking such a removal back costs nothing either.
  */
  readonly preferences?: AllocationPreferences;
  /**
  * Any strings, such as a date. A change to a non-empty map takes another number (with `preferences`, by them), which is **charged as a new allocation**. Removing the map requests nothing. A change is refused while the number in force is pinned with `strictness = true`.
  */
  readonly rotationTriggers?: { [key: string]: string };
  /**
  * Whether every preference must be met: `true` fails (HTTP 452) where one can not be, `false` takes a number that meets as many as possible. Default: `false`. A change to `true` with preferences set requests another number, which is charged, unless the number in `greenvn` is the one in force.
  */
  readonly strictness?: boolean | cdktn.IResolvable;
  /**
  * Who may call: `oneway` or `twoway`. `oneway` lets only A-parties call B-parties. Default at creation: `twoway`; left out later, what is in force is kept. A change is charged.
  */
  readonly usage?: string;
}
export interface AllocationDeallocationPolicy {
  /**
  * How long the allocation lives: a whole number and `d`, `h`, `m` or `s`, such as `30d` or `600s`. The account's maximum caps it.
  */
  readonly duration: string;
}

export function allocationDeallocationPolicyToTerraform(struct?: AllocationDeallocationPolicy | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    duration: cdktn.stringToTerraform(struct!.duration),
  }
}


export function allocationDeallocationPolicyToHclTerraform(struct?: AllocationDeallocationPolicy | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    duration: {
      value: cdktn.stringToHclTerraform(struct!.duration),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AllocationDeallocationPolicyOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AllocationDeallocationPolicy | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._duration !== undefined) {
      hasAnyValues = true;
      internalValueResult.duration = this._duration;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AllocationDeallocationPolicy | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._duration = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._duration = value.duration;
    }
  }

  // duration - computed: false, optional: false, required: true
  private _duration?: string; 
  public get duration() {
    return this.getStringAttribute('duration');
  }
  public set duration(value: string) {
    this._duration = value;
  }
  // Temporarily expose input value. Use with caution.
  public get durationInput() {
    return this._duration;
  }
}
export interface AllocationPreferences {
  /**
  * The number wanted, in E.164, such as `+917205827365`. With `strictness = true` only this number is taken; otherwise any other may be granted in its place.
  */
  readonly greenvn?: string;
  /**
  * The kind of number: `mobile` or `landline`. No answer of the API tells a number's kind.
  */
  readonly numberType?: string;
  /**
  * A postal code near which the number should be. It counts at creation only: a later change of it alone is recorded with a warning and requests nothing.
  */
  readonly pinCode?: string;
  /**
  * The region that the number belongs to: `AP` (Andhra Pradesh and Telangana), `DL` (Delhi and its surroundings), `GJ` (Gujarat), `KA` (Karnataka), `KL` (Kerala), `MH` (Maharashtra without Mumbai), `MP` (Madhya Pradesh and Chhattisgarh), `MU` (Mumbai), `RJ` (Rajasthan), `TN` (Tamil Nadu), `WB` (West Bengal). Two other capitals are sent as they are, with a warning, since regions are added over time. No answer of the API tells a number's region.
  */
  readonly region?: string;
}

export function allocationPreferencesToTerraform(struct?: AllocationPreferences | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    greenvn: cdktn.stringToTerraform(struct!.greenvn),
    number_type: cdktn.stringToTerraform(struct!.numberType),
    pin_code: cdktn.stringToTerraform(struct!.pinCode),
    region: cdktn.stringToTerraform(struct!.region),
  }
}


export function allocationPreferencesToHclTerraform(struct?: AllocationPreferences | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    greenvn: {
      value: cdktn.stringToHclTerraform(struct!.greenvn),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    number_type: {
      value: cdktn.stringToHclTerraform(struct!.numberType),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    pin_code: {
      value: cdktn.stringToHclTerraform(struct!.pinCode),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    region: {
      value: cdktn.stringToHclTerraform(struct!.region),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AllocationPreferencesOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AllocationPreferences | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._greenvn !== undefined) {
      hasAnyValues = true;
      internalValueResult.greenvn = this._greenvn;
    }
    if (this._numberType !== undefined) {
      hasAnyValues = true;
      internalValueResult.numberType = this._numberType;
    }
    if (this._pinCode !== undefined) {
      hasAnyValues = true;
      internalValueResult.pinCode = this._pinCode;
    }
    if (this._region !== undefined) {
      hasAnyValues = true;
      internalValueResult.region = this._region;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AllocationPreferences | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._greenvn = undefined;
      this._numberType = undefined;
      this._pinCode = undefined;
      this._region = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._greenvn = value.greenvn;
      this._numberType = value.numberType;
      this._pinCode = value.pinCode;
      this._region = value.region;
    }
  }

  // greenvn - computed: false, optional: true, required: false
  private _greenvn?: string; 
  public get greenvn() {
    return this.getStringAttribute('greenvn');
  }
  public set greenvn(value: string) {
    this._greenvn = value;
  }
  public resetGreenvn() {
    this._greenvn = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get greenvnInput() {
    return this._greenvn;
  }

  // number_type - computed: false, optional: true, required: false
  private _numberType?: string; 
  public get numberType() {
    return this.getStringAttribute('number_type');
  }
  public set numberType(value: string) {
    this._numberType = value;
  }
  public resetNumberType() {
    this._numberType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get numberTypeInput() {
    return this._numberType;
  }

  // pin_code - computed: false, optional: true, required: false
  private _pinCode?: string; 
  public get pinCode() {
    return this.getStringAttribute('pin_code');
  }
  public set pinCode(value: string) {
    this._pinCode = value;
  }
  public resetPinCode() {
    this._pinCode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinCodeInput() {
    return this._pinCode;
  }

  // region - computed: false, optional: true, required: false
  private _region?: string; 
  public get region() {
    return this.getStringAttribute('region');
  }
  public set region(value: string) {
    this._region = value;
  }
  public resetRegion() {
    this._region = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionInput() {
    return this._region;
  }
}

/**
* Represents a greenvn_allocation
*/
export class Allocation extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "greenvn_allocation";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a Allocation resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Allocation to import
  * @param importFromId The id of the existing Allocation that should be imported. Refer to the import section in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Allocation to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "greenvn_allocation", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new greenvn_allocation Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AllocationConfig
  */
  public constructor(scope: Construct, id: string, config: AllocationConfig) {
    super(scope, id, {
      terraformResourceType: 'greenvn_allocation',
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
    this._apartyNumbers = config.apartyNumbers;
    this._apartyPins = config.apartyPins;
    this._apartyPinsWo = config.apartyPinsWo;
    this._bpartyNumbers = config.bpartyNumbers;
    this._bpartyPins = config.bpartyPins;
    this._bpartyPinsWo = config.bpartyPinsWo;
    this._connectionId = config.connectionId;
    this._deallocationPolicy.internalValue = config.deallocationPolicy;
    this._deletionPolicy = config.deletionPolicy;
    this._deletionProtection = config.deletionProtection;
    this._flowId = config.flowId;
    this._pinsWoVersion = config.pinsWoVersion;
    this._preferences.internalValue = config.preferences;
    this._rotationTriggers = config.rotationTriggers;
    this._strictness = config.strictness;
    this._usage = config.usage;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_sid - computed: true, optional: false, required: false
  public get accountSid() {
    return this.getStringAttribute('account_sid');
  }

  // aparty_numbers - computed: false, optional: false, required: true
  private _apartyNumbers?: string[]; 
  public get apartyNumbers() {
    return cdktn.Fn.tolist(this.getListAttribute('aparty_numbers'));
  }
  public set apartyNumbers(value: string[]) {
    this._apartyNumbers = value;
  }
  // Temporarily expose input value. Use with caution.
  public get apartyNumbersInput() {
    return this._apartyNumbers;
  }

  // aparty_pins - computed: true, optional: true, required: false
  private _apartyPins?: number[]; 
  public get apartyPins() {
    return cdktn.Token.asNumberList(cdktn.Fn.tolist(this.getNumberListAttribute('aparty_pins')));
  }
  public set apartyPins(value: number[]) {
    this._apartyPins = value;
  }
  public resetApartyPins() {
    this._apartyPins = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apartyPinsInput() {
    return this._apartyPins;
  }

  // aparty_pins_wo - computed: false, optional: true, required: false
  private _apartyPinsWo?: number[]; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get apartyPinsWo() {
    return this.getNumberListAttribute('aparty_pins_wo');
  }
  public set apartyPinsWo(value: number[]) {
    this._apartyPinsWo = value;
  }
  public resetApartyPinsWo() {
    this._apartyPinsWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apartyPinsWoInput() {
    return this._apartyPinsWo;
  }

  // api_origin - computed: true, optional: false, required: false
  public get apiOrigin() {
    return this.getStringAttribute('api_origin');
  }

  // bparty_numbers - computed: false, optional: false, required: true
  private _bpartyNumbers?: string[]; 
  public get bpartyNumbers() {
    return cdktn.Fn.tolist(this.getListAttribute('bparty_numbers'));
  }
  public set bpartyNumbers(value: string[]) {
    this._bpartyNumbers = value;
  }
  // Temporarily expose input value. Use with caution.
  public get bpartyNumbersInput() {
    return this._bpartyNumbers;
  }

  // bparty_pins - computed: true, optional: true, required: false
  private _bpartyPins?: number[]; 
  public get bpartyPins() {
    return cdktn.Token.asNumberList(cdktn.Fn.tolist(this.getNumberListAttribute('bparty_pins')));
  }
  public set bpartyPins(value: number[]) {
    this._bpartyPins = value;
  }
  public resetBpartyPins() {
    this._bpartyPins = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bpartyPinsInput() {
    return this._bpartyPins;
  }

  // bparty_pins_wo - computed: false, optional: true, required: false
  private _bpartyPinsWo?: number[]; 
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
  public get bpartyPinsWo() {
    return this.getNumberListAttribute('bparty_pins_wo');
  }
  public set bpartyPinsWo(value: number[]) {
    this._bpartyPinsWo = value;
  }
  public resetBpartyPinsWo() {
    this._bpartyPinsWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bpartyPinsWoInput() {
    return this._bpartyPinsWo;
  }

  // connection_id - computed: false, optional: false, required: true
  private _connectionId?: string; 
  public get connectionId() {
    return this.getStringAttribute('connection_id');
  }
  public set connectionId(value: string) {
    this._connectionId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get connectionIdInput() {
    return this._connectionId;
  }

  // deallocation_policy - computed: false, optional: true, required: false
  private _deallocationPolicy = new AllocationDeallocationPolicyOutputReference(this, "deallocation_policy");
  public get deallocationPolicy() {
    return this._deallocationPolicy;
  }
  public putDeallocationPolicy(value: AllocationDeallocationPolicy) {
    this._deallocationPolicy.internalValue = value;
  }
  public resetDeallocationPolicy() {
    this._deallocationPolicy.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deallocationPolicyInput() {
    return this._deallocationPolicy.internalValue;
  }

  // deletion_policy - computed: true, optional: true, required: false
  private _deletionPolicy?: string; 
  public get deletionPolicy() {
    return this.getStringAttribute('deletion_policy');
  }
  public set deletionPolicy(value: string) {
    this._deletionPolicy = value;
  }
  public resetDeletionPolicy() {
    this._deletionPolicy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionPolicyInput() {
    return this._deletionPolicy;
  }

  // deletion_protection - computed: true, optional: true, required: false
  private _deletionProtection?: boolean | cdktn.IResolvable; 
  public get deletionProtection() {
    return this.getBooleanAttribute('deletion_protection');
  }
  public set deletionProtection(value: boolean | cdktn.IResolvable) {
    this._deletionProtection = value;
  }
  public resetDeletionProtection() {
    this._deletionProtection = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionProtectionInput() {
    return this._deletionProtection;
  }

  // flow_id - computed: true, optional: true, required: false
  private _flowId?: string; 
  public get flowId() {
    return this.getStringAttribute('flow_id');
  }
  public set flowId(value: string) {
    this._flowId = value;
  }
  public resetFlowId() {
    this._flowId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get flowIdInput() {
    return this._flowId;
  }

  // green_vn - computed: true, optional: false, required: false
  public get greenVn() {
    return this.getStringAttribute('green_vn');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // pins_wo_version - computed: false, optional: true, required: false
  private _pinsWoVersion?: number; 
  public get pinsWoVersion() {
    return this.getNumberAttribute('pins_wo_version');
  }
  public set pinsWoVersion(value: number) {
    this._pinsWoVersion = value;
  }
  public resetPinsWoVersion() {
    this._pinsWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pinsWoVersionInput() {
    return this._pinsWoVersion;
  }

  // preferences - computed: false, optional: true, required: false
  private _preferences = new AllocationPreferencesOutputReference(this, "preferences");
  public get preferences() {
    return this._preferences;
  }
  public putPreferences(value: AllocationPreferences) {
    this._preferences.internalValue = value;
  }
  public resetPreferences() {
    this._preferences.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get preferencesInput() {
    return this._preferences.internalValue;
  }

  // rotation_triggers - computed: false, optional: true, required: false
  private _rotationTriggers?: { [key: string]: string }; 
  public get rotationTriggers() {
    return this.getStringMapAttribute('rotation_triggers');
  }
  public set rotationTriggers(value: { [key: string]: string }) {
    this._rotationTriggers = value;
  }
  public resetRotationTriggers() {
    this._rotationTriggers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationTriggersInput() {
    return this._rotationTriggers;
  }

  // state - computed: true, optional: false, required: false
  public get state() {
    return this.getStringAttribute('state');
  }

  // strictness - computed: true, optional: true, required: false
  private _strictness?: boolean | cdktn.IResolvable; 
  public get strictness() {
    return this.getBooleanAttribute('strictness');
  }
  public set strictness(value: boolean | cdktn.IResolvable) {
    this._strictness = value;
  }
  public resetStrictness() {
    this._strictness = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get strictnessInput() {
    return this._strictness;
  }

  // usage - computed: true, optional: true, required: false
  private _usage?: string; 
  public get usage() {
    return this.getStringAttribute('usage');
  }
  public set usage(value: string) {
    this._usage = value;
  }
  public resetUsage() {
    this._usage = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usageInput() {
    return this._usage;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      aparty_numbers: cdktn.listMapper(cdktn.stringToTerraform, false)(this._apartyNumbers),
      aparty_pins: cdktn.listMapper(cdktn.numberToTerraform, false)(this._apartyPins),
      aparty_pins_wo: this.markWriteOnlyAttribute(cdktn.listMapper(cdktn.numberToTerraform, false)(this._apartyPinsWo)),
      bparty_numbers: cdktn.listMapper(cdktn.stringToTerraform, false)(this._bpartyNumbers),
      bparty_pins: cdktn.listMapper(cdktn.numberToTerraform, false)(this._bpartyPins),
      bparty_pins_wo: this.markWriteOnlyAttribute(cdktn.listMapper(cdktn.numberToTerraform, false)(this._bpartyPinsWo)),
      connection_id: cdktn.stringToTerraform(this._connectionId),
      deallocation_policy: allocationDeallocationPolicyToTerraform(this._deallocationPolicy.internalValue),
      deletion_policy: cdktn.stringToTerraform(this._deletionPolicy),
      deletion_protection: cdktn.booleanToTerraform(this._deletionProtection),
      flow_id: cdktn.stringToTerraform(this._flowId),
      pins_wo_version: cdktn.numberToTerraform(this._pinsWoVersion),
      preferences: allocationPreferencesToTerraform(this._preferences.internalValue),
      rotation_triggers: cdktn.hashMapper(cdktn.stringToTerraform)(this._rotationTriggers),
      strictness: cdktn.booleanToTerraform(this._strictness),
      usage: cdktn.stringToTerraform(this._usage),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      aparty_numbers: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._apartyNumbers),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      aparty_pins: {
        value: cdktn.listMapperHcl(cdktn.numberToHclTerraform, false)(this._apartyPins),
        isBlock: false,
        type: "set",
        storageClassType: "numberList",
      },
      aparty_pins_wo: {
        value: this.markWriteOnlyAttribute(cdktn.listMapperHcl(cdktn.numberToHclTerraform, false)(this._apartyPinsWo)),
        isBlock: false,
        type: "list",
        storageClassType: "numberList",
      },
      bparty_numbers: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._bpartyNumbers),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      bparty_pins: {
        value: cdktn.listMapperHcl(cdktn.numberToHclTerraform, false)(this._bpartyPins),
        isBlock: false,
        type: "set",
        storageClassType: "numberList",
      },
      bparty_pins_wo: {
        value: this.markWriteOnlyAttribute(cdktn.listMapperHcl(cdktn.numberToHclTerraform, false)(this._bpartyPinsWo)),
        isBlock: false,
        type: "list",
        storageClassType: "numberList",
      },
      connection_id: {
        value: cdktn.stringToHclTerraform(this._connectionId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deallocation_policy: {
        value: allocationDeallocationPolicyToTerraform(this._deallocationPolicy.internalValue),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      deletion_policy: {
        value: cdktn.stringToHclTerraform(this._deletionPolicy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      deletion_protection: {
        value: cdktn.booleanToHclTerraform(this._deletionProtection),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      flow_id: {
        value: cdktn.stringToHclTerraform(this._flowId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pins_wo_version: {
        value: cdktn.numberToHclTerraform(this._pinsWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      preferences: {
        value: allocationPreferencesToTerraform(this._preferences.internalValue),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      rotation_triggers: {
        value: cdktn.hashMapperHcl(cdktn.stringToHclTerraform)(this._rotationTriggers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      strictness: {
        value: cdktn.booleanToHclTerraform(this._strictness),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      usage: {
        value: cdktn.stringToHclTerraform(this._usage),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
