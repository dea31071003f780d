import { existsSync } from "node:fs";
import path from "node:path";
import { type InstalledPackage } from "../../install/executable";
import { type NpmOptions, runNpm } from "./npm";
import { askFor, type AtRegistry, readAnswer } from "./registry";

const PACKAGE = "cdktf-greenvn";
/** A registry that does not answer in that time is not waited for. */
const LONGEST_QUESTION_MS = 10_000;
const LONGEST_PACKING_MS = 120_000;

/** Where a project gets this package from. */
export interface PackageSource {
  readonly kind: "source";
  /** What package.json says. */
  readonly dependency: string;
  /** The package that runs, packed, where the registry is not known to have it. */
  readonly packed?: { readonly name: string; readonly file: string };
  readonly registry: AtRegistry;
}

/**
 * The registry's own where it has the version that runs; else the package that runs, packed into `staging`, so that it
 * goes wherever the project goes. `not-packed`: with what npm said of it, null where there is no npm.
 */
export async function packageSource(
  { root, version }: InstalledPackage,
  staging: string,
  options: Pick<NpmOptions, "cwd" | "env">,
): Promise<PackageSource | { readonly kind: "not-packed"; readonly said: string | null }> {
  const npm = { ...options, cache: path.join(staging, "npm") };
  const registry = readAnswer(
    await runNpm(askFor(PACKAGE, version), { ...npm, timeoutMs: LONGEST_QUESTION_MS }),
    version,
  );
  if (registry.kind === "there") return { kind: "source", dependency: version, registry };
  const name = `${PACKAGE}-${version}.tgz`;
  const file = path.join(staging, name);
  const ran = await runNpm(["pack", root, "--ignore-scripts", "--silent", "--offline", "--pack-destination", staging], {
    ...npm,
    timeoutMs: LONGEST_PACKING_MS,
  });
  if (ran.kind === "missing") return { kind: "not-packed", said: null };
  if (!existsSync(file)) return { kind: "not-packed", said: ran.kind === "ended" ? ran.stderr : "" };
  return { kind: "source", dependency: `file:${name}`, packed: { name, file }, registry };
}
