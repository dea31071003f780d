import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { FILE_PREFIX, zipName } from "../../install/file-names";
import { type CliConfigFacts, type Expected, type Method, type PluginCacheFacts } from "../found/facts";
import { type Entry, readCliConfig, type Value } from "./cli-config-text";
import { namesIn, textIn } from "./disk";

type Environment = Readonly<Record<string, string | undefined>>;

export interface CliConfiguration {
  readonly config: CliConfigFacts;
  readonly cache: PluginCacheFacts | null;
}

/** `stackFolder`: where Terraform runs; a mirror may be named from there. */
export function gatherCliConfig(
  env: Environment,
  home: string | null,
  product: "terraform" | "tofu",
  stackFolder: string,
  { version, platform }: Expected,
): CliConfiguration {
  const named = env["TF_CLI_CONFIG_FILE"] ?? "";
  const byVariable = named !== "";
  const [file, ...more] = byVariable ? [path.resolve(stackFolder, named)] : filesOf(home, product);
  const cacheOf = (entries: readonly Entry[]): PluginCacheFacts | null =>
    cacheFacts(env, entries, file ?? "", stackFolder);
  if (file === undefined) return { config: { kind: "none" }, cache: cacheOf([]) };
  if (byVariable && !exists(file)) return { config: { kind: "missing", file }, cache: cacheOf([]) };
  const read = [file, ...more].map((each) => entriesOf(each));
  const entries = read.flatMap((each) => each ?? []);
  if (read.includes(null)) return { config: { kind: "unreadable", file, byVariable }, cache: cacheOf(entries) };
  const installation = entries.find(({ name }) => name === "provider_installation");
  const methods = installation?.kind === "block" ? installation.body.flatMap(methodOf) : null;
  return { config: { kind: "read", file, byVariable, methods }, cache: cacheOf(entries) };

  function methodOf(entry: Entry): Method[] {
    if (entry.kind !== "block") return [];
    const texts = (name: string): readonly string[] => textsOf(valueOf(entry.body, name));
    const included = valueOf(entry.body, "include");
    const covers = (included === undefined || texts("include").some(matches)) && !texts("exclude").some(matches);
    const folder = path.resolve(stackFolder, textOf(valueOf(entry.body, "path")) ?? "");
    switch (entry.name) {
      case "direct":
        return [{ kind: "direct", covers }];
      case "network_mirror":
        return [{ kind: "network_mirror", covers }];
      case "filesystem_mirror":
        return [{ kind: "filesystem_mirror", folder, covers, holds: mirrorHolds(folder, version, platform) }];
      case "dev_overrides": {
        const named = entry.body.find(({ name }) => isOurs(name));
        const override = named?.kind === "value" ? textOf(named.value) : null;
        if (override === null) return [];
        const at = path.resolve(stackFolder, override);
        return [{ kind: "dev_overrides", folder: at, holds: hasExecutable(at) }];
      }
      default:
        return [];
    }
  }
}

/** Those of the home, the one that counts first. */
function filesOf(home: string | null, product: "terraform" | "tofu"): readonly string[] {
  if (home === null) return [];
  const main = [...(product === "tofu" ? [".tofurc"] : []), ".terraformrc"]
    .map((name) => path.join(home, name))
    .find(exists);
  const folder = path.join(home, ".terraform.d");
  return [
    ...(main === undefined ? [] : [main]),
    ...namesIn(folder)
      .filter((name) => name.endsWith(".tfrc"))
      .map((name) => path.join(folder, name)),
  ];
}

function exists(file: string): boolean {
  try {
    return !statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function entriesOf(file: string): readonly Entry[] | null {
  const text = textIn(file);
  return text === null ? null : readCliConfig(text);
}

function cacheFacts(
  env: Environment,
  entries: readonly Entry[],
  file: string,
  stackFolder: string,
): PluginCacheFacts | null {
  const variable = env["TF_PLUGIN_CACHE_DIR"] ?? "";
  const written = textOf(valueOf(entries, "plugin_cache_dir")) ?? "";
  const named =
    variable !== "" ? variable : written.replace(/\$\{?(\w+)\}?/g, (_whole, name: string) => env[name] ?? "");
  if (named === "") return null;
  const folder = path.resolve(stackFolder, named);
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return { folder, exists: isThere, from: variable !== "" ? "TF_PLUGIN_CACHE_DIR" : file };
}

function valueOf(entries: readonly Entry[], name: string): Value | undefined {
  const found = entries.find((entry) => entry.name === name);
  return found?.kind === "value" ? found.value : undefined;
}

function textOf(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function textsOf(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** Whether a pattern, with `*` for any part and with or without the registry, means our provider. */
function matches(pattern: string): boolean {
  const ours = PROVIDER_ADDRESS.split("/");
  const parts = pattern.split("/");
  const whole = parts.length === 2 ? [ours[0] ?? "", ...parts] : parts;
  return whole.length === 3 && whole.every((part, index) => part === "*" || part === ours[index]);
}

function isOurs(name: string): boolean {
  return name === PROVIDER_ADDRESS || name === PROVIDER_ADDRESS.split("/").slice(1).join("/");
}

function hasExecutable(folder: string): boolean {
  return namesIn(folder).some((name) => name.startsWith(FILE_PREFIX));
}

/** Unpacked, or as archives. */
function mirrorHolds(folder: string, version: string, platform: string): boolean {
  const at = path.join(folder, ...PROVIDER_ADDRESS.split("/"));
  return hasExecutable(path.join(at, version, platform)) || existsSync(path.join(at, zipName(version, platform)));
}
