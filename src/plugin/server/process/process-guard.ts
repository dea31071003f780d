import { framesOf } from "../../engine/log-thrown";
import type { Log } from "../../sdk/resource";

/** Ends the calls that a stray failure belongs to. Returns how many. */
export type EndCallsOf = (thrown: unknown) => number;

/**
 * Keeps the process at work whatever a stray piece of code does: nothing may reach stdout, and no stray exception may
 * cut off a change under way, or leave a call unanswered. Returns what is to be told who ends calls.
 */
export function guardProcess(log: Log): (endCallsOf: EndCallsOf) => void {
  const quiet = quietStderr();
  // stdout is Terraform's line to the provider: what is printed by mistake goes to the log instead.
  for (const name of ["stdout", "stderr"]) Object.defineProperty(process, name, { configurable: true, get: quiet });
  let endCallsOf: EndCallsOf = () => 0;
  const stray = (kind: string) => (thrown: unknown) => {
    const ended = endCallsOf(thrown);
    log("error", ended === 0 ? `${kind} outside of a request` : `${kind} that nobody awaited ended ${ended} requests`, {
      frames: framesOf(thrown),
    });
  };
  process.on("uncaughtException", stray("exception"));
  process.on("unhandledRejection", stray("rejection"));
  return (handler) => (endCallsOf = handler);
}

/** A reader of what is printed that went away must not end the work. The stream is made when it is first printed to. */
function quietStderr(): () => NodeJS.WriteStream {
  const made = Object.getOwnPropertyDescriptor(process, "stderr");
  let stream: NodeJS.WriteStream | undefined;
  return () => {
    if (stream === undefined) {
      // The getter of Node's own; another runtime has the stream itself there.
      stream = (made?.get === undefined ? made?.value : made.get.call(process)) as NodeJS.WriteStream;
      stream.on("error", () => undefined);
    }
    return stream;
  };
}
