import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isRecord } from "../../domain/is-record";
import { type StateLockFacts } from "../found/facts";
import { namesIn } from "./disk";

/** What Terraform leaves beside a state, in a folder and in the one where it runs, while it has it locked. */
export function gatherStateLocks(folder: string, stack: string): readonly StateLockFacts[] {
  return [...new Set([folder, stack])].flatMap((at) =>
    namesIn(at).flatMap((name) => {
      const state = /^\.(.+)\.lock\.info$/.exec(name)?.[1];
      if (state === undefined) return [];
      const file = path.join(at, name);
      const told = toldIn(file);
      const text = (key: string): string | null => (typeof told[key] === "string" ? told[key] : null);
      return [
        {
          file: path.relative(folder, file),
          path: file,
          id: text("ID"),
          who: text("Who"),
          operation: text("Operation"),
          created: text("Created"),
          holder: holderOf(path.join(at, state)),
        },
      ];
    }),
  );
}

function toldIn(file: string): Readonly<Record<string, unknown>> {
  try {
    const told: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(told) ? told : {};
  } catch {
    return {};
  }
}

/** Linux lists every lock with its process and the file's inode. */
function holderOf(state: string): StateLockFacts["holder"] {
  let locks: string;
  try {
    locks = readFileSync("/proc/locks", "utf8");
  } catch {
    return "unknown";
  }
  const inode = statSync(state, { throwIfNoEntry: false })?.ino;
  if (inode === undefined) return "nobody";
  for (const [, pid, locked] of locks.matchAll(/ WRITE\s+(\d+) [\da-f]+:[\da-f]+:(\d+) /g))
    if (Number(locked) === inode) return Number(pid);
  return "nobody";
}
