import { literalTokens, mayBeTrue, textOf } from "./expressions";
import type { Json, JsonObject } from "./json";
import { JsonReader } from "./json-reader";
import { JsonScanner, MAX_DEPTH, MAX_VALUE_BYTES, MAX_VALUE_MEMBERS, Unreadable } from "./json-scanner";
import { firstUnlisted, placeAt } from "./omitted-change";
import type { ConfiguredCommand, ForeignChanges, OutputChange, Plan, ProviderBlock } from "./plan";
import { readOutputChange } from "./read-change";
import { type Configuration, readConfiguration } from "./read-configuration";
import { type Entries, readEntries } from "./read-entries";
import { type Invocations, readInvocations } from "./read-invocations";

/** The largest JSON that is read, in bytes: some 50,000 allocations. */
export const MAX_PLAN_BYTES = 256 * 1024 * 1024;

export type ReadPlan =
  { readonly kind: "plan"; readonly plan: Plan } | { readonly kind: "refused"; readonly why: string };

const MAKE_IT = "make it with `terraform show -json PLAN`";

/**
 * The JSON of `terraform show -json PLAN`, typed. Whatever is cut, foreign or of another major format is refused in one
 * sentence. Time and memory grow with its length alone, whatever it holds.
 */
export function readPlan(json: Uint8Array): ReadPlan {
  if (json.length === 0) return refused(`is empty; ${MAKE_IT}`);
  if (json.length > MAX_PLAN_BYTES)
    return refused(`is larger than ${MAX_PLAN_BYTES / 1024 / 1024} MiB, the most that is read`);
  if (json[0] === 0x50 && json[1] === 0x4b) return refused(`is a saved plan and not its JSON; ${MAKE_IT}`);
  try {
    return readParts(new JsonScanner(json));
  } catch (error) {
    if (error instanceof Unreadable) return refused(whyUnreadable(error));
    throw error;
  }
}

function refused(why: string): ReadPlan {
  return { kind: "refused", why };
}

function whyUnreadable({ reason }: Unreadable): string {
  switch (reason.kind) {
    case "no JSON":
      return `is no JSON, or is cut off; ${MAKE_IT}`;
    case "too deep":
      return `is nested more than ${MAX_DEPTH} levels deep, the most that is read`;
    case "too large":
      return (
        `holds a single object of more than ${MAX_VALUE_BYTES / 1024 / 1024} MiB or ` +
        `${MAX_VALUE_MEMBERS} values, the most that is read`
      );
    case "repeated key":
      return `has the key ${JSON.stringify(reason.key.slice(0, 100))} twice in one object, which no plan has`;
  }
}

function readParts(scanner: JsonScanner): ReadPlan {
  const parts = new Parts(scanner);
  const foreign = foreignness(parts);
  if (foreign !== null) return refused(foreign);
  const reader = new JsonReader();
  const read = readAll(parts, reader);
  if (reader.firstWrong !== null) {
    const more = reader.wrongCount > 1 ? ` (and ${reader.wrongCount - 1} more)` : "";
    return refused(
      `is not well formed: ${JSON.stringify(reader.firstWrong.slice(0, 200))} has not the type that a plan has ` +
        `there${more}; ${MAKE_IT}`,
    );
  }
  if (read.cut !== null)
    return refused(
      `holds ${JSON.stringify(read.cut.slice(0, 200))} but does not list what becomes of it, so it is cut; ${MAKE_IT}`,
    );
  if (read.unconfigured !== null)
    return refused(
      `holds ${JSON.stringify(read.unconfigured.slice(0, 200))} but not the configuration of its provider, ` +
        `so it is cut; ${MAKE_IT}`,
    );
  return { kind: "plan", plan: read.plan };
}

/** The members of a plan, each read only when it is asked for. */
class Parts {
  readonly #scanner: JsonScanner;
  readonly #offsets = new Map<string, number>();
  readonly isObject: boolean;

  /** Passes over all of the text once, so that whatever is wrong with it as JSON is known from here on. */
  constructor(scanner: JsonScanner) {
    this.#scanner = scanner;
    this.isObject = scanner.isObject();
    if (this.isObject) scanner.object((name) => void this.#offsets.set(name, scanner.offset));
    else scanner.skip();
    scanner.end();
  }

  has(name: string): boolean {
    return this.#offsets.has(name);
  }

  value(name: string): Json | undefined {
    return this.read(name, (scanner) => scanner.value());
  }

  isAnObject(name: string): boolean {
    return this.read(name, (scanner) => scanner.isObject()) ?? false;
  }

  /** Reads a member where it stands; undefined where there is none. */
  read<T>(name: string, read: (scanner: JsonScanner) => T): T | undefined {
    const offset = this.#offsets.get(name);
    if (offset === undefined) return undefined;
    let value: T | undefined;
    this.#scanner.visitAt(offset, () => (value = read(this.#scanner)));
    return value;
  }
}

/** Why this is not the JSON of a plan, or null where it is. */
function foreignness(parts: Parts): string | null {
  if (!parts.isObject) return `is not the JSON of a plan; ${MAKE_IT}`;
  const version = parts.value("format_version");
  if (typeof version !== "string" || !/^\d+\.\d+$/.test(version))
    return `is not the JSON of a plan: it has no format_version; ${MAKE_IT}`;
  if (!version.startsWith("1.")) return `has format_version ${version}; this version of greenvn reads 1.x`;
  if (
    !parts.isAnObject("configuration") ||
    !parts.isAnObject("planned_values") ||
    typeof parts.value("terraform_version") !== "string"
  )
    return `is not the JSON of a whole plan${parts.has("values") ? " but of a state" : ""}; ${MAKE_IT}`;
  return null;
}

const NOTHING: Entries = {
  changes: [],
  dataReads: [],
  strangers: [],
  foreign: { created: 0, updated: 0, replaced: 0, deleted: 0, forgotten: 0, other: 0 } satisfies ForeignChanges,
  foreignAddresses: [],
  needed: [],
  removed: [],
  made: new Set<string>(),
};

/** All that a report asks for, and what the plan holds but does not list, which says that it was cut. */
function readAll(
  parts: Parts,
  reader: JsonReader,
): {
  readonly plan: Plan;
  readonly cut: string | null;
  readonly unconfigured: string | null;
} {
  const configuration = parts.read("configuration", (scanner) => readConfiguration(scanner, reader));
  const invocations = parts.read("action_invocations", (scanner) => readInvocations(scanner, reader));
  const triggers = (invocations?.ours ?? []).flatMap(({ trigger }) =>
    trigger.kind === "resource" ? [trigger.address] : [],
  );
  const resources = configuration?.provisioners ?? new Map<string, readonly string[]>();
  const configured = configuration?.resources ?? new Set<string>();
  const wanted = { addresses: new Set(triggers), resources, configured };
  const entries = (name: string): Entries =>
    parts.read(name, (scanner) => readEntries(name, wanted, scanner, reader)) ?? NOTHING;
  const [changes, drift] = [entries("resource_changes"), entries("resource_drift")];
  const outputs = readOutputs(parts, configuration, reader);
  const told = { configuration, invocations, changes, drift };
  const omitted = omittedFrom(parts, told, outputs.changes, reader);
  return {
    plan: { ...planOf(parts, told, reader), ...outputs.told, omits: omitted.left },
    cut: omitted.cut,
    unconfigured: configuration?.unconfigured ?? null,
  };
}

interface Told {
  readonly configuration: Configuration | undefined;
  readonly invocations: Invocations | undefined;
  readonly changes: Entries;
  readonly drift: Entries;
}

function planOf(parts: Parts, told: Told, reader: JsonReader): Omit<Plan, "outputs" | "timeOutputs" | "omits"> {
  const { configuration, invocations, changes, drift } = told;
  const text = (name: string) => reader.text(parts.value(name), name);
  const flag = (name: string) => reader.optionalFlag(parts.value(name), name);
  const count = (name: string): number => {
    let elements = 0;
    parts.read(name, (scanner) => reader.eachElement(scanner, name, () => (elements += 1)));
    return elements;
  };
  const providers = providersOf(parts, configuration, reader);
  const terraformVersion = text("terraform_version");
  return {
    terraformVersion,
    formatVersion: text("format_version"),
    timestamp: reader.optionalText(parts.value("timestamp"), "timestamp"),
    errored: flag("errored") ?? false,
    complete: flag("complete"),
    withheld: withheldBy(parts, terraformVersion),
    deferred: count("deferred_changes") + count("deferred_action_invocations"),
    changes: changes.changes,
    drift: drift.changes,
    dataReads: changes.dataReads,
    strangers: [...changes.strangers, ...(invocations?.strangers ?? [])],
    providers,
    literalTokens:
      configuration === undefined
        ? []
        : [...configuration.providers].flatMap(([key, provider]) => literalTokens(key, provider, configuration)),
    invocations: invocations?.ours ?? [],
    foreignTriggers: changes.foreignAddresses,
    commands: commandsOf(told, terraformVersion),
    foreign: changes.foreign,
    accounts: accountsOf(changes, providers),
    unknownPreferences: configuration?.unknownPreferences ?? [],
  };
}

/** Members that Terraform writes from 1.8 on, and OpenTofu, which shares the numbers of versions, does not. */
const TERRAFORM_ALONE = ["applyable", "action_invocations", "deferred_changes", "deferred_action_invocations"];

/** What such a version tells, and this plan does not. */
function withheldBy(parts: Parts, version: string): Plan["withheld"] {
  const isTold = (name: string) => typeof parts.value(name) === "boolean";
  const tellsComplete = TERRAFORM_ALONE.some((name) => parts.has(name)) || !isVersion(version);
  return [
    ...(!isTold("complete") && tellsComplete ? (["complete"] as const) : []),
    ...(!isTold("errored") && isAtLeast(version, 1, 6) ? (["errored"] as const) : []),
  ];
}

function isVersion(version: string): boolean {
  return /^\d{1,6}\.\d{1,6}\./.test(version);
}

/** Whether a version is at least this one; one that can't be read may be any. */
function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, first, second] = /^(\d{1,6})\.(\d{1,6})\./.exec(version) ?? [];
  if (first === undefined || second === undefined) return true;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}

function providersOf(parts: Parts, configuration: Configuration | undefined, reader: JsonReader): ProviderBlock[] {
  const variable = (wanted: string): Json | undefined => {
    let value: Json | undefined;
    parts.read("variables", (scanner) =>
      reader.eachMember(scanner, "variables", (name) => {
        if (name !== wanted) return;
        value = (reader.object(scanner.value(), `variables.${name}`) ?? {})["value"];
      }),
    );
    return value;
  };
  return [...(configuration?.providers ?? [])].map(([key, { module, expressions }]) => {
    const expression = (name: string) => (Object.hasOwn(expressions, name) ? expressions[name] : undefined);
    return {
      key,
      baseUrl: textOf(expression("base_url"), module, variable),
      accountSid: textOf(expression("account_sid"), module, variable),
      allowsOriginChange: mayBeTrue(expression("allow_base_url_change")),
    };
  });
}

function commandsOf({ configuration, invocations, changes }: Told, version: string): ConfiguredCommand[] {
  // From 1.9 on a `removed` block may hold provisioners, and the plan tells nothing of such blocks.
  const removed = isAtLeast(version, 1, 9) ? changes.removed : [];
  return [
    ...[...(configuration?.provisioners ?? [])].flatMap(([address, types]) =>
      types.map((type): ConfiguredCommand => ({
        address,
        kind: "provisioner",
        type,
        runs: changes.made.has(address),
      })),
    ),
    ...(configuration?.external ?? []).map((address): ConfiguredCommand => ({
      address,
      kind: "external",
      type: "external",
      runs: true,
    })),
    ...(invocations?.commands ?? []),
    ...removed.map((address): ConfiguredCommand => ({ address, kind: "removed", type: "removed", runs: true })),
  ];
}

function accountsOf({ changes }: Entries, providers: readonly ProviderBlock[]): string[] {
  return [
    ...new Set([
      ...providers.flatMap(({ accountSid }) => (accountSid.kind === "text" ? [accountSid.text] : [])),
      ...changes.flatMap(({ accounts }) => accounts),
    ]),
  ];
}

function readOutputs(
  parts: Parts,
  configuration: Configuration | undefined,
  reader: JsonReader,
): { readonly told: Pick<Plan, "outputs" | "timeOutputs">; readonly changes: readonly OutputChange[] } {
  const timestamp = parts.value("timestamp");
  const changes: OutputChange[] = [];
  const timeOutputs: string[] = [];
  parts.read("output_changes", (scanner) =>
    reader.eachMember(scanner, "output_changes", (name) => {
      const change = scanner.value();
      const read = readOutputChange(name, change, reader);
      if (read.actions.join() === "no-op") return;
      changes.push(read);
      const after = (change as JsonObject | null)?.["after"] ?? null;
      const isNow = typeof timestamp === "string" && timestamp !== "" && JSON.stringify(after).includes(timestamp);
      if (isNow || configuration?.timeOutputs.has(name) === true) timeOutputs.push(name);
    }),
  );
  return { told: { outputs: changes, timeOutputs }, changes };
}

/**
 * What stands in the planned values or in the state before, and is not listed among the changes: Terraform lists what is
 * unchanged, too. Planned values say that the plan was cut. So does the state, but for a targeted plan, which leaves out
 * what it does not look at, and one that only refreshes, which has no list at all.
 */
function omittedFrom(
  parts: Parts,
  { configuration, invocations, changes }: Told,
  outputs: readonly OutputChange[],
  reader: JsonReader,
): { readonly cut: string | null; readonly left: boolean } {
  const needed = { resources: configuration?.provisioners ?? new Map<string, readonly string[]>() };
  const listed = new Set<string>();
  for (const { address, previousAddress, deposed } of changes.changes) {
    listed.add(placeAt(address, deposed));
    if (previousAddress !== null) listed.add(previousAddress);
  }
  for (const place of changes.needed) listed.add(place);
  const unlisted = (scanner: JsonScanner) => firstUnlisted((place) => listed.has(place), needed, scanner, reader);
  const within = (name: string, path: readonly string[]): string | null => {
    let found: string | null = null;
    const walk = (scanner: JsonScanner, [next, ...rest]: readonly string[]): void => {
      if (next === undefined) found = unlisted(scanner);
      else reader.eachMember(scanner, name, (member) => (member === next ? walk(scanner, rest) : undefined));
    };
    parts.read(name, (scanner) => walk(scanner, path));
    return found;
  };
  const planned = within("planned_values", ["root_module"]);
  if (planned !== null) return { cut: planned, left: false };
  const held = within("prior_state", ["values", "root_module"]);
  if (held === null) return { cut: null, left: false };
  const isRefresh = invocations?.areInvoked === true || isRefreshOnly(parts, outputs);
  if (!parts.has("resource_changes") && isRefresh) return { cut: null, left: false };
  return parts.value("complete") === true ? { cut: held, left: false } : { cut: null, left: true };
}

/** A plan that destroys lists what it destroys: without that list it would look like one that only refreshes. */
function isRefreshOnly(parts: Parts, outputs: readonly OutputChange[]): boolean {
  if (outputs.some(({ actions }) => actions.includes("delete"))) return false;
  return parts.value("applyable") === false || parts.has("resource_drift") || outputs.length > 0;
}
