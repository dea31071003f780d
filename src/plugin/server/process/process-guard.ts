import { framesOf } from "../../engine/log-thrown";
import type { Log } from "../../sdk/resource";

/**
 * Keeps the process at work whatever a stray piece of code does: nothing may reach stdout, and no stray exception may
 * cut off a change under way.
 */
export function guardProcess(log: Log): void {
  // stdout is Terraform's line to the provider: what is printed by mistake goes to the log instead.
  Object.defineProperty(process, "stdout", { configurable: true, get: () => process.stderr });
  const stray = (kind: string) => (thrown: unknown) => {
    if (isBrokenPipe(thrown)) return;
    log("error", `${kind} outside of a request`, { frames: framesOf(thrown) });
  };
  process.on("uncaughtException", stray("exception"));
  process.on("unhandledRejection", stray("rejection"));
}

function isBrokenPipe(thrown: unknown): boolean {
  return (
    thrown instanceof Error && "code" in thrown && (thrown.code === "EPIPE" || thrown.code === "ERR_STREAM_DESTROYED")
  );
}
