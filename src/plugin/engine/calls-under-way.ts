import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The calls of Terraform that are being answered. A failure that nobody awaits (a rejection, an exception in a timer or
 * an event) ends the call that it belongs to: what that call waits for may never come.
 */
const underWay = new Set<Call>();
/**
 * The call that code belongs to, whenever it runs. To know it costs every promise of the process some time, on Node 20 a
 * twentieth of a refresh of thousands: calls are told apart once one of them changes something. Until then all of them
 * end together, and nothing is lost by that.
 */
const current = new AsyncLocalStorage<Call>();
let areToldApart = false;
/** The call that runs right now, as far as it has not waited for anything yet. */
let begun: Call | undefined;

class Call {
  #hasFailed = false;
  readonly #waiting: ((thrown: unknown) => void)[] = [];

  /** What `work` comes to, or the stray failure of the call, whichever is first. */
  settle<T>(work: () => Promise<T> | T): Promise<T> {
    // One promise rather than a race of several: every call of Terraform passes here three times.
    return new Promise<T>((resolve, reject) => {
      const fail: (thrown: unknown) => void = reject;
      const end = (): void => void this.#waiting.splice(this.#waiting.indexOf(fail), 1);
      const done = (value: T): void => {
        end();
        resolve(value);
      };
      const failed = (thrown: unknown): void => {
        end();
        fail(thrown);
      };
      this.#waiting.push(fail);
      try {
        const result = beginning(this, work);
        if (result instanceof Promise) result.then(done, failed);
        else done(result);
      } catch (thrown) {
        failed(thrown);
      }
    });
  }

  /** Of several that wait the innermost is told: it knows best what was reached, and those around it get its answer. */
  fail(thrown: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#waiting.at(-1)?.(thrown);
  }
}

function beginning<T>(call: Call | undefined, work: () => T): T {
  const around = begun;
  begun = call;
  try {
    return work();
  } finally {
    begun = around;
  }
}

/**
 * Answers a call: what comes of it after a stray failure has ended it is dropped. `mayChange`: whether it may change
 * something, which no failure of another call must end.
 */
export async function answerCall<T>(answer: () => Promise<T> | T, mayChange = true): Promise<T> {
  areToldApart ||= mayChange;
  const call = new Call();
  const settled = (): Promise<T> => call.settle(answer);
  underWay.add(call);
  try {
    return await (areToldApart ? current.run(call, settled) : settled());
  } finally {
    underWay.delete(call);
  }
}

/** What `work` comes to, or the stray failure of the call that it is done for. */
export function unlessStray<T>(work: () => Promise<T> | T): Promise<T> {
  const call = current.getStore() ?? begun;
  return call?.settle(work) ?? (async () => work())();
}

/** What is done later, but belongs to the call that runs right now. */
export function asPartOfCall<A, T>(work: (given: A) => T): (given: A) => T {
  const call = begun;
  return (given) => beginning(call, () => work(given));
}

/**
 * Ends the call that a stray failure belongs to, and every one where that can't be known: a diagnostic too many is
 * better than a call that never ends. To be asked by the process's own listeners. Returns how many it ended.
 */
export function endCallsOf(thrown: unknown): number {
  const call = current.getStore();
  const ended = call !== undefined && underWay.has(call) ? [call] : [...underWay];
  for (const one of ended) one.fail(thrown);
  return ended.length;
}
