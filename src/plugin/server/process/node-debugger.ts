/**
 * Keeps Node's debugger shut in a process that holds secrets. At SIGUSR1 Node opens it on a port of the machine, for
 * everybody there; a listener of the program's own takes the place of that.
 */
export function ignoreDebugSignal(): void {
  process.on("SIGUSR1", () => undefined);
}

/** Not so `--inspect-port`, which only says where. */
const OPENS_DEBUGGER = /--inspect(-brk|-wait)?(?![\w-])/;
/** Node carries out a signal that came before the listener by a thread of its own, and that may be slow. */
const LATEST_OPENING_MS = 1000;

/**
 * Closes a debugger that the signal opened while Node itself was starting, which no program can prevent. One that Node
 * was told to open by an option stays.
 */
export async function closeUnaskedDebugger(nodeOptions: readonly string[]): Promise<void> {
  if (!process.features.inspector || nodeOptions.some((option) => OPENS_DEBUGGER.test(option))) return;
  const inspector = await import("node:inspector");
  const close = (): void => (inspector.url() === undefined ? undefined : inspector.close());
  close();
  setTimeout(close, LATEST_OPENING_MS).unref();
}
