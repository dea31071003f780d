import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The calls of Terraform that are being answered. A failure that nobody awaits (a rejection, an exception in a timer or
 * an event) ends the call that it belongs to: what that call waits for may never come.
 */
const underWay = new Set<Call>();
const current = new AsyncLocalStorage<Call>();

class Call {
  #hasFailed = false;
  readonly #waiting: ((thrown: unknown) => void)[] = [];

  /** What `work` comes to, or the stray failure of the call, whichever is first. */
  async settle<T>(work: () => Promise<T> | T): Promise<T> {
    let fail: ((thrown: unknown) => void) | undefined;
    // One promise rather than a race of several: every call of Terraform passes here three times.
    const outcome = new Promise<T>((resolve, reject) => {
      this.#waiting.push((fail = reject));
      try {
        const result = work();
        if (result instanceof Promise) result.then(resolve, reject);
        else resolve(result);
      } catch (thrown) {
        fail(thrown);
      }
    });
    try {
      return await outcome;
    } finally {
      // Not before whoever waits for it goes on: what its work left behind must find it settled, and not the one around it.
      this.#waiting.splice(
        this.#waiting.findIndex((one) => one === fail),
        1,
      );
    }
  }

  /** Of several that wait the innermost is told: it knows best what was reached, and those around it get its answer. */
  fail(thrown: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#waiting.at(-1)?.(thrown);
  }
}

/** Answers a call: what comes of it after a stray failure has ended it is dropped. */
export async function answerCall<T>(answer: () => Promise<T> | T): Promise<T> {
  const call = new Call();
  underWay.add(call);
  try {
    return await current.run(call, () => call.settle(answer));
  } finally {
    underWay.delete(call);
  }
}

/** What `work` comes to, or the stray failure of the call that it is done for. */
export function unlessStray<T>(work: () => Promise<T> | T): Promise<T> {
  return current.getStore()?.settle(work) ?? (async () => work())();
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
