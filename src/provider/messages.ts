import { regionList } from "../domain/region";
import type { Failure } from "../exobridge";
import { attributePath, type Diagnostic } from "../plugin/sdk/diagnostic";
import { error } from "./common/diagnostic";
import { couldNot, declaredWrongly, explain } from "./common/messages";

// The provider's configuration.

/** `name` by Terraform's name; `value` as it may be shown, where it may be. */
export function invalidSetting(name: string, value: string | undefined, expected: string): Diagnostic {
  return declaredWrongly({ severity: "error", path: [name], expected, ...(value === undefined ? {} : { value }) });
}

export function missingSetting(name: "account_sid" | "api_token"): Diagnostic {
  return error(
    `Missing ${name}`,
    `${name} is required: set it in the provider block, or in the environment as GREENVN_${name.toUpperCase()}.`,
    attributePath(name),
  );
}

// The data source `greenvn_allocation`.

export function invalidId(expected: string): Diagnostic {
  return error("Invalid id", `id: ${expected}.`, attributePath("id"));
}

export function noAllocationToRead(id: string): Diagnostic {
  return error(
    couldNot("read", id),
    "It is gone: deallocated, or its policy ended. Declare the id of one that is live.",
    attributePath("id"),
  );
}

export function couldNotReadAllocation(id: string, failure: Failure): Diagnostic {
  return error(couldNot("read", id), `${explain(failure)} Nothing was changed or charged.`, attributePath("id"));
}

// Functions: Terraform puts these texts into a sentence of its own, and shows the argument where it is no secret.

export function noPhoneNumber(): string {
  return (
    "it is not a phone number in E.164, nor one of which that could be made without inventing a country code; " +
    "write + and the country code, then 7 to 15 digits in all, such as +919876543210"
  );
}

export function noRegionCode(): string {
  return `it is not the code of a region; use the two capitals of one: ${regionList}`;
}
