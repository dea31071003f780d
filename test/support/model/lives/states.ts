import { type Held, idOf, type State } from "../terraform/resource";
import {
  type Address,
  ADDRESSES,
  type LineWish,
  type Run,
  type StateName,
  STATES,
  type TaskWish,
  type Wish,
} from "./life";

export type Wishes = Readonly<Partial<Record<Address, Wish | null>>>;

/** What is saved of a life: each state as it is and as it was, with what is declared for it. */
export class States {
  readonly #kept = new Map<StateName, { wishes: Wishes; saved: State; readonly former: State[] }>(
    STATES.map((name) => [name, { wishes: {}, saved: new Map(), former: [] }]),
  );
  readonly #lastIds = new Map<Address | "elsewhere", string>();

  saved(name: StateName): State {
    return this.#of(name).saved;
  }

  save(name: StateName, state: State): void {
    const kept = this.#of(name);
    kept.former.push(kept.saved);
    kept.saved = new Map(state);
    for (const [address, held] of state) this.noteId(address, idOf(held));
  }

  saveOne(name: StateName, address: Address, held: Held): void {
    this.save(name, new Map(this.saved(name)).set(address, held));
  }

  saveWithout(name: StateName, address: Address): void {
    this.save(name, without(this.saved(name), address));
  }

  /** The state of so many saves ago. */
  former(name: StateName, back: number): State | undefined {
    return this.#of(name).former.at(-back);
  }

  /** What else holds allocations than this address does. `state`: of `name`, as it is while it changes. */
  othersThan(name: StateName, address: Address, state: State): readonly State[] {
    return STATES.map((other) => (other === name ? without(state, address) : this.saved(other)));
  }

  wishes(name: StateName): Wishes {
    return this.#of(name).wishes;
  }

  /** What a run declares: what it does not name stays as it was. */
  declare(name: StateName, run: Run): Wishes {
    const kept = this.#of(name);
    const declared: Readonly<Partial<Record<Address, LineWish | TaskWish | null>>> = run;
    const before = kept.wishes;
    kept.wishes = Object.fromEntries(
      ADDRESSES.map((address) => [address, declared[address] === undefined ? before[address] : declared[address]]),
    );
    return kept.wishes;
  }

  noteId(address: Address | "elsewhere", id: string | undefined): void {
    if (id !== undefined) this.#lastIds.set(address, id);
  }

  /** The id that an address had last, in whatever state. */
  lastId(address: Address | "elsewhere"): string | undefined {
    return this.#lastIds.get(address);
  }

  #of(name: StateName) {
    const kept = this.#kept.get(name);
    if (kept === undefined) throw new Error(`there is no state ${name}`);
    return kept;
  }
}

function without(state: State, address: Address): State {
  return new Map([...state].filter(([other]) => other !== address));
}
