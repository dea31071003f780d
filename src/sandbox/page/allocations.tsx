import { type VNode } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { type AllocationView, type NumberHeld, type Parties } from "../live/live-view";
import { Name, PhoneNumber, Shown } from "./masking";
import { agoFrom, costOf, counted, heldBy, stockName } from "./messages";
import { changeOf, found, type Seen } from "./seen";

/** How many are shown at once, however many there are. */
const PER_PAGE = 20;

/** A number counts as new for so long. */
const FRESH_MS = 20_000;

export function Allocations({ seen, nowMs }: { readonly seen: Seen; readonly nowMs: number }): VNode {
  const [text, setText] = useState("");
  const [wantedPage, setPage] = useState(0);
  const shown = useMemo(() => found(seen.allocations.values(), text), [seen.allocations, text]);
  const pages = Math.max(1, Math.ceil(shown.length / PER_PAGE));
  const page = Math.min(wantedPage, pages - 1);
  const active = useMemo(
    () => [...seen.allocations.values()].filter(({ state }) => state === "active").length,
    [seen.allocations],
  );
  return (
    <section class="card" aria-labelledby="allocations-title">
      <div class="title-line">
        <h2 id="allocations-title">Allocations</h2>
        <p class="hint">
          {seen.allocations.size.toLocaleString("en")} in all, {active.toLocaleString("en")} active
        </p>
      </div>
      {seen.allocations.size === 0 ? (
        <Beginning />
      ) : (
        <>
          <label class="search">
            <span>Find by name, number, region or id</span>
            <input
              type="search"
              value={text}
              autocomplete="off"
              onInput={(event) => {
                setText(event.currentTarget.value);
                setPage(0);
              }}
            />
          </label>
          {shown.length === 0 ? <p class="hint">None of them fits.</p> : null}
          <ul class="allocations" data-testid="allocations">
            {shown.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((allocation) => (
              <Allocation key={allocation.greenvn_id} allocation={allocation} nowMs={nowMs} />
            ))}
          </ul>
          {pages > 1 ? (
            <nav class="pages" aria-label="Pages of allocations">
              <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
                Newer
              </button>
              <span aria-current="page">
                {page + 1} of {pages.toLocaleString("en")}
              </span>
              <button type="button" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
                Older
              </button>
            </nav>
          ) : null}
        </>
      )}
    </section>
  );
}

function Allocation({ allocation, nowMs }: { readonly allocation: AllocationView; readonly nowMs: number }): VNode {
  const show = useContext(Shown);
  const change = changeOf(allocation);
  const since = allocation.numbers.at(-1)?.since ?? null;
  const isFresh = change !== null && since !== null && nowMs - Date.parse(since) < FRESH_MS;
  const isGone = allocation.state === "vault" || Date.parse(allocation.deallocate_at) <= nowMs;
  return (
    <li class={`allocation ${isFresh ? "fresh" : ""} ${isGone ? "gone" : ""}`}>
      <div class="who">
        <h3>
          <Name of={allocation.connection_id} />
        </h3>
        <p class="meta">
          <span class={isGone ? "badge gone" : "badge live"}>{isGone ? "vault" : "active"}</span>
          <span>{stockName(allocation.region, allocation.number_type)}</span>
        </p>
      </div>
      <div class="held">
        <PhoneNumber number={allocation.green_vn} class="in-force" />
        {change === null ? null : (
          <span class="meta">
            {isFresh ? <span class="badge new">changed</span> : null}
            <span>
              before: <PhoneNumber number={change.before.number} class="given-up" />
            </span>
          </span>
        )}
      </div>
      <p class="price">{costOf(allocation.charges)}</p>
      <details>
        <summary aria-label={`Parties and numbers of ${show(allocation.connection_id)}`}>Parties and numbers</summary>
        <Details allocation={allocation} nowMs={nowMs} />
      </details>
    </li>
  );
}

function Details({ allocation, nowMs }: { readonly allocation: AllocationView; readonly nowMs: number }): VNode {
  return (
    <dl class="details">
      <dt>A-parties</dt>
      <dd>
        <PartyList parties={allocation.aparties} />
      </dd>
      <dt>B-parties</dt>
      <dd>
        <PartyList parties={allocation.bparties} />
      </dd>
      <dt>Usage</dt>
      <dd>{allocation.usage}</dd>
      <dt>Numbers, the present one first</dt>
      <dd>
        <ol class="history">
          {[...allocation.numbers].reverse().map((held) => (
            <Held key={`${held.number} ${held.since ?? ""}`} held={held} nowMs={nowMs} />
          ))}
        </ol>
        {allocation.earlier === 0 ? null : <p class="hint">and {counted(allocation.earlier, "earlier one")}</p>}
      </dd>
      <dt>Id</dt>
      <dd class="id">{allocation.greenvn_id}</dd>
      <dt>Lives until</dt>
      <dd>{allocation.deallocate_at.slice(0, 16).replace("T", " ")} UTC</dd>
    </dl>
  );
}

function PartyList({ parties: { first, count } }: { readonly parties: Parties }): VNode {
  const show = useContext(Shown);
  const more = count - first.length;
  return (
    <span class="number">
      {first.map(show).join(", ")}
      {more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}
    </span>
  );
}

function Held({ held: { number, since, by }, nowMs }: { readonly held: NumberHeld; readonly nowMs: number }): VNode {
  return (
    <li>
      <PhoneNumber number={number} /> <span class="hint">{heldBy(by)}</span>{" "}
      {since === null ? null : (
        <time class="hint" dateTime={since}>
          {agoFrom(since, nowMs)}
        </time>
      )}
    </li>
  );
}

function Beginning(): VNode {
  return (
    <div class="beginning">
      <p>There is none yet. Point the provider here, and apply:</p>
      <pre>
        <code>{`export GREENVN_BASE_URL=${location.origin}
export GREENVN_ACCOUNT_SID=sandbox
export GREENVN_API_TOKEN=sandbox-token
terraform apply`}</code>
      </pre>
    </div>
  );
}
