/** A process, by what no later one of the same number shares. */
export interface ProcessMark {
  readonly pid: number;
  /** In the system's own words; null where it does not tell. */
  readonly started: string | null;
}

/** Where a process stands. */
export interface WriterIdentity extends ProcessMark {
  /** The Terraform that started it: providers of one apply share it. */
  readonly parent: ProcessMark | null;
  /** The machine's boot. */
  readonly boot: string | null;
  /** The namespace in which process numbers count: another container has another one. */
  readonly namespace: string | null;
}

/** Who wrote an entry of the journal. */
export interface Writer extends WriterIdentity {
  /** Unique to a configured provider: under a debugger one process serves many runs. */
  readonly run: string;
  readonly request_timeout_ms: number;
}

/** What became of a process, as far as it can be told from here. */
export type ProcessFound =
  { readonly kind: "runs"; readonly started: string } | { readonly kind: "ended" } | { readonly kind: "not told" };

/** What a writer can be told by, and looked for: replaced in tests. */
export interface Machine {
  /** This very process. */
  readonly here: () => Promise<WriterIdentity>;
  readonly find: (pid: number) => Promise<ProcessFound>;
}

/** What a writer is to whoever reads its entry. */
export type WriterIs =
  /** This provider, or one that the same Terraform started. */
  | "this apply"
  /** It runs, or nobody can tell and its entry is young. */
  | "alive"
  | "gone"
  /** Nobody can tell, and by its age its call is over. */
  | "unknown";

/** How much longer than its request_timeout a writer counts as alive that can't be judged, in milliseconds. */
export const UNJUDGED_GRACE_MS = 60_000;

/**
 * Judges a writer from here; null: an older version, which did not tell. `ageMs`: of its entry. `own`: this run, whose
 * time-out counts for a writer that told none.
 */
export async function judgeWriter(
  writer: Writer | null,
  ageMs: number,
  own: Pick<Writer, "run" | "request_timeout_ms">,
  machine: Machine,
): Promise<WriterIs> {
  if (writer !== null) {
    const here = await machine.here();
    const isNear = isSame(writer.boot, here.boot) && isSame(writer.namespace, here.namespace);
    if (writer.run === own.run || (isNear && isSameProcess(writer.parent, here.parent))) return "this apply";
    if (isNear && writer.started !== null) {
      const found = await machine.find(writer.pid);
      // Another start time: its number went to another process.
      if (found.kind === "runs") return found.started === writer.started ? "alive" : "gone";
      if (found.kind === "ended") return "gone";
    }
  }
  const aliveForMs = (writer?.request_timeout_ms ?? own.request_timeout_ms) + UNJUDGED_GRACE_MS;
  return ageMs < aliveForMs ? "alive" : "unknown";
}

function isSameProcess(one: ProcessMark | null, other: ProcessMark | null): boolean {
  return one !== null && other !== null && one.pid === other.pid && isSame(one.started, other.started);
}

/** What is not told is never the same. */
function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}
