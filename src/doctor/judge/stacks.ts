import path from "node:path";
import { shellWord } from "../../domain/shell-word";
import { type Expected, type Facts, type StackFacts, type StateLockFacts } from "../found/facts";
import { type Finding } from "../found/finding";
import { executable, lockFile, stack as stackText, stateLock } from "../say/messages";
import { lines } from "./lines";
import { fault, fine, note } from "./verdicts";

/** `terraform`: how it is typed. */
export function judgeStacks(facts: Facts, expected: Expected, terraform: string): readonly Finding[] {
  const { stacks, cliConfig } = facts;
  if (stacks.length === 0) return [note("stack", stackText.none())];
  const found = fine("stack", stackText.fine(stacks.map(({ folder }) => folder)));
  // Neither is asked for where Terraform is told which executable to run.
  const isOverridden = cliConfig.kind === "read" && cliConfig.methods?.some(({ kind }) => kind === "dev_overrides");
  if (isOverridden === true) return [found];
  return [found, ...stacks.flatMap((stack) => judgeStack(placed(facts.folder, stack), expected, terraform))];
}

/** A stack, and its folder as it is typed. */
interface Placed extends StackFacts {
  readonly typed: string;
}

function placed(folder: string, stack: StackFacts): Placed {
  return { ...stack, typed: shellWord(path.join(folder, stack.folder)) };
}

function judgeStack(stack: Placed, expected: Expected, terraform: string): readonly Finding[] {
  const { folder, typed, installed } = stack;
  const { version, platform } = expected;
  const install = lines.install(typed);
  const ours = installed.find((each) => each.version === version && each.platform === platform && each.isThere);
  const others = [
    ...new Set(installed.filter((each) => each.isThere).map((each) => `${each.version} for ${each.platform}`)),
  ];
  if (ours === undefined)
    return [
      fault("executable", executable.missing(folder, version, platform, others), install),
      ...judgeLock(stack, null, expected, terraform),
    ];
  const folderOf = path.dirname(ours.executable);
  if (!ours.mayRun)
    return [
      fault("executable", executable.mayNotRun(ours.executable), `chmod +x ${shellWord(ours.executable)}`),
      ...judgeLock(stack, ours.hash, expected, terraform),
    ];
  // What is there is what was locked: another build, such as a standalone one, and in order.
  if (ours.hash !== expected.hash && lockedHashes(stack).includes(ours.hash ?? ""))
    return [
      note("executable", executable.otherBuild(folder, version, platform)),
      ...judgeLock(stack, ours.hash, expected, terraform),
    ];
  if (ours.hash !== expected.hash)
    return [
      fault("executable", executable.altered(folder), lines.reinstall(folderOf, typed)),
      ...judgeLock(stack, expected.hash, expected, terraform),
    ];
  return [
    fine("executable", executable.fine(folder, version, platform)),
    ...judgeLock(stack, ours.hash, expected, terraform),
  ];
}

function lockedHashes({ lock }: StackFacts): readonly string[] {
  return lock.kind === "entry" ? lock.hashes : [];
}

/** `hash`: of what is there, or will be once it is mended; null where nothing is. */
function judgeLock(
  { folder, typed, lock }: Placed,
  hash: string | null,
  { version }: Expected,
  terraform: string,
): readonly Finding[] {
  const init = (before = "", option = ""): string => `(cd ${typed} && ${before}${terraform} init${option})`;
  switch (lock.kind) {
    case "none":
      return [fault("lock-file", lockFile.none(folder), init())];
    case "unreadable":
      return [fault("lock-file", lockFile.unreadable(folder), init(REMOVE))];
    case "without-entry":
      return [fault("lock-file", lockFile.withoutEntry(folder), init())];
    case "entry":
      if (lock.version !== version)
        return [fault("lock-file", lockFile.otherVersion(folder, lock.version ?? "?", version), init("", " -upgrade"))];
      // What is missing can't be compared.
      if (hash !== null && !lock.hashes.includes(hash))
        return [fault("lock-file", lockFile.otherHash(folder), init(REMOVE))];
      return [fine("lock-file", lockFile.fine(folder))];
  }
}

const REMOVE = "rm .terraform.lock.hcl && ";

export function judgeStateLocks(stacks: readonly StackFacts[]): readonly Finding[] {
  const locks = stacks.flatMap((stack) => stack.locks);
  if (stacks.length === 0) return [];
  return locks.length === 0 ? [fine("state-lock", stateLock.fine())] : locks.map(judgeStateLock);
}

function judgeStateLock(lock: StateLockFacts): Finding {
  const remove = `rm ${shellWord(lock.path)}`;
  switch (lock.holder) {
    case "nobody":
      return fault("state-lock", stateLock.left(lock), remove);
    case "unknown":
      return fault("state-lock", stateLock.open(lock), remove);
    default:
      return fault("state-lock", stateLock.held(lock, lock.holder), lines.waitFor(lock.holder));
  }
}
