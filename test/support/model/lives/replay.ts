import { Broken } from "../judged/invariants";
import { type Program } from "../machine/built-provider";
import { Unanswered } from "../terraform/plugin";
import { Complaint } from "../terraform/resource";
import { type Step } from "./life";
import { importId, runTerraform } from "./run";
import { Stage } from "./stage";
import { type Wishes } from "./states";

const HOUR_MS = 3_600_000;
/** What is still under way when a life ends comes to its own end within so much. */
const AFTERMATH_MS = HOUR_MS;

/** Plays a life against a provider, and throws the first invariant that it breaks. */
export async function replayOn(program: Program, steps: readonly Step[]): Promise<void> {
  const stage = new Stage(program);
  try {
    for (const step of steps) {
      await take(stage, step);
      stage.judge.verdict();
    }
    await end(stage);
  } catch (thrown) {
    if (thrown instanceof Unanswered) throw new Broken(4, thrown.message);
    if (thrown instanceof Complaint) throw new Broken(3, thrown.message);
    throw thrown;
  }
  stage.judge.verdict();
}

async function take(stage: Stage, step: Step): Promise<void> {
  const { judge, states, machine } = stage;
  switch (step.step) {
    case "apply":
    case "plan":
    case "refresh":
      await runTerraform(stage, step);
      return;
    case "import":
      return importId(stage, step);
    case "forget": {
      const { in: name = "default", address } = step;
      judge.newEra(`${name} ${address}`);
      return states.saveWithout(name, address);
    }
    case "taint": {
      const { in: name = "default", address } = step;
      const held = states.saved(name).get(address);
      if (held === undefined) return;
      judge.newEra(`${name} ${address}`);
      return states.saveOne(name, address, { ...held, tainted: true });
    }
    case "restore": {
      const { in: name = "default", back } = step;
      const older = states.former(name, back);
      if (older === undefined) return;
      judge.newEra(name);
      return states.save(name, older);
    }
    case "hand":
      return stage.byHand(states.lastId(step.on), step.change);
    case "move":
      return stage.loseFolder();
    case "wait":
      return machine.time.pass(step.hours * HOUR_MS);
  }
}

/** What is still under way comes to its end; then applies that nothing disturbs leave nothing to be charged. */
async function end(stage: Stage): Promise<void> {
  const { judge, machine, states } = stage;
  await machine.time.pass(AFTERMATH_MS);
  judge.verdict();
  // What a creation took in may be told otherwise at the next read: that is shown, and changed back by the second one.
  for (const _nth of [1, 2]) {
    const quiet = await runTerraform(stage, { step: "apply" });
    judge.verdict();
    if (quiet.kind !== "well" || quiet.isIdle) return;
  }
  if (contends(states.wishes("default"))) return;
  const left = await runTerraform(stage, { step: "plan" });
  if (left.kind !== "planned" || left.calls.length === 0) return;
  const calls = left.calls.map(({ operation, address }) => `${operation} of ${address}`);
  judge.breaks(1, `after an undisturbed apply the next plan charges again: ${calls.join(", ")}`);
}

/** Whether two of them take the number of one allocation from each other at each apply. */
function contends({ line, task }: Wishes): boolean {
  return task?.of === "line" && (line?.strict === true || task.strict === true);
}
