import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { isRecord } from "../../domain/is-record";
import type { Known } from "../../plugin/sdk/value";
import type { Held } from "../../rules/vn-rule";
import { isMapOfTexts, isWrite } from "./journal-entries";
import type { ProviderNotes } from "./notes";
import { hashedKey, openPrivateFolder } from "./private-folder";
import type { Machine, WriterIdentity } from "./writer";

/** An assignment that a plan replaces: what its successor goes on from. */
export interface Former {
  readonly held: Known<Held>;
  readonly notes: ProviderNotes;
}

/** What the plan of an assignment's creation found. */
export interface PlannedCreation {
  /** The number in force: several where plans found several, and nobody can tell which of them is applied. */
  readonly numbers: readonly string[];
  readonly formers: readonly Former[];
}

/**
 * What plans hand over to the creations that follow them, on disk beside Terraform's own data: inside an apply
 * Terraform plans once more, and what the first plan left in private data is lost by that. One file for each
 * allocation, with no secrets. Where it can't be written, creations go without.
 */
export interface CreationPlans {
  /**
   * `number`: null where it could not be read. Within one run what precedes adds up: several assignments may stand on
   * one allocation.
   */
  record(greenvnId: string, number: string | null, former: Former | null): Promise<void>;
  /**
   * What the run before has planned: this one's own plan is the one inside the apply. Of a plan that was saved nothing
   * tells which one it was: then all that were made count, unless this very Terraform has planned, too.
   */
  recall(greenvnId: string): Promise<PlannedCreation | null>;
  /** The creation has ended, in whatever way: what its plan found must not bind another. */
  end(greenvnId: string): void;
}

interface Entry {
  readonly run: string;
  /** The Terraform that planned; absent: it can't be told, or an older version wrote it. */
  readonly terraform?: string | null;
  readonly number: string | null;
  readonly formers: readonly Former[];
}

/** How many plans that were never applied are remembered of an allocation. */
const PLANS_KEPT = 20;

/** What the plans of several accounts and workspaces, which share a data directory, are kept apart by. */
interface Scope {
  readonly accountSid: string;
  readonly workspace: string;
}

/** The plans of one account and workspace in Terraform's data directory. */
export function openCreationPlans(
  directory: string,
  { accountSid, workspace }: Scope,
  machine: Pick<Machine, "here">,
): CreationPlans {
  const folder = openPrivateFolder(join(directory, "greenvn-plans"), Date.now);
  let name: string | undefined;
  const run = () => (name ??= randomUUID());
  /** Kept once an end removes the file: another assignment of the same allocation may be created by the same plan. */
  const recalled = new Map<string, PlannedCreation | null>();

  const nameOf = (greenvnId: string) => `${hashedKey(accountSid, workspace, greenvnId)}.json`;

  function load(greenvnId: string): readonly Entry[] {
    const content = folder.load(nameOf(greenvnId));
    return isRecord(content) && Array.isArray(content["plans"]) ? content["plans"].filter(isEntry) : [];
  }

  return {
    async record(greenvnId, number, former) {
      const terraform = terraformOf(await machine.here());
      const all = load(greenvnId);
      const own = all.find((entry) => entry.run === run());
      const others = all.filter((entry) => entry.run !== run()).slice(1 - PLANS_KEPT);
      const formers = [...(own?.formers ?? []), ...(former ? [former] : [])];
      const plans: readonly Entry[] = [...others, { run: run(), terraform, number, formers }];
      folder.save(nameOf(greenvnId), { greenvn_id: greenvnId, plans });
    },
    async recall(greenvnId) {
      const terraform = terraformOf(await machine.here());
      const known = recalled.get(greenvnId);
      if (known !== undefined) return known;
      const others = load(greenvnId).filter((entry) => entry.run !== run());
      const own = others.filter((entry) => terraform !== null && entry.terraform === terraform).slice(-1);
      const plans = own.length > 0 ? own : others;
      const latest = plans.at(-1);
      const numbers = new Set(plans.flatMap(({ number }) => number ?? []));
      const planned = latest === undefined ? null : { numbers: [...numbers], formers: latest.formers };
      recalled.set(greenvnId, planned);
      return planned;
    },
    end(greenvnId) {
      folder.remove(nameOf(greenvnId));
    },
  };
}

/** The Terraform that started a provider, by what no other one shares; null where that can't be told. */
function terraformOf({ parent, boot, namespace }: WriterIdentity): string | null {
  if (parent === null || parent.started === null || boot === null || namespace === null) return null;
  return hashedKey(boot, namespace, String(parent.pid), parent.started);
}

// A file that something else wrote, or that was cut, must not fail a run: what is not whole counts for nothing.

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { run, terraform = null, number, formers } = value;
  return (
    typeof run === "string" &&
    isTextOrNull(terraform) &&
    isTextOrNull(number) &&
    Array.isArray(formers) &&
    formers.every(isFormer)
  );
}

function isFormer(value: unknown): value is Former {
  if (!isRecord(value) || !isRecord(value["held"]) || !isRecord(value["notes"])) return false;
  const { green_vn, preferences, strictness, rotation_triggers } = value["held"];
  const { unresolved, obtained, settledWriteIds } = value["notes"];
  return (
    isTextOrNull(green_vn) &&
    (preferences === null || isMapOfTexts(preferences)) &&
    (strictness === null || typeof strictness === "boolean") &&
    (rotation_triggers === null || isMapOfTexts(rotation_triggers)) &&
    (unresolved === undefined || (isRecord(unresolved) && isWrite({ ...unresolved, done: false }))) &&
    (obtained === undefined ||
      (isRecord(obtained) && typeof obtained["green_vn"] === "string" && isRecord(obtained["preferences"]))) &&
    (settledWriteIds === undefined || Array.isArray(settledWriteIds))
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
