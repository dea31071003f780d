import { readFileSync, readlinkSync } from "node:fs";
import { isRecord } from "../../domain/is-record";
import type { Machine, ProcessFound, ProcessMark, WriterIdentity } from "./writer";

/** What a system tells of itself and its processes. */
export interface System {
  readonly boot: () => Promise<string | null>;
  readonly namespace: () => Promise<string | null>;
  readonly find: (pid: number) => Promise<ProcessFound>;
}

/** The machine that this process runs on, asked at the first need of it. */
export function machineOf(system: System, own: ProcessMarks): Machine {
  let identity: Promise<WriterIdentity> | undefined;
  const marked = async (pid: number): Promise<ProcessMark> => {
    const found = await system.find(pid);
    return { pid, started: found.kind === "runs" ? found.started : null };
  };
  const identify = async (): Promise<WriterIdentity> => ({
    ...(await marked(own.pid)),
    parent: own.terraform === null ? null : await marked(own.terraform),
    boot: await system.boot(),
    namespace: await system.namespace(),
  });
  return { here: () => (identity ??= identify()), find: system.find };
}

export interface ProcessMarks {
  readonly pid: number;
  /** The process that started this one; null where that is no Terraform. */
  readonly terraform: number | null;
}

/** Under a debugger the parent is a person's shell: it tells nothing of an apply. */
export function marksOf(environment: NodeJS.ProcessEnv): ProcessMarks {
  const isStartedByTerraform = environment["TF_PLUGIN_MAGIC_COOKIE"] !== undefined;
  return { pid: process.pid, terraform: isStartedByTerraform ? process.ppid : null };
}

export function systemOf(platform: NodeJS.Platform): System {
  return platform === "darwin" ? darwin : linux;
}

const linux: System = {
  boot: async () => read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
  namespace: async () => read(() => readlinkSync("/proc/self/ns/pid")),
  find: async (pid) => {
    const stat = read(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    if (stat !== null) return processIn(stat);
    return isListed(pid) ? { kind: "not told" } : { kind: "ended" };
  },
};

/** A line of `/proc/PID/stat`: the name, in brackets, may hold anything; state is field 3, the start time field 22. */
export function processIn(stat: string): ProcessFound {
  const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const started = rest[18];
  if (state === undefined || started === undefined || !/^\d+$/.test(started)) return { kind: "not told" };
  // A process that ended stays listed until its parent asks for it: in a container, maybe for ever.
  return state === "Z" || state === "X" ? { kind: "ended" } : { kind: "runs", started };
}

const darwin: System = {
  boot: () => answerOf("/usr/sbin/sysctl", ["-n", "kern.bootsessionuuid"]),
  // There is but one.
  namespace: async () => "none",
  find: async (pid) => {
    const line = await answerOf("/bin/ps", ["-o", "stat=,lstart=", "-p", String(pid)]);
    if (line !== null) return processInPs(line);
    return isListed(pid) ? { kind: "not told" } : { kind: "ended" };
  },
};

/** A line of `ps -o stat=,lstart=`. */
export function processInPs(line: string): ProcessFound {
  const [, state, started] = /^(\S+)\s+(\S.*)$/.exec(line.trim()) ?? [];
  if (state === undefined || started === undefined) return { kind: "not told" };
  return state.startsWith("Z") ? { kind: "ended" } : { kind: "runs", started };
}

/** Whether the system knows such a process, also where it is somebody else's. */
function isListed(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return !(isRecord(thrown) && thrown["code"] === "ESRCH");
  }
}

function read(what: () => string): string | null {
  try {
    return what() || null;
  } catch {
    return null;
  }
}

async function answerOf(file: string, args: readonly string[]): Promise<string | null> {
  // Where it is not needed it is not loaded: it takes as long as all else at start.
  const { execFile } = await import("node:child_process");
  return new Promise((resolve) =>
    execFile(file, [...args], { env: { LC_ALL: "C", TZ: "UTC" }, timeout: 2000 }, (failed, stdout) =>
      resolve(failed ? null : stdout.trim() || null),
    ),
  );
}
