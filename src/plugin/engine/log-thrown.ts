import type { Log } from "../sdk/resource";

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
