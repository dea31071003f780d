import { apartyOf, LINES_OF_A_BLOCK } from "./configuration";

/** A state file of Terraform, as far as it is touched here. */
export interface StateFile {
  serial: number;
  resources: { name: string; instances: Instance[] }[];
}

interface Instance {
  index_key: number;
  attributes: Record<string, unknown>;
  private?: string;
}

/** The allocation that a line of a state is about. */
export interface Line {
  readonly greenvn_id: string;
  readonly green_vn: string;
}

/**
 * A state of many allocations out of one with a single one: to apply ten thousand of them for it would take minutes.
 */
export function allocationsLike(template: StateFile, prefix: string, lines: readonly Line[]): StateFile {
  return repeated(template, lines.length, (instance, index) => {
    const { greenvn_id: id, green_vn } = lines[index] as Line;
    const former = instance.attributes["green_vn"] as string;
    const notes = Buffer.from(
      Buffer.from(instance.private ?? "", "base64")
        .toString()
        .replaceAll(former, green_vn),
    ).toString("base64");
    return {
      ...instance,
      private: notes,
      attributes: {
        ...instance.attributes,
        id,
        green_vn,
        connection_id: `${prefix}-${index}`,
        aparty_numbers: [apartyOf(index)],
      },
    };
  });
}

/** The same of `terraform_data`. */
export function dataLike(template: StateFile, prefix: string, count: number): StateFile {
  return repeated(template, count, (instance, index) => {
    const said = (kind: "input" | "output") => {
      const dynamic = instance.attributes[kind] as { value: object; type: unknown };
      return {
        ...dynamic,
        value: { ...dynamic.value, connection_id: `${prefix}-${index}`, aparty_numbers: [apartyOf(index)] },
      };
    };
    return {
      ...instance,
      attributes: {
        ...instance.attributes,
        id: `00000000-0000-4000-a000-${String(index).padStart(12, "0")}`,
        input: said("input"),
        output: said("output"),
      },
    };
  });
}

function repeated(
  template: StateFile,
  count: number,
  make: (instance: Instance, index: number) => Instance,
): StateFile {
  const [resource] = template.resources;
  const instance = resource?.instances[0];
  if (resource === undefined || instance === undefined)
    throw new Error("there is nothing in the state to make more of");
  const blocks = Array.from({ length: Math.ceil(count / LINES_OF_A_BLOCK) }, (_, block) => {
    const first = block * LINES_OF_A_BLOCK;
    const instances = Array.from({ length: Math.min(LINES_OF_A_BLOCK, count - first) }, (_, index) => ({
      ...make(instance, first + index),
      index_key: index,
    }));
    return { ...resource, name: `line_${block}`, instances };
  });
  return { ...template, serial: template.serial + 1, resources: blocks };
}
