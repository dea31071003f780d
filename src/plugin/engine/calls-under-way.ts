import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The calls of Terraform that are being answered. A failure that nobody awaits (a rejection, an exception in a timer or
 * an event) ends the call that it belongs to: what that call waits for may never come.
 */
const underWay = new Set<Call>();
const current = new AsyncLocalStorage<Call>();

/** One that waits for work. A stray failure is told at once, or as soon as it is seen that there is anything to wait for. */
interface Waiting {
  fail: (thrown: unknown) => void;
}

class Call {
  #hasFailed = false;
  readonly #waiting: Waiting[] = [];

  /**
   * What `work` comes to, or the stray failure of the call, whichever is first. Work that is done at once is waited for
   * by nobody.
   */
  settle<T>(work: () => Promise<T> | T): Promise<T> | T {
    let stray: { readonly thrown: unknown } | undefined;
    const waiting: Waiting = { fail: (thrown) => (stray = { thrown }) };
    const leave = (): void => this.#leave(waiting);
    // Before the work begins: what it waits for itself is inside of this.
    this.#waiting.push(waiting);
    let result: Promise<T> | T;
    try {
      result = work();
    } catch (thrown) {
      leave();
      throw thrown;
    }
    if (!(result instanceof Promise)) {
      leave();
      return result;
    }
    const pending = result;
    // Few promises, each of which costs: every call of Terraform passes here up to three times.
    const outcome = new Promise<T>((resolve, reject) => {
      waiting.fail = reject;
      pending.then(resolve, reject);
      if (stray) waiting.fail(stray.thrown);
    });
    // Not before whoever waits for it goes on: what its work left behind must find it settled, and not the one around it.
    outcome.then(leave, leave);
    return outcome;
  }

  /** Of several that wait the innermost is told: it knows best what was reached, and those around it get its answer. */
  fail(thrown: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#waiting.at(-1)?.fail(thrown);
  }

  /** With the last one the call is answered. */
  #leave(waiting: Waiting): void {
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    if (this.#waiting.length === 0) underWay.delete(this);
  }
}

/** Answers a call: what comes of it after a stray failure has ended it is dropped. */
export function answerCall<T>(answer: () => Promise<T> | T): Promise<T> | T {
  const call = new Call();
  underWay.add(call);
  return current.run(call, () => call.settle(answer));
}

/** What `work` comes to, or the stray failure of the call that it is done for. */
export function unlessStray<T>(work: () => Promise<T> | T): Promise<T> | T {
  const call = current.getStore();
  return call === undefined ? (async () => work())() : call.settle(work);
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
