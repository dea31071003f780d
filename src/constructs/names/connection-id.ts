import { createHash } from "node:crypto";
import { type TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";
import { isMarked, Shared } from "../copies";
import { WORKSPACE } from "./workspace";

/** Longest readable part of a name. */
const READABLE_LENGTH = 64;

/** The providers of ours in a stack, in the order of their declaration. */
const PROVIDERS = new Shared("providers", (): Prefixing[] => []);

/** A provider of ours, as far as names need it. */
export interface Prefixing extends TerraformProvider {
  readonly connectionIdPrefix: string | undefined;
}

/**
 * The name of an allocation whose declaration gives none: the construct's path in a readable form, and a hash of it, so
 * that `a-b/c` and `a/b-c` differ. The same path gives the same name on every machine.
 */
export function connectionIdFor(construct: IConstruct): string {
  const { path } = construct.node;
  const readable = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 10);
  return `${readable.slice(0, READABLE_LENGTH)}-${hash}`.replace(/^-/, "vn-");
}

/** That name as it is written: with the provider's prefix, and the workspace where it is not the default one. */
export function writtenConnectionId(name: string, resource: TerraformResource): string {
  const prefix = providerOf(resource)?.connectionIdPrefix;
  return `${prefix === undefined ? "" : `${prefix}-`}${name}${WORKSPACE}`;
}

/** Has the stack know a provider of ours, so that names can be made by it. */
export function registerProvider(provider: Prefixing): void {
  PROVIDERS.of(TerraformStack.of(provider)).push(provider);
}

/** Whether a provider is the first of ours in its stack. */
export function isFirstProvider(provider: Prefixing): boolean {
  return PROVIDERS.of(TerraformStack.of(provider))[0] === provider;
}

function providerOf(resource: TerraformResource): Prefixing | undefined {
  const { provider } = resource;
  if (provider !== undefined) return isMarked(provider, "GreenvnProvider") ? (provider as Prefixing) : undefined;
  return PROVIDERS.of(TerraformStack.of(resource)).find(({ alias }) => alias === undefined);
}
