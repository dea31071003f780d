import { hasUnknown } from "../../../../src/plugin/values/same-value";
import { type Diagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";
import { type Allocation, type Charge } from "../../../../src/sandbox";
import { type Address, ADDRESSES, type StateName } from "../lives/life";
import { type Told, type UnderWay } from "../machine/network";
import { type Kept, type Said } from "../terraform/plugin";
import { type Change, type Held, type State, typeOf } from "../terraform/resource";
import { Broken, type InvariantNumber } from "./invariants";
import { type JudgedRun, type Planned, relevant, workspaceOf } from "./judged-run";
import { isSame, show, tellingOf } from "./told";

/** A charge that was made, with what was declared and had happened by then. */
interface Charged {
  readonly run: JudgedRun;
  readonly address: Address;
  readonly wish: string;
  readonly era: string;
  readonly doubts: boolean;
}

/** Holds what happens in one life against the invariants. What is broken is kept until somebody asks. */
export class Judge {
  readonly #broken: Broken[] = [];
  /** The last charge of each call of each allocation. */
  readonly #charges = new Map<string, Charged>();
  readonly #eras = new Map<string, number>();

  /** Throws the first one that is broken. */
  verdict(): void {
    const [first] = this.#broken;
    if (first !== undefined) throw first;
  }

  breaks(invariant: InvariantNumber, why: string): void {
    this.#broken.push(new Broken(invariant, why));
  }

  /** Something happens after which the same declaration may be charged once more. */
  newEra(...of: readonly string[]): void {
    for (const one of of) this.#eras.set(one, (this.#eras.get(one) ?? 0) + 1);
  }

  /**
   * `address`: of the resource that the call was made for. `isLate`: carried out after its answer. A creation that was sent twice may then land once more, where its name was
   * given up in the meantime: no client can know that.
   */
  charged(run: JudgedRun, address: Address | undefined, charge: Charge, isLate: boolean): void {
    const { operation, greenvn_id: id, connection_id: name } = charge;
    const what = `${operation} of ${name} (${id})`;
    if (!run.isApplying) return this.breaks(1, `${what} was charged outside of an apply`);
    const of = operation === "create" ? name : id;
    const planned = run.planned.find(
      (one) =>
        one.address === address && !one.isMade && one.operation === operation && (one.of === of || one.of === null),
    );
    if (planned === undefined && isLate && operation === "create") return;
    if (planned === undefined) return this.breaks(1, `${what} was charged, and no plan told of it (any more)`);
    planned.isMade = true;
    if (operation === "create") return;
    this.#chargedOnce(run, planned, charge);
    const { number_before: given } = charge;
    // What lands late may meet the number that a later run was granted: no client can know that.
    if (operation === "vn" && !isLate && given !== null && planned.of !== null && !planned.text.includes(given))
      this.breaks(2, `${given} was given up by ${what}, and the plan does not name it`);
  }

  #chargedOnce(
    run: JudgedRun,
    { address, doubts }: Planned,
    { operation, greenvn_id: id, connection_id }: Charge,
  ): void {
    const { state } = run;
    const wish = JSON.stringify(relevant(operation, run.wishes, address));
    const own = `${state} ${address}`;
    const era = [state, own, `${own} ${operation}`, id, "all"].map((of) => this.#eras.get(of) ?? 0).join();
    const key = `${operation} ${id}`;
    const last = this.#charges.get(key);
    this.#charges.set(key, { run, address, wish, era, doubts });
    if (last === undefined || last.run === run) return;
    // What was sent by the earlier run may land after what the later one sent.
    if (last.run.nth < run.nth ? doubts : last.doubts) return;
    const isSame = last.run.state === state && last.address === address && last.wish === wish;
    if (isSame && last.era === era)
      this.breaks(1, `${operation} of ${connection_id} (${id}) was charged twice for one change of ${address}`);
  }

  /** A call is sent while an earlier run still waits for the same one, which is yet to be carried out. */
  sentBeside(run: JudgedRun, other: JudgedRun, { operation, of }: Pick<UnderWay, "operation" | "of">): void {
    const isCharged = operation === "create" || operation === "vn" || operation === "call-party";
    // What a resource is about to change is known to the runs of its workspace; a name, to all of them.
    const isKnown = operation === "create" || workspaceOf(run.state) === workspaceOf(other.state);
    if (isCharged && isKnown && run.folder === other.folder)
      this.breaks(1, `${operation} of ${of} is sent beside an earlier run that still waits for it`);
  }

  /** Each apply: what was declared differently in between makes a change of its own. */
  declared(state: StateName, before: JudgedRun["wishes"], now: JudgedRun["wishes"]): void {
    for (const address of ADDRESSES)
      for (const operation of ["vn", "call-party"] as const) {
        const [was, is] = [before, now].map((wishes) => JSON.stringify(relevant(operation, wishes, address)));
        if (was !== is) this.newEra(`${state} ${address} ${operation}`);
      }
  }

  deallocated(run: JudgedRun, { greenvnId, connectionId, greenVn }: Allocation): void {
    const isPlanned = run.changes.some(
      ({ address, action, before }) =>
        typeOf(address) === "greenvn_allocation" &&
        (action === "delete" || action === "replace") &&
        before?.["id"] === greenvnId,
    );
    if (!run.isApplying || !isPlanned)
      this.breaks(2, `${greenVn} was released with ${connectionId} (${greenvnId}), which no plan told`);
  }

  planned({ changes }: JudgedRun): void {
    for (const { address, action, before, after } of changes) {
      const foretold = after?.["green_vn"];
      const isKept = action !== "create" && action !== "replace" && foretold === before?.["green_vn"];
      if (typeof foretold === "string" && !isKept)
        this.breaks(3, `the plan of ${address} foretells the number ${foretold}`);
    }
  }

  refreshed(
    address: Address,
    before: Held,
    after: Kept & Said,
    told: readonly Told[],
    live: Allocation | undefined,
  ): void {
    if (after.errors.length > 0) return;
    const last = told.at(-1)?.data;
    if (after.value === null) {
      if (live !== undefined && live.deallocatedAtMs === null)
        this.breaks(2, `${address} fell out of state, and ${live.greenvnId} is live`);
      return;
    }
    if (last === undefined) return this.breaks(3, `${address} was read, and nothing was told of it`);
    for (const name of ["green_vn", "usage", "state", "aparty_numbers", "bparty_numbers", "connection_id"])
      this.#isTold(address, name, after.value[name], tellingOf(name, [last]) ?? before.value[name]);
  }

  applied(
    change: Change,
    before: Held | null,
    after: Kept & Said,
    told: readonly Told[],
    others: readonly State[],
  ): void {
    const { address } = change;
    const { value } = after;
    if (value === null || change.after === null) return;
    const id = value["id"];
    const own = told.filter(({ greenvnId }) => greenvnId === id);
    if (before === null && typeOf(address) === "greenvn_allocation") {
      const holders = others.flatMap((state) =>
        [...state].filter(([other, held]) => typeOf(other) === "greenvn_allocation" && held.value["id"] === id),
      );
      for (const [other] of holders)
        this.breaks(2, `the creation of ${address} took in ${show(id)}, which ${other} holds`);
      if (change.before?.["id"] === id)
        this.breaks(2, `the creation of ${address} took in ${show(id)}, which it is to replace`);
    }
    const tells = own.map(({ data }) => data);
    const reads = own.filter(({ operation }) => operation === "read").map(({ data }) => data);
    const hasFailed = after.errors.length > 0;
    for (const name of ["green_vn", "state", "usage", "aparty_numbers", "bparty_numbers", "connection_id"]) {
      const planned = change.after[name] ?? null;
      // The answer to a change that names another allocation tells nothing of this one's name.
      const telling = tellingOf(name, name === "connection_id" ? reads : tells);
      if (!hasFailed && hasUnknown(planned)) {
        if (telling !== undefined) this.#isTold(address, name, value[name], telling);
      } else if (hasFailed && name === "green_vn" && value[name] !== null) {
        const isTrue = [before?.value[name], ...tells.map((data) => tellingOf(name, [data]))].some((one) =>
          isSame(value[name], one),
        );
        if (!isTrue) this.breaks(3, `${address} is saved with ${name} ${show(value[name])}, which nobody told`);
      }
    }
    if (!hasFailed) this.#differencesWarned(change, own, after.warnings);
  }

  #differencesWarned({ address, after }: Change, told: readonly Told[], warnings: readonly Diagnostic[]): void {
    const text = warnings.map(({ detail }) => detail).join("\n");
    for (const { operation, data } of told) {
      if (operation === "read") continue;
      for (const name of ["connection_id", "usage", "aparty_numbers", "bparty_numbers", "green_vn"]) {
        const planned = after?.[name] ?? null;
        const telling = tellingOf(name, [data]);
        if (hasUnknown(planned) || planned === null || telling === undefined || isSame(planned, telling)) continue;
        if (!text.includes(name))
          this.breaks(
            3,
            `${address}: ${name} was planned as ${show(planned)} and told as ${show(telling)}: no warning`,
          );
      }
    }
  }

  #isTold(address: Address, name: string, saved: unknown, told: unknown): void {
    if (!isSame(saved, told))
      this.breaks(3, `${address} is saved with ${name} ${show(saved)}, and the last answer told ${show(told)}`);
  }
}
