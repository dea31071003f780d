import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { executableName } from "../../install/file-names";
import { readBlocks } from "../../install/lock-file-blocks";
import { packageHash } from "../../install/package-hash";
import { pluginFolder } from "../../install/place-folder";
import { type InstalledFacts, type LockFacts, type StackFacts } from "../found/facts";
import { isProgram, namesIn, textIn } from "./disk";
import { gatherStateLocks } from "./state-locks";

/** A stack, with the texts of its configuration: they are read for where calls go, and never shown. */
export interface GatheredStack extends StackFacts {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
}

/** The folder itself, those of synthesized stacks, and those right below it, as far as they use the provider. */
export function gatherStacks(folder: string): readonly GatheredStack[] {
  const synthesized = path.join("cdktf.out", "stacks");
  const below = foldersIn(folder).filter(
    (name) => !name.startsWith(".") && !["node_modules", "cdktf.out"].includes(name),
  );
  const names = [
    ".",
    ...foldersIn(path.join(folder, synthesized)).map((name) => path.join(synthesized, name)),
    ...below,
  ];
  return names.flatMap((name) => {
    const at = path.join(folder, name);
    const texts = configurationIn(at);
    if (!texts.some(({ text }) => text.includes(SOURCE))) return [];
    return [{ folder: name, texts, installed: installedIn(at), lock: lockOf(at), locks: gatherStateLocks(folder, at) }];
  });
}

/** How a configuration names the provider, in full or without the registry. */
const SOURCE = PROVIDER_ADDRESS.split("/").slice(1).join("/");

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function configurationIn(folder: string): GatheredStack["texts"] {
  return namesIn(folder)
    .filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name))
    .flatMap((name) => {
      const text = textIn(path.join(folder, name));
      return text === null ? [] : [{ name, text }];
    });
}

function installedIn(folder: string): readonly InstalledFacts[] {
  const plugins = pluginFolder(folder);
  return foldersIn(plugins).flatMap((version) =>
    foldersIn(path.join(plugins, version)).map((platform) => {
      const at = path.join(plugins, version, platform);
      const executable = path.join(at, executableName(version));
      const isThere = existsSync(executable) && statSync(executable).isFile();
      return { version, platform, executable, isThere, mayRun: isProgram(executable), hash: hashOf(at) };
    }),
  );
}

function hashOf(folder: string): string | null {
  try {
    return packageHash(folder);
  } catch {
    return null;
  }
}

function lockOf(folder: string): LockFacts {
  const file = path.join(folder, ".terraform.lock.hcl");
  const text = textIn(file);
  if (text === null) return existsSync(file) ? { kind: "unreadable" } : { kind: "none" };
  const blocks = readBlocks(text);
  if (blocks === null) return { kind: "unreadable" };
  const ours = blocks.find(({ address }) => address === PROVIDER_ADDRESS);
  return ours === undefined ? { kind: "without-entry" } : { kind: "entry", version: ours.version, hashes: ours.hashes };
}
