import { USER_ID, VirtualDisk } from "./virtual-disk";
import { VirtualTime } from "./virtual-time";

/** A process of the machine. */
export interface Process {
  readonly pid: number;
  readonly ppid: number;
  /** In the system's own words. */
  readonly started: string;
  readonly environment: Readonly<Record<string, string>>;
}

const BOOT = "5f0c1d6e-1b1e-4b7e-9a53-0d8f2c1a7e11";
const NAMESPACE = "pid:[4026531836]";

/** What providers run on: a clock, a disk and processes, and nothing of the machine that the test runs on. */
export class Machine {
  readonly time = new VirtualTime();
  readonly disk = new VirtualDisk(() => this.time.nowMs);
  readonly #running = new Map<number, Process>();
  readonly #afterwards = new Map<number, () => void>();
  #pids = 100;
  #draws = 1;

  constructor() {
    this.disk.system = (file) => this.#told(file);
  }

  start(ppid: number, environment: Process["environment"]): Process {
    const pid = (this.#pids += 1);
    // In hundredths of a second since the boot; no two begin at one time.
    const one = { pid, ppid, started: String(100_000 + pid), environment };
    this.#running.set(pid, one);
    return one;
  }

  /** It has done what it had to do. */
  end(process: Process): void {
    if (!this.#running.delete(process.pid)) return;
    this.time.clearAllOf(process);
    this.#afterwards.get(process.pid)?.();
  }

  /** Whatever it was about to do, it does not. */
  kill(process: Process): void {
    this.#running.delete(process.pid);
    this.time.clearAllOf(process);
  }

  /** What becomes of a process that ended by itself. */
  whenEnded({ pid }: Process, then: () => void): void {
    this.#afterwards.set(pid, then);
  }

  isRunning({ pid }: Process): boolean {
    return this.#running.has(pid);
  }

  /** 0 up to 1, the same ones each time. */
  readonly random = (): number => {
    this.#draws = (Math.imul(this.#draws, 1_103_515_245) + 12_345) >>> 0;
    return this.#draws / 2 ** 32;
  };

  /** What a process is told of itself and of others. */
  processOf({ pid, ppid, environment }: Process) {
    return {
      pid,
      ppid,
      env: environment,
      platform: "linux",
      getuid: () => USER_ID,
      kill: (asked: number) => {
        if (this.#running.has(asked)) return true;
        throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
      },
    };
  }

  #told(file: string): string | undefined {
    if (file === "/proc/sys/kernel/random/boot_id") return BOOT;
    if (file === "/proc/self/ns/pid") return NAMESPACE;
    const pid = /^\/proc\/(\d+)\/stat$/.exec(file)?.[1];
    const found = pid === undefined ? undefined : this.#running.get(Number(pid));
    // Fields 4 to 22: the parent, what nobody asks for, and the start.
    return found && `${found.pid} (a process) S ${found.ppid} ${"0 ".repeat(17)}${found.started} 0 0`;
  }
}
