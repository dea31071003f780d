import type { Platform } from "../../src/install/platform";

/**
 * What a user of the runtime, and so whoever sets the environment, could have it run other code by, open a debugger,
 * print what is sent, or read and write files of its own. Each stands for all that begins with it.
 */
export const DISARMED = [
  "BUN_OPTIONS",
  "BUN_BE_BUN",
  "BUN_INSPECT",
  "BUN_CONFIG_VERBOSE_FETCH",
  "BUN_RUNTIME_TRANSPILER_CACHE_PATH",
  "BUN_BYTECODE_",
  "BUN_FEATURE_FLAG_",
  "BUN_CRASH_REPORT_URL",
  "NODE_REDIRECT_WARNINGS",
  // No variable: where it reports a crash to.
  "https://bun.report",
] as const;

/** The settings of its engine. No text in the runtime: it compares one letter after the other. */
export const DISARMED_ENGINE = "BUN_JSC_";

/** What no variable's name can begin with: the end of a text. */
const NOTHING = 0;
const PROPERTY = ".".charCodeAt(0);

/**
 * The runtime of a platform with these names gone from its bytes, so that it finds none of them in an environment.
 * Throws where one is not where it is expected: the runtime is another one, and what it obeys has to be looked at anew.
 */
export function disarm(runtime: Buffer, platform: Platform): Buffer {
  const disarmed = Buffer.from(runtime);
  for (const name of DISARMED) {
    let found = 0;
    for (let at = disarmed.indexOf(name); at >= 0; at = disarmed.indexOf(name, at + 1)) {
      // As a property (`env.BUN_INSPECT_NOTIFY`) it stands in the text of a program, which has to stay what it is.
      if (disarmed[at - 1] === PROPERTY) continue;
      disarmed[at] = NOTHING;
      found += 1;
    }
    if (found === 0) throw new Error(`the runtime does not know ${name}: look again at what it obeys`);
  }
  for (const comparison of comparisonsOf(disarmed, platform)) comparison.neverTrue();
  return disarmed;
}

interface Comparison {
  readonly at: number;
  neverTrue(): void;
}

/** The comparisons of a text's letters with those of the engine's settings, in their order; there is one such place. */
function comparisonsOf(runtime: Buffer, platform: Platform): readonly Comparison[] {
  const comparison = platform.endsWith("_arm64") ? comparisonOfArm64 : comparisonOfAmd64;
  const [first, ...others] = [...DISARMED_ENGINE];
  const chains = placesOf(runtime, comparison, first ?? "").flatMap((start) => {
    const chain = [start];
    for (const letter of others) {
      const before = chain.at(-1)?.at ?? 0;
      const next = comparison.within(runtime, letter, chain.length, before + 1, before + FARTHEST_BYTES);
      if (next === null) return [];
      chain.push(next);
    }
    return [chain];
  });
  const [chain, ...more] = chains;
  if (chain === undefined || more.length > 0)
    throw new Error(`${chains.length} places compare with ${DISARMED_ENGINE}: look again at what the runtime obeys`);
  return chain;
}

/** From one comparison to that of the next letter. */
const FARTHEST_BYTES = 32;

interface Comparing {
  /** The places that may begin a chain. */
  readonly starts: (runtime: Buffer, letter: string) => readonly number[];
  /** The comparison of the letter at an index with this one, if there is one between two places. */
  readonly within: (runtime: Buffer, letter: string, index: number, from: number, to: number) => Comparison | null;
}

function placesOf(runtime: Buffer, comparing: Comparing, letter: string): readonly Comparison[] {
  return comparing.starts(runtime, letter).flatMap((at) => comparing.within(runtime, letter, 0, at, at + 1) ?? []);
}

/** `cmp byte ptr [reg + index], letter`. */
const comparisonOfAmd64: Comparing = {
  starts(runtime, letter) {
    const places: number[] = [];
    const code = letter.charCodeAt(0);
    for (let at = runtime.indexOf(0x80); at >= 0; at = runtime.indexOf(0x80, at + 1))
      if (isAmd64(runtime, at, code, 0)) places.push(at);
    return places;
  },
  within(runtime, letter, index, from, to) {
    const code = letter.charCodeAt(0);
    for (let at = from; at < Math.min(to, runtime.length - 4); at += 1)
      if (isAmd64(runtime, at, code, index))
        return { at, neverTrue: () => void (runtime[at + (index === 0 ? 2 : 3)] = NOTHING) };
    return null;
  },
};

function isAmd64(runtime: Buffer, at: number, code: number, index: number): boolean {
  const form = runtime[at + 1] ?? 0;
  if (runtime[at] !== 0x80) return false;
  return index === 0
    ? (form & 0xf8) === 0x38 && runtime[at + 2] === code
    : (form & 0xf8) === 0x78 && runtime[at + 2] === index && runtime[at + 3] === code;
}

/** `cmp wN, #letter`, of a letter that was loaded before. */
const comparisonOfArm64: Comparing = {
  starts(runtime, letter) {
    const places: number[] = [];
    const code = letter.charCodeAt(0);
    for (let at = 0; at + 4 <= runtime.length; at += 4) if (isArm64(runtime, at, code)) places.push(at);
    return places;
  },
  within(runtime, letter, _index, from, to) {
    const code = letter.charCodeAt(0);
    for (let at = Math.ceil(from / 4) * 4; at < Math.min(to, runtime.length - 3); at += 4)
      if (isArm64(runtime, at, code))
        return { at, neverTrue: () => void runtime.writeUInt32LE(runtime.readUInt32LE(at) | 0x003ffc00, at) };
    return null;
  },
};

function isArm64(runtime: Buffer, at: number, code: number): boolean {
  return (runtime.readUInt32LE(at) & 0xfffffc1f) >>> 0 === (0x7100001f | (code << 10)) >>> 0;
}
