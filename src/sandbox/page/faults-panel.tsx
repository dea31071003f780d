import { type VNode } from "preact";
import { useState } from "preact/hooks";
import { FAULT_BUTTONS, type FaultButton } from "./fault-buttons";
import { couldNotControl, counted } from "./messages";
import { control } from "./sandbox-api";
import { type Seen } from "./seen";

/** Buttons that set a fault, and what is in force. */
export function Faults({ seen: { rest, toldMs }, nowMs }: { readonly seen: Seen; readonly nowMs: number }): VNode {
  const [problem, setProblem] = useState("");
  const set = (what: string, rules: readonly object[]): void => {
    control("faults", rules).then(
      () => setProblem(""),
      (error: Error) => setProblem(couldNotControl(what, error.message)),
    );
  };
  const inForce = (rest?.faults ?? []).flatMap((fault) => {
    const leftMs = fault.ends_in_ms === null ? null : fault.ends_in_ms - (nowMs - toldMs);
    return fault.over || (leftMs !== null && leftMs <= 0) ? [] : [{ ...fault, leftMs }];
  });
  return (
    <section class="card" aria-labelledby="faults-title">
      <div class="title-line">
        <h2 id="faults-title">Faults</h2>
        <button type="button" disabled={inForce.length === 0} onClick={() => set("Ending the faults", [])}>
          End them
        </button>
      </div>
      <p class="in-force-faults" role="status" data-testid="faults-in-force">
        {inForce.length === 0 ? "None in force." : inForce.map(({ rule }) => labelOf(rule)).join("; ")}
      </p>
      {inForce.map(({ leftMs, struck }, place) => (
        <p class="hint" key={place}>
          struck {counted(struck, "time")}
          {leftMs === null ? "" : `, ends in ${Math.ceil(leftMs / 1_000)} s`}
        </p>
      ))}
      <ul class="faults">
        {FAULT_BUTTONS.map((button, place) => (
          <li key={button.label}>
            <button type="button" aria-describedby={`fault-${place}`} onClick={() => set(button.label, button.rules)}>
              {button.label}
            </button>
            <p class="hint" id={`fault-${place}`}>
              {button.effect}
            </p>
          </li>
        ))}
      </ul>
      <p class="hint">
        A button takes the place of what was in force. Every other fault goes by POST /_sandbox/faults.
      </p>
      {problem === "" ? null : (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
    </section>
  );
}

/** The button that set a rule, or what the rule does where none did. */
function labelOf(rule: object): string {
  const text = JSON.stringify(rule);
  const button = FAULT_BUTTONS.find(({ rules }: FaultButton) => rules.some((one) => JSON.stringify(one) === text));
  return button?.label ?? `a rule of the control path: ${text}`;
}
