/** Terraform decides: the workspace of a synthesis says nothing of the one that is applied. */
export const WORKSPACE = '${terraform.workspace == "default" ? "" : "-${terraform.workspace}"}';

/** A written name as far as it is known at synth, where the workspace is all that is not. */
export function withoutWorkspace(connectionId: unknown): unknown {
  return typeof connectionId === "string" && connectionId.endsWith(WORKSPACE)
    ? connectionId.slice(0, -WORKSPACE.length)
    : connectionId;
}
