import { EventEmitter } from "node:events";

/** An emitter of the process: whoever listens is told in the context of the one who emits. */
const shared = new EventEmitter();
const secret = (): Error => new Error("the token is hunter2");
/** Code in JavaScript throws anything. */
const asError = (thrown: unknown): Error => thrown as Error;
const never = new Promise<never>(() => undefined);
const overflow = (depth: number): number => overflow(depth + 1) + 1;
const afterMs = (milliseconds: number, act: () => void): Promise<never> => {
  setTimeout(act, milliseconds);
  return never;
};

/** Ways to fail that the caller of the code sees: it threw, or what it returned rejects. */
export const SEEN = {
  throw: () => {
    throw secret();
  },
  "throw undefined": () => {
    throw asError(undefined);
  },
  "throw what throws when looked at": () => {
    throw new Proxy(secret(), {
      get: () => {
        throw secret();
      },
      getPrototypeOf: () => {
        throw secret();
      },
    });
  },
  overflow: () => Promise.resolve(overflow(0)),
  reject: () => Promise.reject(secret()),
  "reject undefined": () => Promise.reject(asError(undefined)),
  "reject a text": async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    throw asError("hunter2");
  },
  "a thenable that throws": () => ({
    then() {
      throw secret();
    },
  }),
} as const satisfies Record<string, () => unknown>;

/** Ways to fail that nobody sees, while the call waits for what never comes. */
export const STRAY = {
  "a rejection that nobody awaits": () => {
    void Promise.reject(secret());
    return never;
  },
  "a rejection with undefined": () => {
    void Promise.reject(asError(undefined));
    return never;
  },
  "a late rejection": () => afterMs(1, () => void Promise.reject(secret())),
  "an async function that is not awaited": () => {
    void (async () => {
      await new Promise((resolve) => setImmediate(resolve));
      throw secret();
    })();
    return never;
  },
  "a part that is not there": () => {
    const name = "node:nothing-of-that-name";
    void import(name);
    return never;
  },
  "an exception in a timer": () => afterMs(1, SEEN.throw),
  "an exception in an interval": () => {
    const interval = setInterval(() => {
      clearInterval(interval);
      throw secret();
    }, 1);
    return never;
  },
  "an exception in an immediate": () => {
    setImmediate(SEEN.throw);
    return never;
  },
  "an exception in nextTick": () => {
    process.nextTick(SEEN.throw);
    return never;
  },
  "an exception in a microtask": () => {
    queueMicrotask(SEEN.throw);
    return never;
  },
  "an exception in a listener": () => {
    const emitter = new EventEmitter().on("answer", SEEN.throw);
    return afterMs(1, () => emitter.emit("answer"));
  },
  "an error event without a listener": () => afterMs(1, () => new EventEmitter().emit("error", secret())),
  "an exception in a listener that another part calls": () => {
    shared.once("answer", SEEN.throw);
    return never;
  },
  "an exception in a signal's listener": () => {
    const controller = new AbortController();
    controller.signal.addEventListener("abort", SEEN.throw);
    return afterMs(1, () => controller.abort());
  },
  "two failures at once": () => {
    void Promise.reject(secret());
    void Promise.reject(secret());
    return afterMs(1, SEEN.throw);
  },
  "undefined thrown in a timer": () => afterMs(1, SEEN["throw undefined"]),
  "what throws when looked at, in a timer": () => afterMs(1, SEEN["throw what throws when looked at"]),
} as const satisfies Record<string, () => unknown>;

export const TROUBLES: Readonly<Record<string, () => unknown>> = { ...SEEN, ...STRAY };
/** No failure at all: what only another call's failure can end. */
export const WAIT = "wait";

/** Does what a text names; null where it names no trouble. */
export function trouble(name: unknown): unknown {
  if (name === WAIT) return never;
  const make = typeof name === "string" ? TROUBLES[name] : undefined;
  return make === undefined ? null : make();
}

/** Emits what listeners wait for, in no call's context. */
export function keepEmitting(): void {
  setInterval(() => shared.emit("answer"), 2).unref();
}
