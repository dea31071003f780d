import type { TestSandbox } from "../api/sandbox";
import type { Recorder } from "./recorder";
import type { Values } from "./values";

export interface Bench extends Recorder {
  readonly sandbox: TestSandbox;
  /** Kills the process and starts another in its place, with the same data directory. */
  readonly restart: () => Promise<void>;
}

/** Calls that belong together: one golden file. */
export interface Story {
  /** Names the golden file. */
  readonly name: string;
  /** Charged calls of the API, exactly. */
  readonly charged: number;
  /** Absent: the provider's environment points at the sandbox. */
  readonly environment?: "empty";
  readonly play: (bench: Bench) => Promise<void>;
}

/** A declared allocation with one A- and one B-party. */
export function allocation(connectionId: string, more: Values = {}): Values {
  return { connection_id: connectionId, aparty_numbers: ["+919000000001"], bparty_numbers: ["+919000000101"], ...more };
}
