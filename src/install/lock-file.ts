import { type Block, readBlocks } from "./lock-file-blocks";

/** What Terraform's dependency lock file, `.terraform.lock.hcl`, says of one provider. */
export interface LockEntry {
  /** In full: `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
  readonly constraints: string;
  readonly hashes: readonly string[];
}

/**
 * The text of a lock file with this entry in it; all else stays as it is, to the byte. Null where nothing is to be
 * written: it holds the entry already, or it locks the same version to other hashes, or it can't be read: Terraform
 * refuses the latter two in words of its own. An entry of another version gives way, since the declaration asks for
 * this one alone.
 */
export function withEntry(text: string, entry: LockEntry): string | null {
  const blocks = readBlocks(text);
  const ours = blocks?.filter(({ address }) => address === entry.address) ?? [];
  if (blocks === null || ours.length > 1) return null;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const [block] = ours;
  if (block === undefined) {
    const before = text === "" || text.endsWith("\n") ? text : text + end;
    return before + (before.trim() === "" ? "" : end) + written(entry, end) + end;
  }
  const replacing = replacementOf(block, entry);
  return replacing && text.slice(0, block.start) + written(replacing, end) + text.slice(block.end);
}

/** The addresses that a lock file has an entry for; none where it can't be read. */
export function lockedAddresses(text: string): readonly string[] {
  return readBlocks(text)?.map(({ address }) => address) ?? [];
}

function replacementOf({ version, constraints, hashes }: Block, entry: LockEntry): LockEntry | null {
  if (version !== entry.version) return entry;
  const known = entry.hashes.filter((hash) => hashes.includes(hash));
  if (known.length === 0 && hashes.length > 0) return null;
  if (known.length === entry.hashes.length && constraints === entry.constraints) return null;
  // What another platform's package was locked to stays: the same lock file may serve several.
  return { ...entry, hashes: [...new Set([...hashes, ...entry.hashes])].sort() };
}

/** As Terraform writes it. */
function written({ address, version, constraints, hashes }: LockEntry, end: string): string {
  return [
    `provider "${address}" {`,
    `  version     = "${version}"`,
    `  constraints = "${constraints}"`,
    "  hashes = [",
    ...hashes.map((hash) => `    "${hash}",`),
    "  ]",
    "}",
  ].join(end);
}
