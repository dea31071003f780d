import { type VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Allocations } from "./allocations";
import { Calls } from "./calls";
import { Faults } from "./faults-panel";
import { masked, Shown } from "./masking";
import { announcement } from "./messages";
import { Pool } from "./pool";
import { Reset } from "./reset";
import { listen } from "./sandbox-api";
import { latestChanges, newsBetween, NOTHING_SEEN, type Seen, type Show, told } from "./seen";
import { Summary } from "./summary";

const CHANGES_SHOWN = 5;
/** A screen reader is told what happened in so long at once. */
const ANNOUNCE_EVERY_MS = 2_000;

const asItIs: Show = (text) => text;

export function App(): VNode {
  const [seen, setSeen] = useState<Seen>(NOTHING_SEEN);
  const [live, setLive] = useState(false);
  const [isMasked, setMasked] = useState(false);
  const nowMs = useNow();
  useEffect(() => listen((message) => setSeen((before) => told(before, message, Date.now())), setLive), []);
  const changes = useMemo(() => latestChanges(seen.allocations.values(), CHANGES_SHOWN), [seen.allocations]);
  const show = isMasked ? masked : asItIs;
  return (
    <Shown.Provider value={show}>
      <header>
        <div>
          <h1>GreenVN sandbox</h1>
          <p class="hint">
            <span class={live ? "dot live" : "dot"} aria-hidden="true" />
            <span role="status">{live ? "live" : "not connected, trying again"}</span>{" "}
            <span class="address">{location.host}</span>
          </p>
        </div>
        <div class="buttons">
          <button type="button" aria-pressed={isMasked} onClick={() => setMasked(!isMasked)}>
            Mask numbers
          </button>
          <Reset />
        </div>
      </header>
      <main>
        <Announcements seen={seen} show={show} />
        <Summary seen={seen} changes={changes} nowMs={nowMs} />
        <div class="columns">
          <div>
            <Allocations seen={seen} nowMs={nowMs} />
          </div>
          <div>
            <Calls calls={seen.calls} />
            <Faults seen={seen} nowMs={nowMs} />
            <Pool pool={seen.rest?.pool ?? []} />
          </div>
        </div>
      </main>
    </Shown.Provider>
  );
}

/** What happened since the last time, in one sentence. */
function Announcements({ seen, show }: { readonly seen: Seen; readonly show: Show }): VNode {
  const [text, setText] = useState("");
  const latest = useRef({ seen, show });
  const announced = useRef(seen);
  latest.current = { seen, show };
  // What was there when the page came is no news.
  if (announced.current.rest === null) announced.current = seen;
  useEffect(() => {
    const timer = setInterval(() => {
      const now = latest.current;
      const news = newsBetween(announced.current, now.seen);
      announced.current = now.seen;
      if (news !== null) setText(announcement(news, now.show));
    }, ANNOUNCE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="visually-hidden" aria-live="polite" data-testid="announcements">
      {text}
    </p>
  );
}

/** The time, each second anew. */
function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
