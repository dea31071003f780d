import { rowsIn } from "../domain/attributes/attributes";
import { checkDeclaration } from "../domain/declared/declaration";
import { generateConfig } from "../plugin/engine/resource/generate-config";
import { mergeRemote } from "../provider/common/remote";
import { allocationSchema } from "../provider/common/schema";
import { blankState } from "../provider/common/whole-state";
import { notTold, toldNotDeclarable } from "./messages";
import { type Told } from "./told";

/** What a configuration says of an allocation, by Terraform's names: a text, or a list of them. */
export type Declaration = ReadonlyMap<string, string | readonly string[]>;

export type Declared =
  { readonly kind: "declared"; readonly declaration: Declaration } | { readonly kind: "refused"; readonly why: string };

/**
 * The declaration that plans nothing once the allocation is imported: by the rule that Terraform's own
 * `-generate-config-out` is answered by, without what is a default anyway. PINs stand in none.
 */
export function declarationOf(told: Told): Declared {
  const blank = blankState("allocation");
  const state = mergeRemote("allocation", blank, told);
  const config = generateConfig({ schema: allocationSchema }, { ...state });
  const declaration = new Map<string, string | readonly string[]>();
  for (const { name } of rowsIn("allocation")) {
    const value: unknown = config[name];
    if (value === null || value === blank[name]) continue;
    if (typeof value === "string") declaration.set(name, value);
    else if (isTexts(value)) declaration.set(name, value);
  }
  for (const [name, { origin }] of Object.entries(allocationSchema.attributes))
    if (origin === "required" && !declaration.has(name)) return { kind: "refused", why: notTold(name) };
  const [problem] = checkDeclaration({
    connectionId: told.connectionId,
    apartyNumbers: declaration.get("aparty_numbers") as readonly string[],
    bpartyNumbers: declaration.get("bparty_numbers") as readonly string[],
    usage: told.usage,
    flowId: told.flowId,
  }).filter(({ severity }) => severity === "error");
  if (problem !== undefined) return { kind: "refused", why: toldNotDeclarable(problem) };
  // Half of a character outside of the first plane: no file can hold it.
  if ([...declaration.values()].flat().some((text) => /\p{Surrogate}/u.test(text)))
    return { kind: "refused", why: toldNotDeclarable(null) };
  return { kind: "declared", declaration };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}
