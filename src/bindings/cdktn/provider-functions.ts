// generated from provider function schema

import * as cdktn from 'cdktn';

/**
* Provider-defined functions of the greenvn provider.
*/
export class GreenvnFunctions {
  private readonly providerLocalName: string;

  /**
  * @param providerLocalName The local name of the provider in required_providers; defaults to the registry short name. Override when the provider is declared under a different local name — aliases do not change the namespace, local names do.
  */
  constructor(providerLocalName = "greenvn") {
    this.providerLocalName = providerLocalName;
  }

  /**
  * The phone number `text` in E.164, such as `+919876543210`, by the rule that the provider compares numbers with: spaces, dots, dashes and brackets go; `00` and a country code, or a country code alone, become `+` and the country code; `0` and ten digits are an Indian number. A country code is never invented otherwise: ten bare digits are an error.
  * @param {string} text - The phone number, in any of these forms.
  * @returns {string}
  */
  public e164(text: string): string {
    return cdktn.Token.asString(cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "e164", [text]));
  }

  /**
  * The name of the region that `preferences.region` calls `code`: `MU` is Mumbai. This version knows AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB. Regions are added over time, so that two other capitals give themselves.
  * @param {string} code - The code of a region: two capitals.
  * @returns {string}
  */
  public regionName(code: string): string {
    return cdktn.Token.asString(cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "region_name", [code]));
  }

  /**
  * Whether `a` and `b` are one phone number, each in whatever form: the national digits agree, and the country code where both give one. `917205827365`, `07205827365` and `+917205827365` are the same.
  * @param {string} a - A phone number.
  * @param {string} b - Another, or the same.
  * @returns {boolean | IResolvable}
  */
  public sameNumber(a: string, b: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "same_number", [a, b]);
  }
}
