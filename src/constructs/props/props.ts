import { type IResolvable } from "cdktf";
import { type NumberType } from "./number-type";
import { type Region } from "./region";

/** What a number is wished to be, alike for an allocation and for an assignment. */
export interface NumberProps {
  /**
   * The number wanted, in E.164. With `strict`, which is then the default, only this one is taken; otherwise another
   * may be granted in its place. A change takes the new number in place, which is charged as a new allocation.
   *
   * @default - any number that meets the other wishes
   * @example "+917205827365"
   */
  readonly number?: string | undefined;

  /**
   * The region that the number belongs to. A change to another takes a number in place, which is charged as a new
   * allocation; leaving it out keeps the number and costs nothing.
   *
   * @default - any region
   * @example Region.MU
   */
  readonly region?: Region | undefined;

  /**
   * The kind of number. A change takes another number in place, which is charged as a new allocation. A token is passed
   * as `variable.value`, since the compiler knows the two kinds.
   *
   * @default - any kind
   * @example "mobile"
   */
  readonly numberType?: NumberType | IResolvable | undefined;

  /**
   * Whether every wish must be met: `true` fails the apply where one can't be, `false` takes a number that meets as
   * many as possible.
   *
   * @default - true where `number` asks for one, otherwise false. Where it is a token, Terraform decides: a token that
   * turns out null asks for none
   */
  readonly strict?: boolean | IResolvable | undefined;

  /**
   * Any texts: a change to a map that is not empty takes another number, which is charged as a new allocation. Leaving
   * it out later costs nothing.
   *
   * @default - the number is kept
   * @example { quarter: "2026-Q1" }
   */
  readonly rotateOn?: Readonly<Record<string, string>> | IResolvable | undefined;

  /**
   * The `greenvn_id` of an allocation that exists: it is taken into Terraform's state instead of making one. The next
   * plan shows the import, and a change only where the declaration differs from what is. To be removed once it was
   * applied.
   *
   * @default - nothing is imported
   * @example "6f1c7a52-0c4e-4e0c-9f0e-0d3f6c1f7a11"
   */
  readonly importFrom?: string | undefined;

  /**
   * Whether the stack gets the outputs `<id>_green_vn` and `<id>_allocation_id`, with the path in front where the
   * construct is nested: `team_driver_green_vn`. With `count` they are lists, with `forEach` maps by key. No token: synthesis has to know.
   *
   * @default true
   */
  readonly outputs?: boolean | undefined;
}
