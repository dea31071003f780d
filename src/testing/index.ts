import { toChangeNothing, toChargeAtMost, toGiveUpNoNumber } from "./plan-matchers";
import { toDeclareNumber, toDeclareNumbers, toProtectEveryNumber } from "./stack-matchers";

/**
 * What a number is expected to be, in the words of the constructs' props; what is left out may be anything. A made-up
 * `connectionId` is compared as it is in the workspace `default`, a token as Terraform will read it: `${var.number}`.
 */
export interface NumberExpectation {
  readonly number?: string;
  readonly region?: string;
  readonly numberType?: string;
  readonly pinCode?: string;
  readonly strict?: boolean | string;
  readonly usage?: string;
  readonly rotateOn?: Readonly<Record<string, string>>;
  readonly connectionId?: string;
  /** In any order. */
  readonly aPartyNumbers?: readonly string[];
  /** In any order. */
  readonly bPartyNumbers?: readonly string[];
  readonly pinsVersion?: number;
  readonly deallocateAfter?: string;
  readonly flowId?: string;
  readonly deletionProtection?: boolean | string;
  readonly onDestroy?: string;
  /** Of an assignment. */
  readonly allocationId?: string;
}

/** The matchers, as `expect` has them. `R` is what `expect`'s own matchers give. */
export interface GreenVnMatchers<R = void> {
  /**
   * Whether a stack has an allocation or an assignment that is as expected. It takes the stack itself, what
   * `Testing.synth(stack)` gives, or the path of a synthesized stack's folder.
   *
   * @param expected A number that is asked for, or properties of the construct; left out: any number at all.
   * @example expect(stack).toDeclareNumber({ region: "MU", aPartyNumbers: ["+919876543210"] });
   */
  toDeclareNumber(expected?: string | NumberExpectation): R;

  /** Whether a stack has exactly so many allocations and assignments, all together. */
  toDeclareNumbers(count: number): R;

  /** Whether every allocation of a stack has `deletionProtection: true`, and there is one. */
  toProtectEveryNumber(): R;

  /**
   * Whether a plan makes at most so many charged calls, by the plan report's own count: a call that may be made counts.
   * It takes what `terraform show -json PLAN` prints, as text, as an object, or as the path of its file. A plan that
   * proves nothing fails, with `.not` too.
   *
   * @param calls A whole number from 0.
   * @example expect("plan.json").toChargeAtMost(2);
   */
  toChargeAtMost(calls: number): R;

  /** Whether no number in force is released or given up for another by a plan. */
  toGiveUpNoNumber(): R;

  /** Whether a plan changes nothing of GreenVN; imports and moves change nothing. */
  toChangeNothing(): R;
}

/** A matcher as `expect.extend` takes it. */
type Matcher = (
  received: unknown,
  ...expected: readonly unknown[]
) => { readonly pass: boolean; readonly message: () => string };

/** For `expect.extend(greenVnMatchers)`, in Jest or Vitest. Importing this does so where `expect` is a global. */
export const greenVnMatchers: { readonly [Name in keyof GreenVnMatchers]: Matcher } = {
  toDeclareNumber,
  toDeclareNumbers,
  toProtectEveryNumber,
  toChargeAtMost,
  toGiveUpNoNumber,
  toChangeNothing,
};

declare global {
  // Jest's own form of adding matchers.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends GreenVnMatchers<R> {}
  }
}

interface Expecting {
  readonly expect?: { readonly extend?: unknown };
}

const { expect: globalExpect } = globalThis as Expecting;
if (typeof globalExpect?.extend === "function") {
  const { extend } = globalExpect as { readonly extend: (matchers: typeof greenVnMatchers) => void };
  extend.call(globalExpect, greenVnMatchers);
}
