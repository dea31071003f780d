import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import rooms from "../tools/mutation/rooms.json";
import { isReached, type Report, type Score, scoreOf, tableOf } from "./mutate/score";
import { DIST, ROOT } from "./project";
import { shown } from "./shown";

type Room = keyof typeof rooms;

const USAGE = `usage: npm run mutate [-- [--again] [--workers N] ROOM...]

rooms, all of them where none is named:
${Object.entries(rooms)
  .map(([name, { what, atLeast }]) => `  ${name.padEnd(12)}${what} (${atLeast} %)`)
  .join("\n")}

  --again      only what changed since the last run: for work on tests; a score that counts takes a whole run
  --workers N  how many run tests at once; by default one core stays free, and there are two at most`;

/** Its package.json names the version, its lock file the hash of each package. */
const TOOL = path.join(ROOT, "tools", "mutation");
/** Reports, copies of the sources, and what `--again` builds on. */
const FOLDER = path.join(DIST, ".cache", "mutation");
const LONGEST_INSTALLATION_MS = 10 * 60_000;
const LONGEST_ROOM_MS = 3 * 60 * 60_000;

/** Changes the sources of each room in thousands of small ways, and counts the changes that no test notices. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { again: { type: "boolean" }, workers: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) return console.log(USAGE);
  const workers = Number(values.workers ?? Math.max(1, Math.min(2, os.availableParallelism() - 1)));
  if (!positionals.every(isRoom) || !(Number.isInteger(workers) && workers > 0)) throw new Error(USAGE);
  const asked = positionals.length === 0 ? Object.keys(rooms).filter(isRoom) : positionals;

  await install();
  mkdirSync(FOLDER, { recursive: true });
  const scores: { name: Room; atLeast: number; score: Score }[] = [];
  for (const name of asked) {
    const score = scoreOf(await mutated(name, { workers, isAgain: values.again === true }));
    scores.push({ name, atLeast: rooms[name].atLeast, score });
    if (score.survivors.length > 0) console.log(`Not killed in ${name}:\n${score.survivors.join("\n")}\n`);
  }
  console.log(tableOf(scores));
  console.log(`Reports to read in a browser: ${path.relative(ROOT, FOLDER)}/ROOM.html`);
  if (!scores.every(({ score, atLeast }) => isReached(score, atLeast))) process.exitCode = 1;
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(rooms, name);
}

/** Where it isn't there yet, or the lock file changed since. */
async function install(): Promise<void> {
  const done = path.join(TOOL, "node_modules", ".package-lock.json");
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(path.join(TOOL, "package-lock.json")).mtimeMs) return;
  const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await shown("npm", ["ci", "--prefix", TOOL, ...quiet], {
    env: process.env,
    timeoutMs: LONGEST_INSTALLATION_MS,
    say: console.log,
  });
}

async function mutated(room: Room, { workers, isAgain }: { workers: number; isAgain: boolean }): Promise<Report> {
  const report = path.join(FOLDER, `${room}.json`);
  rmSync(report, { force: true });
  // Tests that never end leave what they made behind. Short: a Unix socket's path may have about 100 bytes.
  const temporary = mkdtempSync(path.join(realpathSync(os.tmpdir()), "gvn-"));
  try {
    await shown(
      process.execPath,
      [
        path.join(TOOL, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js"),
        "run",
        path.join(TOOL, "stryker.config.js"),
        "--incremental",
        ...(isAgain ? [] : ["--force"]),
        ...["--concurrency", String(workers)],
      ],
      {
        env: {
          ...process.env,
          TMPDIR: temporary,
          GREENVN_MUTATED_ROOM: room,
          GREENVN_MUTATION_FOLDER: path.relative(ROOT, FOLDER),
        },
        timeoutMs: LONGEST_ROOM_MS,
        say: console.log,
      },
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return JSON.parse(readFileSync(report, "utf8")) as Report;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
