import fc from "fast-check";
import { Broken, INVARIANTS } from "../judged/invariants";
import { type Program } from "../machine/built-provider";
import { arbitraryLife } from "./arbitrary-life";
import { type Step } from "./life";
import { replayOn } from "./replay";
import { shortest } from "./shortest";

/** A life that breaks an invariant, with nothing in it that it does not need. */
export interface BrokenLife {
  readonly steps: readonly Step[];
  readonly broken: Broken;
}

/** Plays so many lives, the same ones for the same seed, up to the first that breaks an invariant. */
export async function search(program: Program, seed: number, count: number): Promise<BrokenLife | null> {
  for (const steps of fc.sample(arbitraryLife, { seed, numRuns: count })) {
    const broken = await brokenBy(program, steps);
    if (broken === null) continue;
    const short = await shortest(
      steps,
      async (less) => (await brokenBy(program, less))?.invariant === broken.invariant,
    );
    return { steps: short, broken: (await brokenBy(program, short)) ?? broken };
  }
  return null;
}

async function brokenBy(program: Program, steps: readonly Step[]): Promise<Broken | null> {
  try {
    await replayOn(program, steps);
    return null;
  } catch (thrown) {
    if (thrown instanceof Broken) return thrown;
    throw new Error(`a life could not be played: ${JSON.stringify(steps)}`, { cause: thrown });
  }
}

/** The life as a test, to be pasted. */
export function asTest({ steps, broken }: BrokenLife): string {
  const title = JSON.stringify(`invariant ${broken.invariant}, ${INVARIANTS[broken.invariant]}`);
  const lines = steps.map((step) => `    ${literal(step)},\n`).join("");
  return `test(${title}, () =>\n  // ${broken.why}\n  replay([\n${lines}  ]));\n`;
}

/** As a person writes it: names without quotes. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => `${name}: ${literal(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
