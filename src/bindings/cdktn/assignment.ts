// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface AssignmentConfig extends cdktn.TerraformMetaArguments {
  /**
  * The `greenvn_id` of the allocation. A change of it makes another assignment; no call is made for the former one.
  */
  readonly greenvnId: string;
  /**
  * What is wished of the number. A preference that changes to a set value requests another number in place, which is **charged as a new allocation**, unless the number in `greenvn` is the one in force. A preference that is only removed requests nothing, and taking such a removal back costs nothing either.
  */
  readonly preferences?: AssignmentPreferences;
  /**
  * Any strings, such as a date. A change to a non-empty map takes another number (with `preferences`, by them), which is **charged as a new allocation**. Removing the map requests nothing. A change is refused while the number in force is pinned with `strictness = true`.
  */
  readonly rotationTriggers?: { [key: string]: string };
  /**
  * Whether every preference must be met: `true` fails (HTTP 452) where one can not be, `false` takes a number that meets as many as possible. Default: `false`. A change to `true` with preferences set requests another number, which is charged, unless the number in `greenvn` is the one in force.
  */
  readonly strictness?: boolean | cdktn.IResolvable;
}
export interface AssignmentPreferences {
  /**
  * The number wanted, in E.164, such as `+917205827365`. With `strictness = true` only this number is taken; otherwise any other may be granted in its place.
  */
  readonly greenvn?: string;
  /**
  * The kind of number: `mobile` or `landline`. No answer of the API tells a number's kind.
  */
  readonly numberType?: string;
  /**
  * The region that the number belongs to: `AP` (Andhra Pradesh and Telangana), `DL` (Delhi and its surroundings), `GJ` (Gujarat), `KA` (Karnataka), `KL` (Kerala), `MH` (Maharashtra without Mumbai), `MP` (Madhya Pradesh and Chhattisgarh), `MU` (Mumbai), `RJ` (Rajasthan), `TN` (Tamil Nadu), `WB` (West Bengal). Two other capitals are sent as they are, with a warning, since regions are added over time. No answer of the API tells a number's region.
  */
  readonly region?: string;
}

export function assignmentPreferencesToTerraform(struct?: AssignmentPreferences | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    greenvn: cdktn.stringToTerraform(struct!.greenvn),
    number_type: cdktn.stringToTerraform(struct!.numberType),
    region: cdktn.stringToTerraform(struct!.region),
  }
}


export function assignmentPreferencesToHclTerraform(struct?: AssignmentPreferences | cdktn.IResolvable): any {
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

export class AssignmentPreferencesOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AssignmentPreferences | cdktn.IResolvable | undefined {
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
    if (this._region !== undefined) {
      hasAnyValues = true;
      internalValueResult.region = this._region;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AssignmentPreferences | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._greenvn = undefined;
      this._numberType = undefined;
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
* Represents a greenvn_assignment
*/
export class Assignment extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "greenvn_assignment";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a Assignment resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Assignment to import
  * @param importFromId The id of the existing Assignment that should be imported. Refer to the import section in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Assignment to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "greenvn_assignment", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new greenvn_assignment Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AssignmentConfig
  */
  public constructor(scope: Construct, id: string, config: AssignmentConfig) {
    super(scope, id, {
      terraformResourceType: 'greenvn_assignment',
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
    this._greenvnId = config.greenvnId;
    this._preferences.internalValue = config.preferences;
    this._rotationTriggers = config.rotationTriggers;
    this._strictness = config.strictness;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // account_sid - computed: true, optional: false, required: false
  public get accountSid() {
    return this.getStringAttribute('account_sid');
  }

  // aparty_numbers - computed: true, optional: false, required: false
  public get apartyNumbers() {
    return cdktn.Fn.tolist(this.getListAttribute('aparty_numbers'));
  }

  // api_origin - computed: true, optional: false, required: false
  public get apiOrigin() {
    return this.getStringAttribute('api_origin');
  }

  // bparty_numbers - computed: true, optional: false, required: false
  public get bpartyNumbers() {
    return cdktn.Fn.tolist(this.getListAttribute('bparty_numbers'));
  }

  // connection_id - computed: true, optional: false, required: false
  public get connectionId() {
    return this.getStringAttribute('connection_id');
  }

  // green_vn - computed: true, optional: false, required: false
  public get greenVn() {
    return this.getStringAttribute('green_vn');
  }

  // greenvn_id - computed: false, optional: false, required: true
  private _greenvnId?: string; 
  public get greenvnId() {
    return this.getStringAttribute('greenvn_id');
  }
  public set greenvnId(value: string) {
    this._greenvnId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get greenvnIdInput() {
    return this._greenvnId;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // preferences - computed: false, optional: true, required: false
  private _preferences = new AssignmentPreferencesOutputReference(this, "preferences");
  public get preferences() {
    return this._preferences;
  }
  public putPreferences(value: AssignmentPreferences) {
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

  // usage - computed: true, optional: false, required: false
  public get usage() {
    return this.getStringAttribute('usage');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      greenvn_id: cdktn.stringToTerraform(this._greenvnId),
      preferences: assignmentPreferencesToTerraform(this._preferences.internalValue),
      rotation_triggers: cdktn.hashMapper(cdktn.stringToTerraform)(this._rotationTriggers),
      strictness: cdktn.booleanToTerraform(this._strictness),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      greenvn_id: {
        value: cdktn.stringToHclTerraform(this._greenvnId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      preferences: {
        value: assignmentPreferencesToTerraform(this._preferences.internalValue),
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
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
