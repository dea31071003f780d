import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PROVIDER_ADDRESS, PROVIDER_TYPE } from "../../domain/provider-address";
import { readBlocks } from "../../install/lock-file-blocks";
import { packageHash } from "../../install/package-hash";
import { type InstalledFacts, type LockFacts, type StackFacts } from "../found/facts";
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
      const text = textOf(path.join(folder, name));
      return text === null ? [] : [{ name, text }];
    });
}

function installedIn(folder: string): readonly InstalledFacts[] {
  const plugins = path.join(folder, "terraform.d", "plugins", ...PROVIDER_ADDRESS.split("/"));
  return foldersIn(plugins).flatMap((version) =>
    foldersIn(path.join(plugins, version)).map((platform) => {
      const at = path.join(plugins, version, platform);
      const executable = path.join(at, `terraform-provider-${PROVIDER_TYPE}_v${version}`);
      const isThere = existsSync(executable) && statSync(executable).isFile();
      return { version, platform, executable, isThere, mayRun: isThere && mayRun(executable), hash: hashOf(at) };
    }),
  );
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
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
  const text = textOf(file);
  if (text === null) return existsSync(file) ? { kind: "unreadable" } : { kind: "none" };
  const blocks = readBlocks(text);
  if (blocks === null) return { kind: "unreadable" };
  const ours = blocks.find(({ address }) => address === PROVIDER_ADDRESS);
  return ours === undefined ? { kind: "without-entry" } : { kind: "entry", version: ours.version, hashes: ours.hashes };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
