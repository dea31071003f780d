import { type LiveMessage } from "../live/live-view";

/** Asks a control path of the sandbox; rejects with its own sentence where it refuses. */
export async function control(path: "reset" | "faults", body: unknown): Promise<void> {
  const response = await fetch(`/_sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const { error } = (await response.json()) as { readonly error?: string };
  throw new Error(error ?? `HTTP ${response.status}`);
}

/**
 * Hears what happens until the answered function is called. A page that nobody sees hears nothing: a browser has few
 * connections to one address, and the first message tells everything anyway.
 */
export function listen(onMessage: (message: LiveMessage) => void, onLive: (live: boolean) => void): () => void {
  let source: EventSource | null = null;
  const begin = (): void => {
    source?.close();
    source = null;
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/_sandbox/events");
    source.onopen = () => onLive(true);
    // The browser tries again by itself, unless the sandbox has answered with an error.
    source.onerror = () => {
      onLive(false);
      if (source?.readyState === EventSource.CLOSED) setTimeout(begin, 2_000);
    };
    source.onmessage = ({ data }: MessageEvent<string>) => onMessage(JSON.parse(data) as LiveMessage);
  };
  document.addEventListener("visibilitychange", begin);
  begin();
  return () => {
    document.removeEventListener("visibilitychange", begin);
    source?.close();
  };
}
