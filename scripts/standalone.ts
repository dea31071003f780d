import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Platform, PLATFORMS } from "../src/install/platform";
import { oneAtATime } from "./build/one-at-a-time";
import { filesUnder, isUpToDate, noteMade } from "./build/up-to-date";
import { DIST, ROOT } from "./project";
import { compileStandalone, standaloneProgram } from "./standalone/compile";
import { RUNTIMES } from "./standalone/runtimes";

/** Makes the standalone executables that are not up to date, in `dist/standalone/OS_ARCH`. */
export async function makeStandalone(platforms: readonly Platform[], say: (line: string) => void): Promise<void> {
  await mkdir(path.join(DIST, ".cache"), { recursive: true });
  // One lock for each: whoever waits for one waits for no more than that.
  for (const platform of platforms) say(`${platform}: ${await oneAtATime(() => make(platform))}`);
}

async function make(platform: Platform): Promise<"made" | "up to date"> {
  const step = `standalone-${platform}`;
  const settings = JSON.stringify({ runtime: RUNTIMES[platform], sources: await filesUnder("src") });
  if (await isUpToDate(step, settings)) return "up to date";
  const program = await standaloneProgram();
  const executable = await compileStandalone(platform, program);
  const scripts = (await Promise.all(["scripts/build", "scripts/standalone"].map(filesUnder))).flat();
  await noteMade(step, {
    settings,
    inputs: [...new Set([...program.inputs, ...scripts, "package.json", "tsconfig.json"])],
    outputs: [path.relative(ROOT, executable)],
  });
  return "made";
}

if (require.main === module) {
  const asked = process.argv.slice(2);
  const platforms = asked.length === 0 ? PLATFORMS : PLATFORMS.filter((platform) => asked.includes(platform));
  if (asked.length > 0 && platforms.length !== asked.length) {
    console.error(`usage: standalone [${PLATFORMS.join("] [")}]`);
    process.exitCode = 2;
  } else {
    makeStandalone(platforms, console.log).catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  }
}
