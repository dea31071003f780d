import { type Charge } from "../api/ledger";
import { type AllocationView, type NumberHeld } from "./live-view";

type Told = Pick<AllocationView, "numbers" | "earlier" | "charges">;

/** How many numbers are kept of one allocation. */
const NUMBERS_KEPT = 10;

const NOTHING: Told = { numbers: [], earlier: 0, charges: { create: 0, vn: 0, call_party: 0 } };

/** Which numbers each allocation held, and what it cost. */
export class NumberHistory {
  readonly #told = new Map<string, Told>();

  /** `charges`: of former runs. */
  constructor(charges: readonly Charge[]) {
    for (const charge of charges) this.charged(charge);
  }

  charged({ greenvn_id: id, operation, time, number_after: number }: Charge): void {
    const told = this.#told.get(id) ?? NOTHING;
    const { charges } = told;
    const name = operation === "call-party" ? "call_party" : operation;
    this.#told.set(id, { ...told, charges: { ...charges, [name]: charges[name] + 1 } });
    // A change of parties keeps the number.
    if (operation !== "call-party") this.#hold(id, { number, since: time, by: operation });
  }

  changedByHand(id: string, number: string, time: string): void {
    this.#hold(id, { number, since: time, by: "hand" });
  }

  /** `inForce`: the number that it has, which a former run may have seen come. */
  of(id: string, inForce: string): Told {
    if (this.#told.get(id)?.numbers.at(-1)?.number !== inForce)
      this.#hold(id, { number: inForce, since: null, by: "hand" });
    return this.#told.get(id) ?? NOTHING;
  }

  #hold(id: string, held: NumberHeld): void {
    const told = this.#told.get(id) ?? NOTHING;
    if (told.numbers.at(-1)?.number === held.number) return;
    const numbers = [...told.numbers, held].slice(-NUMBERS_KEPT);
    this.#told.set(id, { ...told, numbers, earlier: told.earlier + (told.numbers.length + 1 - numbers.length) });
  }
}
