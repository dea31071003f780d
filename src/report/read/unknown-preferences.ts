import { ATTRIBUTES } from "../../domain/attributes/attributes";
import { isResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import type { Json } from "./json";
import { PLACE_OF } from "./side";

/**
 * The keys of `preferences` that a resource's schema does not have. Terraform drops such a key without a word, but the
 * configuration in the plan still has it, as far as it is written without references.
 */
export function unknownPreferences(type: string, preferences: Json | undefined): readonly string[] {
  if (!isResourceType(type) || !isRecord(preferences)) return [];
  const written = preferences["constant_value"];
  if (!isRecord(written)) return [];
  const known = Object.entries(ATTRIBUTES.preferences.kind)
    .filter(([, row]) => PLACE_OF[type] in row)
    .map(([name]) => name);
  return Object.keys(written).filter((key) => !known.includes(key));
}
