import path from "node:path";

/** Where the source says `cdktf`, and the entry for `cdktn` imports something else. All paths are relative to `src`. */

/** What stands on the library, and therefore exists twice in `dist`. All else is shared by both entries. */
const TWICE = /^(?:index$|constructs\/)/;

/** Whether a file of the source, such as `constructs/provider`, is compiled once for each library. */
export function existsTwice(file: string): boolean {
  return TWICE.test(file);
}

/** What to look up, from a file of the source or of a package, where `cdktn` is compiled for. */
export function resolvedForCdktn(specifier: string): string {
  if (specifier === "cdktf" || specifier.startsWith("cdktf/")) return `cdktn${specifier.slice("cdktf".length)}`;
  // A folder of that name has a neighbour for the other library.
  return specifier.startsWith(".") ? specifier.replace("/cdktf/", "/cdktn/") : specifier;
}

/** What the compiled copy of `file` imports in place of `specifier`: it lies in `dist/cdktn`, one folder further down. */
export function importedForCdktn(specifier: string, file: string): string {
  const resolved = resolvedForCdktn(specifier);
  if (!resolved.startsWith(".")) return resolved;
  const target = path.posix.join(path.posix.dirname(file), resolved);
  const relative = path.posix.relative(path.posix.dirname(compiled(file)), compiled(target));
  return relative.startsWith(".") ? relative : `./${relative}`;
}

const compiled = (file: string): string => (existsTwice(file) ? `cdktn/${file}` : file);
