import { isResourceType } from "../../domain/attributes/resource-type";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import type { Json, JsonObject } from "./json";
import type { JsonReader } from "./json-reader";
import type { JsonScanner } from "./json-scanner";
import { placeAt } from "./omitted-change";
import { isOurType } from "./our-types";
import type { ForeignChanges, ResourceChange } from "./plan";
import { readResourceChange } from "./read-change";
import { configuredAddress, type ConfiguredResources, mayBeAmong, typeAt } from "./resource-address";

/** What a list of changes says: all of it about this provider, and about others what a reviewer is told. */
export interface Entries {
  readonly changes: readonly ResourceChange[];
  readonly dataReads: readonly string[];
  readonly strangers: readonly { readonly address: string; readonly provider: string }[];
  readonly foreign: ForeignChanges;
  /** Which of the wanted addresses belong to other providers. */
  readonly foreignAddresses: readonly string[];
  /** The places of other providers' objects that a state may not hold unlisted: they run commands, or look like ours. */
  readonly needed: readonly string[];
  /** Destroyed resources that the configuration does not hold, by their addresses without keys as far as they are read. */
  readonly removed: readonly string[];
  /** Which of the wanted resources, by their addresses without keys, are created or destroyed. */
  readonly made: { readonly has: (address: string) => boolean };
}

/** What is asked of changes that are not this provider's. */
export interface Wanted {
  readonly addresses: ReadonlySet<string>;
  /** Resources by their addresses in the configuration, without keys. */
  readonly resources: ConfiguredResources;
  /** All managed resources of the configuration, likewise. */
  readonly configured: { readonly has: (address: string) => boolean };
}

// Actions that destroy nothing.
const LEAVING: readonly string[] = ["no-op", "read", "create", "update", "forget"];

/** Reads `resource_changes`, or `resource_drift`, that the scanner stands before. */
export function readEntries(name: string, wanted: Wanted, scanner: JsonScanner, reader: JsonReader): Entries {
  const changes: ResourceChange[] = [];
  const dataReads: string[] = [];
  const strangers: { address: string; provider: string }[] = [];
  const foreignAddresses: string[] = [];
  const needed: string[] = [];
  const made = new Set<string>();
  const removed = new Set<string>();
  // One whose address can't be read may be any of them.
  let anyMade = false;
  const foreign = { created: 0, updated: 0, replaced: 0, deleted: 0, forgotten: 0, other: 0 };
  reader.eachElement(scanner, name, (index) => {
    const entry = readHead(scanner, reader, () => `${name}[${index}]`);
    if (entry === null) return;
    const { address, type, provider, mode, previousAddress, actions } = entry;
    const typeHere = typeAt(address);
    if (mode === "managed" && typeHere !== null && typeHere !== type) reader.note(`${name}[${index}].type`, null);
    const runsCommands = mayBeAmong(wanted.resources, address);
    const configured = configuredAddress(address);
    if (runsCommands && actions.some((action) => !["no-op", "update", "read"].includes(action))) {
      if (configured === null) anyMade = true;
      else made.add(configured);
    }
    const mayBeDestroyed = mode === "managed" && actions.some((action) => !LEAVING.includes(action));
    if (mayBeDestroyed && (configured === null || !wanted.configured.has(configured)))
      removed.add(configured ?? address);
    if (provider === PROVIDER_ADDRESS) {
      const at = `${name}[${index}]`;
      if (mode === "managed") changes.push(readResourceChange(entry.whole() as JsonObject, at, reader));
      else if (mode === "data") {
        // A data source can only be read: any other action means that it is none.
        if (actions.join() !== "read" && actions.join() !== "no-op") reader.note(`${at}.change.actions`, null);
        dataReads.push(address);
      } else reader.note(`${at}.mode`, null);
      return;
    }
    if (isResourceType(type) && !/^[^/\s]+\/[^/\s]+\/[^/\s]+$/.test(provider))
      reader.note(`${name}[${index}].provider_name`, null);
    const isStranger = isOurType(type) || (previousAddress !== null && mayBeOurs(previousAddress));
    if (isStranger) strangers.push({ address, provider });
    if (isStranger || runsCommands) needed.push(placeAt(address, entry.deposed));
    if (previousAddress !== null) needed.push(previousAddress);
    if (wanted.addresses.has(address)) foreignAddresses.push(address);
    if (mode === "managed") count(foreign, actions.join());
  });
  return {
    changes,
    dataReads,
    strangers,
    foreign,
    foreignAddresses,
    needed,
    removed: [...removed],
    made: { has: (address) => anyMade || made.has(address) },
  };
}

/** An address that can't be read may be that of one of ours. */
function mayBeOurs(address: string): boolean {
  const type = typeAt(address);
  return type === null || isOurType(type);
}

interface Head {
  readonly address: string;
  readonly type: string;
  readonly provider: string;
  readonly mode: string;
  readonly previousAddress: string | null;
  readonly deposed: string | null;
  readonly actions: readonly string[];
  /** All of the entry. */
  readonly whole: () => Json;
}

const HEAD = ["address", "type", "provider_name", "mode", "previous_address", "deposed"];

/** Whose resource it is decides whether it is judged at all: these members may not be left out, nor be anything. */
function readHead(scanner: JsonScanner, reader: JsonReader, at: () => string): Head | null {
  if (!scanner.isObject()) return reader.note(at, null);
  const start = scanner.offset;
  const told = new Map<string, Json>();
  let actions: Json = null;
  scanner.object((name) => {
    if (HEAD.includes(name)) told.set(name, scanner.value());
    else if (name === "change")
      reader.eachMember(scanner, `${at()}.change`, (member) => {
        if (member === "actions") actions = scanner.value();
      });
  });
  const text = (name: string): string => {
    const value = told.get(name);
    return typeof value === "string" ? value : reader.note(() => `${at()}.${name}`, "");
  };
  return {
    address: text("address"),
    type: text("type"),
    provider: text("provider_name"),
    mode: text("mode"),
    previousAddress: told.has("previous_address") ? text("previous_address") : null,
    deposed: told.has("deposed") ? text("deposed") : null,
    actions: actionsIn(actions, at, reader),
    whole: () => {
      let value: Json = null;
      scanner.visitAt(start, () => (value = scanner.value()));
      return value;
    },
  };
}

/** Whoever's change it is: without an action, nobody could tell that there is none. */
function actionsIn(value: Json, at: () => string, reader: JsonReader): readonly string[] {
  const actions = reader.texts(value, "change.actions");
  return actions.length > 0 ? actions : reader.note(() => `${at()}.change.actions`, actions);
}

function count(foreign: { -readonly [Name in keyof ForeignChanges]: number }, actions: string): void {
  switch (actions) {
    case "no-op":
    case "read":
      return;
    case "create":
      foreign.created += 1;
      return;
    case "update":
      foreign.updated += 1;
      return;
    case "delete,create":
    case "create,delete":
    case "create,forget":
    case "forget,create":
      foreign.replaced += 1;
      return;
    case "delete":
      foreign.deleted += 1;
      return;
    case "forget":
      foreign.forgotten += 1;
      return;
    default:
      foreign.other += 1;
  }
}
