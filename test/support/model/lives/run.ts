import { type Planned, plannedCalls } from "../judged/judged-run";
import { apply, type Progress } from "../terraform/apply";
import { plan } from "../terraform/plan";
import { TerraformGone } from "../terraform/plugin";
import { type Configuration, idOf, typeOf } from "../terraform/resource";
import { lineConfig, taskConfig, type World } from "./declaration";
import { type Run, type Step } from "./life";
import { type Stage } from "./stage";
import { type Wishes } from "./states";

/** How a run of Terraform ended. */
export type Ended =
  /** `isIdle`: there was nothing to do. */
  | { readonly kind: "well"; readonly isIdle: boolean }
  | { readonly kind: "badly" }
  /** It was a plan alone: the charged calls that it tells of. */
  | { readonly kind: "planned"; readonly calls: readonly Planned[] };

const BADLY: Ended = { kind: "badly" };

/** `terraform plan`, `apply`, or `apply -refresh-only`. */
export async function runTerraform(stage: Stage, step: Run): Promise<Ended> {
  const { judge, states } = stage;
  const name = step.in ?? "default";
  const saved = states.saved(name);
  const before = states.wishes(name);
  const wishes = states.declare(name, step);
  judge.declared(name, before, wishes);
  if (step.replace !== undefined) judge.newEra(`${name} ${step.replace}`);

  const command = stage.command(name, wishes, step.end ?? null);
  const { run } = command;
  const observer = stage.observer(command, name);
  const configuration = configurationOf(wishes, stage.world);
  const options = {
    refreshes: step.refresh !== false,
    plans: step.step !== "refresh",
    replace: step.replace ?? null,
    target: step.target ?? null,
  };
  try {
    stage.meet(step.planFaults ?? []);
    const planned = await plan(command.plugin, saved, configuration, options, observer);
    command.endWalk();
    stage.meet([]);
    if (planned.errors.length > 0) return BADLY;
    if (step.step === "refresh") {
      states.save(name, planned.state);
      return { kind: "well", isIdle: true };
    }
    run.changes.push(...planned.changes);
    run.planned.push(...plannedCalls(planned.changes));
    judge.planned(run);
    if (step.step === "plan") return { kind: "planned", calls: run.planned };

    if (step.meanwhile !== undefined)
      stage.byHand(idOf(planned.state.get("line") ?? planned.state.get("task")), step.meanwhile);
    stage.meet(step.faults ?? [], step.misreports);
    run.isApplying = true;
    const progress: Progress = { state: new Map(planned.state), done: 0, errors: [] };
    try {
      await apply(command.plugin, planned, configuration, step.createFirst === true, progress, observer);
    } catch (thrown) {
      if (!(thrown instanceof TerraformGone)) throw thrown;
      // Where the state is a file, each resource is saved as it is done with.
      if (progress.done > 0) states.save(name, progress.state);
      return BADLY;
    }
    if (step.end?.kind === "unsaved") return BADLY;
    states.save(name, progress.state);
    const isIdle = run.changes.every(({ action }) => action === "no-op");
    return progress.errors.length === 0 ? { kind: "well", isIdle } : BADLY;
  } finally {
    stage.meet([]);
    command.finish();
  }
}

/** `terraform import`, of an id that the life knows. */
export async function importId(stage: Stage, step: Extract<Step, { readonly step: "import" }>): Promise<void> {
  const { in: name = "default", to, of } = step;
  const { judge, states } = stage;
  const id = states.lastId(of);
  if (id === undefined || states.saved(name).has(to)) return;
  judge.newEra(`${name} ${to}`);
  const command = stage.command(name, states.wishes(name), null);
  const plugin = await command.plugin(to);
  const imported = await plugin.importId(typeOf(to), id);
  if (imported.value !== null && imported.errors.length === 0) {
    const held = { value: imported.value, private: imported.private, tainted: false };
    const read = await plugin.read(typeOf(to), held);
    judge.refreshed(to, held, read, command.toldTo(plugin), stage.network.allocation(id));
    if (read.value !== null && read.errors.length === 0)
      states.saveOne(name, to, { ...held, value: read.value, private: read.private });
  }
  command.finish();
}

function configurationOf(wishes: Wishes, world: World): Configuration {
  return (address, idOfOther) => {
    const wish = wishes[address] ?? null;
    if (wish === null) return null;
    if (address !== "task") return lineConfig(address, wish, world);
    // Only what is declared can be referred to.
    const of = wishes.line ? wish.of : undefined;
    return taskConfig(wish, world, of === undefined ? null : { id: idOfOther(of) });
  };
}
