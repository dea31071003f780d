import type { Diagnostic } from "../sdk/diagnostic";
import type { Log } from "../sdk/resource";

/**
 * Where a bug of the provider at `address` (`HOST/NAMESPACE/TYPE`) is reported: registries require this name of its
 * repository.
 */
function issuesOf(address: string): string {
  const [, namespace = "", type = ""] = address.split("/");
  return `https://github.com/${namespace}/terraform-provider-${type}/issues`;
}

/**
 * What is told of a mistake of the provider itself: `what` could not be done, and `detail` what that means for the
 * user.
 */
export function bugDiagnostic(
  provider: { readonly address: string; readonly version: string },
  severity: "error" | "warning",
  what: string,
  detail: string,
): Diagnostic {
  const report = `This is a bug of the provider (version ${provider.version}), not a mistake in your configuration. Please report it at ${issuesOf(provider.address)}, with the lines that TF_LOG_PROVIDER=debug shows.`;
  return { severity, summary: what, detail: `${detail}\n\n${report}` };
}

/** Where an exception came from: names of files and lines only, since a message may quote a secret. */
export function framesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return [];
  const afterMessage = thrown.stack.indexOf(thrown.message) + thrown.message.length;
  return thrown.stack
    .slice(afterMessage)
    .split("\n")
    .flatMap((line) => /^\s+at .*?([^\s/\\()]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
    .slice(0, 20);
}

/** Logs an exception by its kind and place. */
export function logThrown(log: Log, what: string, thrown: unknown): void {
  log("debug", `${what}: unexpected exception`, {
    kind: thrown instanceof Error ? thrown.constructor.name : typeof thrown,
    frames: framesOf(thrown),
  });
}
