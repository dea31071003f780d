import { existsSync } from "node:fs";
import path from "node:path";
import { lilconfig } from "lilconfig";
import { parseDocument } from "yaml";
import { readPolicy } from "../report/policy";
import type { Policy } from "../report/rules";

/** Where a policy may stand: a file of its own, or a field of package.json. */
export const POLICY_FILE = ".greenvn-policy.yaml";
export const POLICY_FIELD = "greenvnPolicy";

export type FoundPolicy = { readonly kind: "policy"; readonly policy: Policy } | { readonly kind: "refused"; readonly sentence: string };

/** The nearest policy from a folder up to the top of its repository; without a repository, in that folder alone. */
export async function findPolicy(folder: string): Promise<FoundPolicy> {
  const search = lilconfig("greenvn-policy", {
    searchPlaces: [POLICY_FILE, "package.json"],
    packageProp: POLICY_FIELD,
    loaders: { ".yaml": (_file, text) => parseYaml(text) },
    stopDir: repositoryOf(folder),
    // An emptied policy must not pass for none.
    ignoreEmptySearchPlaces: false,
    cache: false,
  });
  try {
    const found = await search.search(folder);
    if (found === null) return { kind: "policy", policy: {} };
    const read = readPolicy(found.config);
    return read.kind === "policy" ? read : { kind: "refused", sentence: `${shortName(found.filepath, folder)}: ${read.why}.` };
  } catch (error) {
    return { kind: "refused", sentence: `The policy could not be read: ${firstLine(error)}` };
  }
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new Error(`${POLICY_FILE}: ${problem.message}`);
  return document.toJS({ maxAliasCount: 0 }) as unknown;
}

function repositoryOf(folder: string): string {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    if (existsSync(path.join(here, ".git"))) return here;
    if (here === path.dirname(here)) return path.resolve(folder);
  }
}

function shortName(file: string, folder: string): string {
  const name = path.basename(file) === "package.json" ? `${POLICY_FIELD} in package.json` : POLICY_FILE;
  const where = path.relative(folder, path.dirname(file));
  return where === "" ? name : `${name} (${where})`;
}

function firstLine(error: unknown): string {
  const [line] = String((error as Partial<Error> | null)?.message ?? error).split("\n");
  return line ?? "";
}
