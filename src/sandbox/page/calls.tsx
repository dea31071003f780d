import { type VNode } from "preact";
import { useState } from "preact/hooks";
import { type CallView } from "../live/live-view";
import { Name, PhoneNumber } from "./masking";
import { operationName } from "./messages";

/** How many are shown at once. */
const SHOWN = 40;

/** Calls as they come, newest first. */
export function Calls({ calls }: { readonly calls: readonly CallView[] }): VNode {
  const [held, setHeld] = useState<readonly CallView[] | null>(null);
  const [chargedOnly, setChargedOnly] = useState(false);
  const shown = (held ?? calls).filter(({ charged }) => charged || !chargedOnly).slice(0, SHOWN);
  return (
    <section class="card" aria-labelledby="calls-title">
      <div class="title-line">
        <h2 id="calls-title">Calls</h2>
        <div class="buttons">
          <button type="button" aria-pressed={chargedOnly} onClick={() => setChargedOnly(!chargedOnly)}>
            Charged only
          </button>
          <button type="button" aria-pressed={held !== null} onClick={() => setHeld(held === null ? calls : null)}>
            Hold still
          </button>
        </div>
      </div>
      {shown.length === 0 ? (
        <p class="hint">None yet. Each call of the API shows here as it comes, with what it cost.</p>
      ) : (
        <ol class="calls" data-testid="calls">
          {shown.map((call) => (
            <Call key={call.seq} call={call} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Call({ call }: { readonly call: CallView }): VNode {
  const { operation, status, charged, fault, number_before: before, number_after: after } = call;
  return (
    <li class={`call ${charged ? "charged" : ""}`}>
      <time dateTime={call.time}>{new Date(call.time).toTimeString().slice(0, 8)}</time>
      <span class="what">
        {operation === null ? `${call.method} ${call.path}` : operationName(operation)}{" "}
        {call.connection_id === null ? null : <Name of={call.connection_id} />}
      </span>
      <span class="meta">
        <span class={`badge ${isGood(status) ? "live" : "bad"}`}>
          {status ?? (call.answered ? "no answer" : "waiting")}
        </span>
        <span class={charged ? "badge charged" : "badge"}>{charged ? "1 charge" : "free"}</span>
        {fault === null ? null : <span class="badge bad">fault: {fault}</span>}
        {call.took_ms === null ? null : <span class="hint">{call.took_ms} ms</span>}
      </span>
      {after === null || before === after ? null : (
        <span class="swap">
          {before === null ? null : (
            <>
              <PhoneNumber number={before} class="given-up" />
              <span class="visually-hidden">given up for</span>
              <span aria-hidden="true" class="arrow">
                →
              </span>
            </>
          )}
          <PhoneNumber number={after} class="in-force" />
        </span>
      )}
    </li>
  );
}

function isGood(status: number | null): boolean {
  return status !== null && status < 400;
}
