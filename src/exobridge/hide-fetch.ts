const NAMES = ["fetch", "FormData", "Headers", "Request", "Response", "ReadableStream"] as const;

const hidden = NAMES.flatMap((name) => {
  const given = Object.getOwnPropertyDescriptor(globalThis, name);
  return given?.configurable ? [{ name, given }] : [];
});

/**
 * Hides Node's `fetch` while the HTTP library is loaded. The library looks at it, though it is never used here, and then Node loads
 * the whole of it: half of the time until a first request could be sent. To be imported before the library.
 */
for (const { name } of hidden) Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });

/** Gives it back. */
export function showFetch(): void {
  for (const { name, given } of hidden.splice(0)) Object.defineProperty(globalThis, name, given);
}
