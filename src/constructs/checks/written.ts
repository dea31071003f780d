import { type TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { isRecord } from "../../domain/is-record";
import { resolve } from "../expressions/resolve";

type Readable = TerraformResource | TerraformDataSource;

/** A resource or data source as it will stand in the JSON, whatever wrote it: props, aspects, overrides. */
export interface Written {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The id that it is imported by. */
  readonly importId: unknown;
}

/** What was read for the checks of the stack, until the construct's own checks have taken it. */
const read = new WeakMap<TerraformStack, Map<Readable, Written | null>>();

/** Reads anew what stands there; null for what moved away and is not written. */
export function readWritten(resource: Readable): Written | null {
  return isPlain(resource)
    ? { attributes: resolved(resource, plainAttributesOf(resource)), importId: undefined }
    : readJson(resource);
}

/** Whether nothing but the generated class says what will be written. */
function isPlain(resource: Readable): boolean {
  const metadata = resource.toMetadata() as object;
  return Object.values(metadata).every((said) => said === undefined) && !Object.hasOwn(resource, "toTerraform");
}

// As `toTerraform` writes it, without the merging that makes it slow for a stack of thousands.
function plainAttributesOf(resource: Readable): Readonly<Record<string, unknown>> {
  const synthesize = Reflect.get(resource, "synthesizeAttributes") as () => Readonly<Record<string, unknown>>;
  const { count, forEach, provider, lifecycle } = resource.terraformMetaArguments as MetaArguments;
  const replaced = lifecycle?.createBeforeDestroy;
  return {
    ...synthesize.call(resource),
    count,
    for_each: forEach,
    provider,
    lifecycle: replaced === undefined ? undefined : { create_before_destroy: replaced },
  };
}

interface MetaArguments {
  readonly count?: unknown;
  readonly forEach?: unknown;
  readonly provider?: unknown;
  readonly lifecycle?: { readonly createBeforeDestroy?: unknown };
}

function readJson(resource: Readable): Written | null {
  const kind = TerraformResource.isTerraformResource(resource) ? "resource" : "data";
  const json = resource.toTerraform() as Readonly<Record<string, unknown>>;
  const attributes = member(member(json[kind], resource.terraformResourceType), resource.friendlyUniqueId);
  if (!isRecord(attributes)) return null;
  const { "//": _metadata, ...written } = attributes;
  const imports = json["import"];
  return {
    attributes: resolved(resource, written),
    importId: Array.isArray(imports) ? resolve(resource, member(imports[0], "id")) : undefined,
  };
}

function resolved(
  resource: Readable,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(attributes)) {
    const value = resolve(resource, attributes[name]);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** Reads several for the checks across constructs, and keeps what was read for those of each. */
export function readAllWritten<T extends Readable>(stack: TerraformStack, resources: readonly T[]): Map<T, Written> {
  const all = new Map(resources.map((resource) => [resource, readWritten(resource)]));
  read.set(stack, new Map(all));
  return new Map([...all].flatMap(([resource, written]) => (written === null ? [] : [[resource, written]])));
}

/** What stands there, read once for all checks of one synthesis. */
export function writtenOf(resource: Readable): Written | null {
  const kept = read.get(resource.cdktfStack);
  const written = kept?.get(resource);
  if (written === undefined) return readWritten(resource);
  kept?.delete(resource);
  return written;
}

function member(of: unknown, name: string): unknown {
  return isRecord(of) ? of[name] : undefined;
}
