import { isRecord } from "../../domain/is-record";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { type Json, type JsonObject, member } from "./json";
import type { JsonReader } from "./json-reader";
import type { JsonScanner } from "./json-scanner";
import { isOurType } from "./our-types";
import { unknownPreferences } from "./unknown-preferences";

const LARGEST_ARGUMENT_BYTES = 64 * 1024;

/** What the configuration in a plan says, as far as a report asks for it. */
export interface Configuration {
  /** The configurations of this provider, by their keys. */
  readonly providers: ReadonlyMap<string, ConfiguredProvider>;
  /** The first resource of this provider whose configuration is not told, or null. */
  readonly unconfigured: string | null;
  /** By the addresses of modules, without keys; the root's is "". */
  readonly modules: ReadonlyMap<string, ConfiguredModule>;
  /** All managed resources, by their addresses without keys. */
  readonly resources: ReadonlySet<string>;
  /** Types of the provisioners of each resource, by its address without keys. */
  readonly provisioners: ReadonlyMap<string, readonly string[]>;
  /** Addresses of data sources that run a program. */
  readonly external: readonly string[];
  readonly unknownPreferences: readonly { readonly address: string; readonly keys: readonly string[] }[];
  /** Root outputs whose expression is seen to ask for the time. */
  readonly timeOutputs: ReadonlySet<string>;
}

export interface ConfiguredProvider {
  readonly module: string;
  readonly expressions: JsonObject;
}

export interface ConfiguredModule {
  /** Variables that have a default which is neither null nor empty. */
  readonly defaults: ReadonlySet<string>;
  /** What hands values to its variables. */
  readonly call: { readonly arguments: JsonObject };
}

/** Reads the `configuration` that the scanner stands before. */
export function readConfiguration(scanner: JsonScanner, reader: JsonReader): Configuration {
  const configuration = {
    providers: new Map<string, ConfiguredProvider>(),
    modules: new Map<string, ConfiguredModule>(),
    resources: new Set<string>(),
    provisioners: new Map<string, readonly string[]>(),
    external: [] as string[],
    unknownPreferences: [] as { address: string; keys: readonly string[] }[],
    timeOutputs: new Set<string>(),
    keys: new Set<string>(),
    ours: new Map<string, string>(),
  };
  const at = "configuration";
  reader.eachMember(scanner, at, (name) => {
    if (name === "provider_config") readProviders(scanner, reader, configuration);
    else if (name === "root_module") readModule("", { arguments: {} }, scanner, reader, configuration);
  });
  return { ...configuration, unconfigured: unconfiguredIn(configuration) };
}

/**
 * Terraform tells the configuration of every provider that a resource names, be it empty. Within modules, where it may
 * have come from outside, the keys need not fit.
 */
function unconfiguredIn({
  providers,
  keys,
  ours,
}: Found & { readonly providers: ReadonlyMap<string, unknown> }): string | null {
  if (providers.size > 0) return null;
  for (const [key, address] of ours) if (!keys.has(key)) return address;
  return null;
}

function readProviders(
  scanner: JsonScanner,
  reader: JsonReader,
  { providers, keys }: { readonly providers: Map<string, ConfiguredProvider>; readonly keys: Set<string> },
): void {
  const all = "configuration.provider_config";
  reader.eachMember(scanner, all, (key) => {
    const at = `${all}.${key}`;
    keys.add(key);
    const provider = reader.object(scanner.value(), at);
    // Terraform always tells the full name: without it, it may be ours.
    const name = reader.optionalText(member(provider, "full_name"), `${at}.full_name`);
    if (provider === null || (name !== null && name !== PROVIDER_ADDRESS)) return;
    providers.set(key, {
      module: reader.optionalText(member(provider, "module_address"), `${at}.module_address`) ?? "",
      expressions: reader.object(member(provider, "expressions"), `${at}.expressions`) ?? {},
    });
  });
}

interface Found {
  readonly modules: Map<string, ConfiguredModule>;
  readonly resources: Set<string>;
  readonly provisioners: Map<string, readonly string[]>;
  readonly external: string[];
  readonly unknownPreferences: { address: string; keys: readonly string[] }[];
  readonly timeOutputs: Set<string>;
  /** The keys of all providers' configurations. */
  readonly keys: Set<string>;
  /** Those that resources of this provider's types name, and a resource that does. */
  readonly ours: Map<string, string>;
}

function readModule(
  path: string,
  call: ConfiguredModule["call"],
  scanner: JsonScanner,
  reader: JsonReader,
  found: Found,
): void {
  const at = `configuration of ${path === "" ? "the root module" : path}`;
  const defaults = new Set<string>();
  found.modules.set(path, { defaults, call });
  reader.eachMember(scanner, at, (name) => {
    switch (name) {
      case "variables":
        return reader.eachMember(scanner, `${at}.variables`, (variable) => {
          const declared = reader.object(scanner.value(), `${at}.variables.${variable}`);
          const value = member(declared, "default") ?? null;
          if (value !== null && value !== "") defaults.add(variable);
        });
      case "resources":
        return reader.eachElement(scanner, `${at}.resources`, (index) => {
          readResource(path, () => `${at}.resources[${index}]`, scanner, reader, found);
        });
      case "outputs":
        return path === "" ? readOutputs(`${at}.outputs`, scanner, reader, found.timeOutputs) : undefined;
      case "module_calls":
        return reader.eachMember(scanner, `${at}.module_calls`, (call) => {
          readCall(path === "" ? `module.${call}` : `${path}.module.${call}`, scanner, reader, found);
        });
      default:
        return;
    }
  });
}

function readCall(path: string, scanner: JsonScanner, reader: JsonReader, found: Found): void {
  const at = `configuration of ${path}`;
  // It may stand behind the module that it is handed to.
  const call: { arguments: JsonObject } = { arguments: {} };
  reader.eachMember(scanner, at, (name) => {
    if (name === "expressions") call.arguments = argumentsIn(`${at}.expressions`, scanner, reader);
    else if (name === "module") readModule(path, call, scanner, reader, found);
  });
}

/** What is handed to a module, but for whole tables: nobody hands a token over as one. */
function argumentsIn(at: string, scanner: JsonScanner, reader: JsonReader): JsonObject {
  const given = new Map<string, Json>();
  reader.eachMember(scanner, at, (name) => {
    const value = scanner.valueUpTo(LARGEST_ARGUMENT_BYTES);
    if (value !== undefined) given.set(name, value);
  });
  return Object.fromEntries(given);
}

/** What is told of a resource, and its `preferences`: all else may be large, and nobody asks for it. */
const RESOURCE = ["address", "type", "mode", "provider_config_key", "provisioners"];

function readResource(path: string, at: () => string, scanner: JsonScanner, reader: JsonReader, found: Found): void {
  const resource: Record<string, Json> = {};
  reader.eachMember(scanner, at(), (name) => {
    if (RESOURCE.includes(name)) resource[name] = scanner.value();
    else if (name === "expressions")
      reader.eachMember(scanner, `${at()}.expressions`, (attribute) => {
        if (attribute === "preferences") resource["preferences"] = scanner.value();
      });
  });
  const { address, type, mode, provider_config_key: key, preferences } = resource;
  if (typeof address !== "string" || typeof type !== "string") return reader.note(at, undefined);
  const here = path === "" ? address : `${path}.${address}`;
  const provisioners = reader.list(resource["provisioners"], `${at()}.provisioners`).map((provisioner) => {
    const told = isRecord(provisioner) ? member(provisioner, "type") : null;
    return typeof told === "string" ? told : "a provisioner";
  });
  if (mode !== "data") found.resources.add(here);
  if (provisioners.length > 0) found.provisioners.set(here, provisioners);
  if (type === "external" && mode === "data") found.external.push(here);
  if (!isOurType(type)) return;
  if (typeof key === "string") found.ours.set(key, here);
  const keys = unknownPreferences(type, preferences);
  if (keys.length > 0) found.unknownPreferences.push({ address: here, keys });
}

/** In the JSON syntax, which CDKTF writes, an expression stands there as it was written. */
function readOutputs(at: string, scanner: JsonScanner, reader: JsonReader, found: Set<string>): void {
  reader.eachMember(scanner, at, (name) => {
    const expression = reader.object(member(reader.object(scanner.value(), at), "expression"), at);
    if (/\btimestamp\s*\(|\bplantimestamp\s*\(/.test(JSON.stringify(member(expression, "constant_value") ?? null)))
      found.add(name);
  });
}
