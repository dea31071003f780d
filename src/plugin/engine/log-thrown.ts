import type { Log } from "../sdk/resource";

/** Where an exception came from: names of files and lines only, since a message may quote a secret. */
export function framesOf(thrown: unknown): readonly string[] {
  try {
    if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return [];
    const afterMessage = thrown.stack.indexOf(thrown.message) + thrown.message.length;
    return thrown.stack
      .slice(afterMessage)
      .split("\n")
      .flatMap((line) => /^\s+at .*?([^\s/\\()]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
      .slice(0, 20);
  } catch {
    // Anything can be thrown, also what throws when it is looked at.
    return [];
  }
}

/** As `instanceof`. Anything can be thrown, also what throws when it is looked at. */
export function isThrown<E extends Error>(thrown: unknown, kind: new (...rest: never[]) => E): thrown is E {
  try {
    return thrown instanceof kind;
  } catch {
    return false;
  }
}

function kindOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.constructor.name : typeof thrown;
  } catch {
    return typeof thrown;
  }
}

/** Logs an exception by its kind and place. */
export function logThrown(log: Log, what: string, thrown: unknown): void {
  log("debug", `${what}: unexpected exception`, {
    kind: kindOf(thrown),
    frames: framesOf(thrown),
  });
}
