import { writeSync } from "node:fs";
import type { Log } from "../../sdk/resource";

const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;
/** With no level asked for, Terraform shows nothing anyway: only what is wrong is written. */
const UNASKED = LEVELS.indexOf("warn");

/** The least level that is written, as the environment of Terraform asks for it. */
function thresholdOf(name: string, environment: NodeJS.ProcessEnv): number {
  const asked =
    environment[`TF_LOG_PROVIDER_${name.toUpperCase().replace(/-/g, "_")}`] ??
    environment["TF_LOG_PROVIDER"] ??
    environment["TF_LOG"] ??
    "";
  const word = asked.toLowerCase();
  if (word === "off") return LEVELS.length;
  if (word === "json") return 0;
  const level = LEVELS.findIndex((one) => one === word);
  return level < 0 ? UNASKED : level;
}

/** Lines of JSON, as Terraform's log reader takes them. */
export function createLog(
  name: string,
  environment: NodeJS.ProcessEnv,
  write: (text: string) => void,
  now: () => Date,
): Log {
  const threshold = thresholdOf(name, environment);
  return (level, message, fields) => {
    if (LEVELS.indexOf(level) < threshold) return;
    // Terraform reads six digits of a second, no fewer.
    const timestamp = now().toISOString().replace("Z", "000Z");
    const line = { ...fields, "@level": level, "@message": message, "@timestamp": timestamp, "@module": name };
    write(`${JSON.stringify(line)}\n`);
  };
}

/** Writes to stderr at once. What can't be written is lost: a reader that went away must not end the work. */
export function writeStderr(text: string): void {
  let rest = Buffer.from(text);
  for (let tries = 0; rest.length > 0 && tries < 100; tries += 1) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (thrown) {
      if (!isBusy(thrown)) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "EAGAIN";
}
