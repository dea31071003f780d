import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { type Declared } from "../../terraform/core-rules";
import { type Address, type LineWish, type TaskWish } from "./life";

const A_PARTIES = ["+919000000001", "+919000000002"];
const B_PARTIES = ["+918000000001"];

export interface World {
  /** Numbers that were free when the life began. */
  readonly numbers: readonly string[];
  /** The allocation that nobody here owns. */
  readonly elsewhere: string;
}

/** The configuration of an allocation. */
export function lineConfig(address: Address, wish: LineWish, { numbers }: World): Declared {
  return {
    connection_id: wish.name ?? address,
    aparty_numbers: A_PARTIES.slice(0, wish.parties ?? 1),
    bparty_numbers: B_PARTIES,
    ...(wish.pins === undefined ? {} : { aparty_pins: [wish.pins * 1111] }),
    ...(wish.usage === undefined ? {} : { usage: wish.usage }),
    ...(wish.policy === undefined ? {} : { deallocation_policy: { duration: wish.policy } }),
    ...(wish.protected === undefined ? {} : { deletion_protection: true }),
    ...(wish.abandoned === undefined ? {} : { deletion_policy: "abandon" }),
    ...numberConfig(wish, numbers),
  };
}

/** The configuration of an assignment. `of`: the allocation that it refers to, whose id may not be known yet. */
export function taskConfig(
  wish: TaskWish,
  { numbers, elsewhere }: World,
  of: { readonly id: string | undefined } | null,
): Declared {
  return { greenvn_id: of === null ? elsewhere : (of.id ?? UNKNOWN), ...numberConfig(wish, numbers) };
}

function numberConfig({ region, pin, strict, rotation }: TaskWish, numbers: readonly string[]): Declared {
  const preferences = {
    ...(region === undefined ? {} : { region }),
    ...(pin === undefined ? {} : { greenvn: numbers[pin] }),
  };
  return {
    ...(Object.keys(preferences).length === 0 ? {} : { preferences }),
    ...(strict === undefined ? {} : { strictness: true }),
    ...(rotation === undefined ? {} : { rotation_triggers: { turn: rotation } }),
  };
}
