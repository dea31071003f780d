import type { Charge } from "../../../src/sandbox";
import { send, type TestSandbox } from "../api/sandbox";
import type { TerraformFolder } from "../terraform/terraform";
import type { Change, Diagnostic } from "../terraform/terraform-json";
import {
  comparable,
  type Declaration,
  type ExpectedCall,
  kindOf,
  resolve,
  type ResourceType,
  type Transition,
} from "./transitions";

/** One transition in a configuration that holds many. */
export interface Placed {
  readonly transition: Transition;
  /** Its name in the configuration, which its `connection_id` begins with. */
  readonly label: string;
  readonly names: Record<string, string>;
}

/** What a plan says of one transition, in the form of the table. */
export interface Planned {
  readonly action: string;
  readonly changed: readonly string[] | null;
  readonly unknown: readonly string[];
  readonly forces: readonly string[];
  readonly warnings: readonly string[];
}

const same = (value: unknown): unknown => value;
const STOCK = { region: "KL", type: "mobile" } as const;
/** Numbers before this one are what the sandbox grants by itself. */
const FIRST_FREE = 400;

export function place(sandbox: TestSandbox, transitions: readonly Transition[]): Placed[] {
  const free = sandbox.freeNumbers(STOCK, FIRST_FREE + 2 * transitions.length).slice(FIRST_FREE);
  return transitions.map((transition, at) => {
    const label = `t${String(at + 1).padStart(3, "0")}`;
    return {
      transition,
      label,
      names: { "@name": label, "@free1": free[2 * at] ?? "", "@free2": free[2 * at + 1] ?? "" },
    };
  });
}

/** Everything that a transition finds: made elsewhere, declared before in one apply for each step, changed by hand. */
export async function prepare(
  sandbox: TestSandbox,
  terraform: TerraformFolder,
  placed: readonly Placed[],
): Promise<void> {
  for (const { transition, names } of placed) {
    if (!transition.elsewhere) continue;
    const answer = await send(
      sandbox,
      "POST",
      "/v1/tenants/sandbox/greenvn",
      resolve(transition.elsewhere, names, same),
    );
    if (answer.status !== 200) throw new Error(answer.text);
  }
  know(sandbox, placed);
  const steps = Math.max(...placed.map(({ transition }) => transition.before.length));
  for (let step = 0; step < steps; step += 1) {
    await declare(terraform, placed, ({ before }) => ({
      declaration: before[Math.min(step, before.length - 1)] ?? null,
      isFinal: false,
    }));
    await terraform.apply();
    know(sandbox, placed);
  }
  for (const { transition, names } of placed) {
    if (transition.remote === undefined) continue;
    sandbox.changeByHand(names["@id"] ?? "", resolve(transition.remote, names, same) as typeof transition.remote);
  }
}

export async function declareNow(terraform: TerraformFolder, placed: readonly Placed[]): Promise<void> {
  await declare(terraform, placed, ({ now }) => ({ declaration: now, isFinal: true }));
}

type Choice = { readonly declaration: Declaration | null; readonly isFinal: boolean };

async function declare(
  terraform: TerraformFolder,
  placed: readonly Placed[],
  choose: (transition: Transition) => Choice,
): Promise<void> {
  const resource: Record<string, Record<string, unknown>> = {};
  const blocks: { import: unknown[]; moved: unknown[] } = { import: [], moved: [] };
  for (const { transition, label, names } of placed) {
    const { declaration, isFinal } = choose(transition);
    if (declaration === null) continue;
    const { type, movedFrom, isImported } = transition;
    const here: ResourceType = isFinal ? type : (movedFrom ?? type);
    let unknowns = 0;
    const later = (value: unknown): string => {
      const name = `${label}_${++unknowns}`;
      (resource["terraform_data"] ??= {})[name] = { input: value };
      return `\${terraform_data.${name}.output}`;
    };
    (resource[here] ??= {})[label] = resolve(declaration, names, later);
    if (isFinal && isImported) blocks.import.push({ to: `${here}.${label}`, id: names["@id"] });
    if (isFinal && movedFrom) blocks.moved.push({ from: `${movedFrom}.${label}`, to: `${here}.${label}` });
  }
  await terraform.write({
    "main.tf.json": JSON.stringify({
      resource,
      ...(blocks.import.length > 0 ? { import: blocks.import } : {}),
      ...(blocks.moved.length > 0 ? { moved: blocks.moved } : {}),
    }),
  });
}

/** Ids and numbers in force, as the remote system has them. */
function know(sandbox: TestSandbox, placed: readonly Placed[]): void {
  const byName = new Map(sandbox.allocations().map((allocation) => [allocation.connectionId, allocation]));
  for (const { label, names } of placed) {
    const found = byName.get(label);
    if (!found) continue;
    names["@id"] = found.greenvnId;
    names["@held"] = found.greenVn;
  }
}

export function expected({ transition: { plan } }: Placed): Planned {
  return {
    action: plan.action,
    changed: plan.action === "update" ? (plan.changed ?? []) : null,
    unknown: plan.unknown ?? [],
    forces: plan.forces ?? [],
    warnings: [...(plan.warnings ?? [])].sort(),
  };
}

export function planned(placed: Placed, change: Change, diagnostics: readonly Diagnostic[]): Planned {
  const action = actionOf(change);
  const unknown = unknownIn(change);
  const changed = action === "update" ? changedIn(change) : null;
  return {
    action,
    changed,
    unknown,
    forces: change.replacePaths.map((path) => String((path as unknown[])[0])),
    warnings: about(placed, diagnostics).sort(),
  };
}

/** The kinds of what was said of one transition. */
export function about({ label, names }: Placed, diagnostics: readonly Diagnostic[]): string[] {
  const isMeant = ({ summary, address }: Diagnostic): boolean =>
    summary.includes(`"${label}`) ||
    (names["@id"] !== undefined && summary.includes(names["@id"])) ||
    (address?.endsWith(`.${label}`) ?? false);
  const kinds = diagnostics.filter(isMeant).map(kindOf);
  // A plan validates twice, and Terraform tells what either said.
  return kinds.filter((kind, at) => kind !== "nothing-set" || kinds.indexOf(kind) === at);
}

/** The writes that were carried out for one transition since `since`, in the form of the table. */
export function callsOf(
  sandbox: TestSandbox,
  { label }: Placed,
  since: { readonly requests: number; readonly charges: number },
): ExpectedCall[] {
  const isMine = ({ connection_id: name }: { connection_id: string | null }): boolean =>
    name === label || name === `${label}-2`;
  const charges: Charge[] = sandbox.ledger().charges.slice(since.charges).filter(isMine);
  return sandbox
    .ledger()
    .requests.slice(since.requests)
    .filter((request) => isMine(request) && request.operation !== "read" && request.status === 200)
    .map(({ operation }): ExpectedCall => {
      if (operation === "delete") return { operation };
      return comparable({ operation: operation as "create", body: charges.shift()?.request });
    });
}

export function expectedCalls({ transition, names }: Placed): ExpectedCall[] {
  return transition.calls.map((call) => comparable(resolve(call, names, same) as ExpectedCall));
}

function actionOf({ actions }: Change): string {
  const said = actions.join();
  return said === "delete,create" || said === "create,delete" ? "replace" : said;
}

function unknownIn({ afterUnknown }: Change): string[] {
  return Object.keys(afterUnknown)
    .filter((name) => isUnknown(afterUnknown[name]))
    .sort();
}

/** The attributes whose planned value is unknown, or not the prior one. */
export function changedIn(change: Change): string[] {
  const { before, after } = change;
  const unknown = unknownIn(change);
  const text = (value: unknown): string =>
    JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : (value ?? null));
  return Object.keys({ ...before, ...after })
    .concat(unknown)
    .filter(
      (name, at, all) =>
        all.indexOf(name) === at && (unknown.includes(name) || text(before?.[name]) !== text(after?.[name])),
    )
    .sort();
}

function isUnknown(mark: unknown): boolean {
  if (Array.isArray(mark)) return mark.some(isUnknown);
  return mark === true || (typeof mark === "object" && mark !== null && Object.values(mark).some(isUnknown));
}
