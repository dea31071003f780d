import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The hash by which Terraform's lock file knows an unpacked provider, `h1:…`: that of Go's `dirhash.Hash1`, of a line
 * for each file below the folder, sorted by the bytes of its path.
 */
export function packageHash(folder: string): string {
  const lines = filesBelow(folder).map((file) => `${sha256(readFileSync(path.join(folder, file)), "hex")}  ${file}\n`);
  return `h1:${sha256(lines.join(""), "base64")}`;
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

function sha256(content: string | Uint8Array, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(content).digest(encoding);
}
