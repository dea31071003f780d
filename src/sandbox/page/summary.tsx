import { type VNode } from "preact";
import { Name, PhoneNumber } from "./masking";
import { agoFrom, heldBy } from "./messages";
import { type NumberChange, type Seen } from "./seen";

interface Props {
  readonly seen: Seen;
  readonly changes: readonly NumberChange[];
  readonly nowMs: number;
}

/** At a glance: what it cost so far, and which numbers changed last. */
export function Summary({ seen: { rest }, changes, nowMs }: Props): VNode {
  const { charged = 0, create = 0, vn = 0, call_party: parties = 0, requests = 0 } = rest?.totals ?? {};
  return (
    <div class="summary">
      <section class="card cost" aria-labelledby="cost-title">
        <h2 id="cost-title">Charged calls</h2>
        <p class="figure" data-testid="charged">
          {charged.toLocaleString("en")}
        </p>
        <dl class="split">
          <Figure name="Creations" value={create} />
          <Figure name="Numbers changed" value={vn} />
          <Figure name="Parties changed" value={parties} />
          <Figure name="All requests" value={requests} />
        </dl>
        <p class="hint">
          Each would cost as much as a new allocation. Nothing here costs money, and no number rings.{" "}
          <a href="/_sandbox/ledger">The whole ledger</a>
        </p>
      </section>
      <section class="card changes" aria-labelledby="changes-title">
        <h2 id="changes-title">Latest number changes</h2>
        {changes.length === 0 ? (
          <p class="hint">None yet. A changed number shows here with the one that was given up for it.</p>
        ) : (
          <ol data-testid="changes">
            {changes.map(({ allocation, before, after }) => (
              <li key={`${allocation.greenvn_id} ${after.number}`} class="change">
                <Name of={allocation.connection_id} />
                <span class="swap">
                  <PhoneNumber number={before.number} class="given-up" />
                  <span class="visually-hidden">given up for</span>
                  <span aria-hidden="true" class="arrow">
                    →
                  </span>
                  <PhoneNumber number={after.number} class="in-force" />
                </span>
                <span class="meta">
                  <span class={after.by === "hand" ? "badge" : "badge charged"}>
                    {after.by === "hand" ? "free" : "1 charge"}
                  </span>
                  <span title={heldBy(after.by)}>{after.since === null ? "" : agoFrom(after.since, nowMs)}</span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString("en")}</dd>
    </div>
  );
}
