import { bundleCommandLine, bundleProvider } from "./build/bundle";
import { compileLibrary } from "./build/library";
import { oneAtATime } from "./build/one-at-a-time";
import { bundlePage } from "./build/page";

const STEPS = { provider: bundleProvider, cli: bundleCommandLine, page: bundlePage, library: compileLibrary };
export type Step = keyof typeof STEPS;
const ALL = Object.keys(STEPS) as Step[];

/**
 * Makes what is not up to date in `dist/`. All steps run even where one fails, so that the error names everything.
 * Throws an error whose message is meant for people.
 */
export async function build(
  steps: readonly Step[] = ALL,
  say: (line: string) => void = () => undefined,
): Promise<void> {
  await oneAtATime(async () => {
    const failures = await Promise.all(
      steps.map(async (step) => {
        const startedMs = performance.now();
        try {
          const result = await STEPS[step]();
          say(`${step}: ${result}${result === "made" ? ` in ${Math.round(performance.now() - startedMs)} ms` : ""}`);
          return null;
        } catch (error) {
          return `${step}: ${error instanceof Error ? error.message : String(error)}`;
        }
      }),
    );
    const messages = failures.filter((failure) => failure !== null);
    if (messages.length > 0) throw new Error(messages.join("\n"));
  });
}

function isStep(name: string): name is Step {
  return name in STEPS;
}

if (require.main === module) {
  const asked = process.argv.slice(2);
  const steps = asked.length === 0 ? ALL : asked.filter(isStep);
  if (steps.length < asked.length) {
    console.error(`usage: build [${ALL.join("] [")}]`);
    process.exitCode = 2;
  } else {
    build(steps, console.log).catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  }
}
