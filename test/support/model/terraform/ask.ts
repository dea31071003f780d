import { type Diagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Declared, obeysConfig, proposedNew, whole } from "../../terraform/core-rules";
import { type Address } from "../lives/life";
import { ATTRIBUTES, type Kept, type Plugin } from "./plugin";
import { type Change, complain, Complaint, typeOf } from "./resource";

/** Asks a provider for the plan of what is declared. Null where it refuses: `errors` has why. */
export async function ask(
  plugin: Plugin,
  address: Address,
  prior: Kept,
  declared: Declared,
  errors: Diagnostic[],
): Promise<(Pick<Change, "after" | "private" | "warnings"> & { readonly replaces: boolean }) | null> {
  const attributes = ATTRIBUTES[typeOf(address)];
  const config = whole(declared, attributes);
  const proposed = proposedNew(prior.value, config, attributes);
  const answer = await plugin.plan(typeOf(address), prior, { proposed, config });
  errors.push(...answer.errors);
  const { value: after, private: remembered, warnings, replaces } = answer;
  if (answer.errors.length > 0) return null;
  if (after === null) throw new Complaint(`the plan of ${address} plans nothing`);
  complain(() => obeysConfig(after, config, prior.value, attributes, ""));
  return { after, private: remembered, warnings, replaces };
}
