import fc from "fast-check";
import { openScene, type Scene } from "../../support/api/scene";
import { declarationOf, sequences, type Step } from "../../support/stories/sequences";
import { changedIn } from "../../support/stories/transition-run";
import { type Declaration, hasLater, kindOf, resolve } from "../../support/stories/transitions";
import { type Change, type Diagnostic, diagnosticsIn } from "../../support/terraform/terraform-json";

const FLEET = 16;
const STEPS = 5;
const SEED = 20_250_101;

interface Member {
  readonly label: string;
  readonly sequence: readonly Step[];
  readonly numbers: readonly string[];
  /** The declaration that was accepted last. */
  accepted: Declaration | null;
  declared: Declaration;
}

const address = ({ label }: Member): string => `greenvn_allocation.${label}`;
const isPartyAttribute = (name: string): boolean => /party_|^usage$/.test(name);

test("random sequences in one configuration: every call was planned, ids stay, and a second plan is empty", async () => {
  const scene = await openScene({ log: "warn" });
  const free = scene.sandbox.freeNumbers({ region: "KL", type: "mobile" }, 400 + 3 * FLEET).slice(400);
  const fleet = fc.sample(sequences, { numRuns: FLEET, seed: SEED }).map((sequence, at): Member => {
    const label = `m${String(at).padStart(2, "0")}`;
    return { label, sequence, numbers: free.slice(3 * at, 3 * at + 3), accepted: null, declared: {} };
  });
  for (let step = 0; step < STEPS; step += 1) await takeStep(scene, fleet, step);
});

async function takeStep(scene: Scene, fleet: readonly Member[], at: number): Promise<void> {
  const { sandbox, terraform } = scene;
  for (const member of fleet) prepare(scene, member, at);
  sandbox.answers(fleet[at % fleet.length]?.sequence[0]?.style ?? {});
  await declare(scene, fleet);
  const refused = await contradictions(scene);
  for (const member of fleet)
    if (refused.some(({ summary }) => summary.includes(`"${member.label}"`)))
      member.declared = member.accepted ?? member.declared;
  await declare(scene, fleet);

  const chargedBefore = new Map(fleet.map(({ label }) => [label, chargedFor(scene, label)]));
  const plan = await terraform.plan();
  const { stdout } = await terraform.run("apply", "-json", "-auto-approve", plan.file);
  const errors = diagnosticsIn(stdout).filter(({ severity }) => severity === "error");
  const settled: Member[] = [];
  for (const member of fleet) {
    const { label, declared } = member;
    const failed = errors.filter((one) => isAbout(one, member)).map(kindOf);
    const planned = plannedCharges(plan.change(address(member)));
    const charged = chargedFor(scene, label) - (chargedBefore.get(label) ?? 0);
    const isAsPlanned = hasLater(declared)
      ? charged <= planned
      : charged + Number(failed.includes("no-free-number")) === planned;
    expect({ at, label, failed, planned, charged, isAsPlanned }).toEqual({
      at,
      label,
      failed: failed.filter((kind) => kind === "no-free-number" || kind === "contradiction"),
      planned,
      charged,
      isAsPlanned: true,
    });
    if (failed.length === 0) {
      member.accepted = declared;
      settled.push(member);
    } else if (failed.includes("contradiction")) member.declared = member.accepted ?? declared;
  }

  await declare(scene, fleet);
  const again = await terraform.plan();
  expect(settled.map((member) => [at, member.label, again.change(address(member)).actions.join()])).toEqual(
    settled.map(({ label }) => [at, label, "no-op"]),
  );
  expect(again.diagnostics.filter((one) => settled.some((member) => isAbout(one, member)))).toEqual([]);
}

function prepare({ sandbox }: Scene, member: Member, at: number): void {
  const { label, sequence, numbers } = member;
  const step = sequence[Math.min(at, sequence.length - 1)];
  if (step === undefined) throw new Error("an empty sequence");
  const held = () => sandbox.allocations().find(({ connectionId }) => connectionId === label);
  const id = held()?.greenvnId;
  if (id !== undefined && step.byHand && at < sequence.length) {
    const { number, party } = step.byHand;
    sandbox.changeByHand(id, {
      ...(number === undefined ? {} : { greenVn: numbers[number] ?? "" }),
      ...(party === undefined ? {} : { apartyNumbers: [party] }),
    });
  }
  member.declared = declarationOf(step, { connectionId: label, numbers, held: held()?.greenVn ?? numbers[0] ?? "" });
}

async function declare({ terraform }: Scene, fleet: readonly Member[]): Promise<void> {
  const unknowns: Record<string, unknown> = {};
  const allocations = fleet.map(({ label, declared }) => {
    let count = 0;
    const later = (value: unknown): string => {
      const name = `${label}_${++count}`;
      unknowns[name] = { input: value };
      return `\${terraform_data.${name}.output}`;
    };
    return [label, resolve(declared, {}, later)];
  });
  const resource = {
    greenvn_allocation: Object.fromEntries(allocations) as unknown,
    ...(Object.keys(unknowns).length > 0 ? { terraform_data: unknowns } : {}),
  };
  await terraform.write({ "main.tf.json": JSON.stringify({ resource }) });
}

/** The refusals of a plan: none but rotations of what is strictly pinned. */
async function contradictions({ terraform }: Scene): Promise<readonly Diagnostic[]> {
  const { stdout } = await terraform.run("plan", "-json");
  const errors = diagnosticsIn(stdout).filter(({ severity }) => severity === "error");
  expect(errors.map(kindOf)).toEqual(errors.map(() => "contradiction"));
  return errors;
}

function isAbout({ summary, address: at }: Diagnostic, member: Member): boolean {
  return at === address(member) || summary.includes(`"${member.label}"`);
}

function chargedFor({ sandbox }: Scene, label: string): number {
  return sandbox.ledger().charges.filter(({ connection_id: name }) => name === label).length;
}

function plannedCharges(change: Change): number {
  const action = change.actions.join();
  if (action === "no-op") return 0;
  if (action === "create") return 1;
  expect([action, change.before?.["id"], change.afterUnknown["id"]]).toEqual([
    "update",
    change.after?.["id"],
    undefined,
  ]);
  const changed = changedIn(change);
  return Number(changed.includes("green_vn")) + Number(changed.some(isPartyAttribute));
}
