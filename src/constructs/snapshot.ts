import { type TerraformStack, Testing } from "cdktf";

/** Where whoever tests a stack finds its JSON, without CDKTF being loaded. */
const SNAPSHOT = Symbol.for("cdktf-greenvn/snapshot");

/** Lets a stack be handed to a matcher of `cdktf-greenvn/testing` as it is. */
export function offerSnapshot(stack: TerraformStack): void {
  if (!(SNAPSHOT in stack)) Object.defineProperty(stack, SNAPSHOT, { value: () => snapshotOf(stack) });
}

/** The stack as JSON, checks included, without what differs between two machines or two runs. */
export function snapshotOf(stack: TerraformStack): string {
  const json = JSON.parse(Testing.synth(stack, true)) as { terraform?: { backend?: { local?: { path?: string } } } };
  const local = json.terraform?.backend?.local;
  // Where no backend is declared, CDKTF writes one with this machine's path.
  if (local?.path?.startsWith("/") === true) local.path = local.path.slice(local.path.lastIndexOf("/") + 1);
  return JSON.stringify(json, null, 2);
}
