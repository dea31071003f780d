import type { TerraformFolder } from "./terraform";

export const A = "+919876500001";
export const A2 = "+919876500003";
export const B = "+919876500002";
export const B2 = "+919876500004";

type Attributes = Readonly<Record<string, unknown>>;

/** The attributes of an allocation by this `connection_id`; `more` adds and replaces. Strings may hold `${…}`. */
export function allocationOf(connectionId: string, more: Attributes = {}): Attributes {
  return { connection_id: connectionId, aparty_numbers: [A], bparty_numbers: [B], ...more };
}

/** A configuration in Terraform's JSON form: resources by their type and name, and whatever other blocks there are. */
export interface Configuration {
  readonly allocations?: Readonly<Record<string, Attributes>>;
  readonly assignments?: Readonly<Record<string, Attributes>>;
  /** Data sources `greenvn_allocation`. */
  readonly lookups?: Readonly<Record<string, Attributes>>;
  readonly terraformData?: Readonly<Record<string, Attributes>>;
  readonly provider?: Attributes;
  /** Outputs by name: an expression such as `greenvn_allocation.a.green_vn`. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, string>>;
  /** From address, to address. */
  readonly moves?: readonly (readonly [string, string])[];
}

/** Declares a configuration in place of what was declared before. */
export async function declare(terraform: TerraformFolder, configuration: Configuration): Promise<void> {
  const { allocations, assignments, lookups, terraformData, provider, outputs, imports, moves } = configuration;
  const resource = {
    ...filled("greenvn_allocation", allocations),
    ...filled("greenvn_assignment", assignments),
    ...filled("terraform_data", terraformData),
  };
  const blocks = {
    ...filled("resource", resource),
    ...(lookups ? { data: { greenvn_allocation: lookups } } : {}),
    ...(provider ? { provider: { greenvn: provider } } : {}),
    ...(outputs
      ? {
          output: Object.fromEntries(
            Object.entries(outputs).map(([name, expression]) => [name, { value: `\${${expression}}` }]),
          ),
        }
      : {}),
    ...(imports ? { import: Object.entries(imports).map(([to, id]) => ({ to, id })) } : {}),
    ...(moves ? { moved: moves.map(([from, to]) => ({ from, to })) } : {}),
  };
  await terraform.write({ "main.tf.json": JSON.stringify(blocks, null, 1) });
}

function filled(name: string, content: Attributes | undefined): Attributes {
  return content && Object.keys(content).length > 0 ? { [name]: content } : {};
}
