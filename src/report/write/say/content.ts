import type { Words } from "./words";

/** What a report says, in the order in which it is said. A format puts it into its own form, and adds nothing. */
export interface Content {
  readonly verdict: Verdict;
  readonly failed: readonly GateContent[];
  readonly groups: readonly Group[];
  /** Objects of ours that stay as they are. */
  readonly unchanged: number;
  /** What no single row shows, worst first. */
  readonly cautions: Listing<Words>;
  readonly passed: readonly GateContent[];
  readonly charges: ChargesContent;
  readonly lists: readonly List[];
  /** What the report was made from: one line for each plan. */
  readonly plans: Listing<Words>;
}

/** Made as they are asked for: a format that has no room for all of them asks for few. */
export interface Listing<T> {
  readonly length: number;
  readonly at: (index: number) => T;
}

export interface Verdict {
  /** `warned`: no gate failed, but something is lost, or left out. */
  readonly mood: "failed" | "warned" | "passed";
  readonly title: string;
  /** Commit, stack, policy: each with its label. */
  readonly about: readonly Fact[];
  /** The whole plan in one sentence. */
  readonly summary: Words;
  /** What narrows all that follows: an incomplete plan, a sandbox. */
  readonly notes: readonly Words[];
}

export interface Fact {
  readonly label: string;
  readonly value: Words;
}

export interface GateContent {
  readonly name: string;
  readonly seen: string;
  readonly limit: string;
  /** What breaks it, the first few; the table shows every row. */
  readonly brokenBy: readonly Words[];
  /** How many more do. */
  readonly more: number;
}

export type Stake = "lost" | "charged" | "harmless";

/** Rows with as much at stake as one another. */
export interface Group {
  readonly stake: Stake;
  readonly title: string;
  readonly rows: Listing<RowContent>;
}

export interface RowContent {
  readonly address: Words;
  /** The address before a move. */
  readonly was: Words | null;
  /** `~`, `+`, `-`, `±` and the like, as Terraform marks them. */
  readonly sign: string;
  readonly action: Words;
  readonly changes: readonly Words[];
  readonly allocation: Words;
  readonly numberBefore: Words;
  /** What becomes of that number, where it is lost: `given up`. */
  readonly lost: string | null;
  readonly numberAfter: Words;
  readonly calls: string;
}

export interface ChargesContent {
  /** `at most 4 calls, 48.00 INR`, `4` where there is no price list, or that there are none. */
  readonly total: string;
  /** Whether a price list gives each its money. */
  readonly priced: boolean;
  /** Empty where no call is charged. */
  readonly byEndpoint: readonly { readonly endpoint: string; readonly calls: string; readonly money: string | null }[];
}

export interface List {
  readonly title: string;
  readonly items: Listing<Words>;
}

export function listing<From, To>(from: readonly From[], make: (one: From) => To): Listing<To> {
  return {
    length: from.length,
    at: (index) => {
      const one = from[index];
      if (one === undefined) throw new RangeError(`no item ${index} of ${from.length}`);
      return make(one);
    },
  };
}

export function all<T>({ length, at }: Listing<T>): T[] {
  return Array.from({ length }, (_, index) => at(index));
}
