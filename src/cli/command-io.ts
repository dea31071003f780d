import { type InstalledPackage } from "../install/executable";
import { type Screen } from "../report/plan-report";

/** How a command ended: 0 fine, 1 the answer is no (a gate failed, plans differ), 2 bad usage or bad input. */
export type ExitCode = 0 | 1 | 2;

/** What commands read, write and wait for; a process has it, and so has a test. */
export interface CommandIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The package that is run; throws an `InstallError` where it can not be found. */
  readonly installed: () => InstalledPackage;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** The terminal that standard output is shown on; absent where it goes to a file or a program. */
  readonly screen?: Screen;
  /** The terminal that somebody sits at; absent where input or output is a file or a program. */
  readonly terminal?: { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream };
  /** Shows how far a command is, on the line that the last call showed; absent where standard error is no terminal. */
  readonly progress?: (line: string) => void;
  /** Resolves when the command is asked to end. Until it is called, a signal ends the process as ever. */
  readonly stopAsked: () => Promise<void>;
}

/** Called by a command once, with its exit code. */
export type Ended = (exit: ExitCode) => void;
