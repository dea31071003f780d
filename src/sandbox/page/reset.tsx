import { type VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { couldNotControl } from "./messages";
import { control } from "./sandbox-api";

/** Asks first: what is reset is gone, and state of Terraform goes on naming it. */
export function Reset(): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState("");
  const reset = (): void => {
    control("reset", {}).then(
      () => dialog.current?.close(),
      (error: Error) => setProblem(couldNotControl("The reset", error.message)),
    );
  };
  return (
    <>
      <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
        Reset…
      </button>
      <dialog ref={dialog} aria-labelledby="reset-title">
        <h2 id="reset-title">Begin anew?</h2>
        <p>
          Every allocation, charge and fault goes. Terraform's state still names them: its next plan finds them gone and
          makes them again.
        </p>
        {problem === "" ? null : (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep all
          </button>
          <button type="button" class="danger" onClick={reset}>
            Reset
          </button>
        </div>
      </dialog>
    </>
  );
}
