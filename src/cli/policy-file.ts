import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import { lilconfig } from "lilconfig";
import { parseDocument } from "yaml";
import { readPolicy } from "../report/judge/policy";
import type { Policy } from "../report/judge/rules";
import {
  couldNotReadPolicy,
  misnamedPolicy,
  policyFieldName,
  policyFieldWithoutRules,
  policyIsNoYaml,
  policyLinkLeadsNowhere,
  wrongPolicy,
} from "./messages";

/** Where a policy may stand: a file of its own, or a field of package.json. */
export const POLICY_FILE = ".greenvn-policy.yaml";
const MISNAMED_FILE = ".greenvn-policy.yml";
export const POLICY_FIELD = "greenvnPolicy";

export type FoundPolicy =
  { readonly kind: "policy"; readonly policy: Policy } | { readonly kind: "refused"; readonly sentence: string };

/** The nearest policy from a folder up to the top of its repository; without a repository, in that folder alone. */
export async function findPolicy(folder: string): Promise<FoundPolicy> {
  const top = repositoryOf(folder);
  const unreadable = brokenLink(folder, top);
  if (unreadable !== null) return { kind: "refused", sentence: policyLinkLeadsNowhere(unreadable) };
  const search = lilconfig("greenvn-policy", {
    searchPlaces: [MISNAMED_FILE, POLICY_FILE, "package.json"],
    packageProp: POLICY_FIELD,
    loaders: {
      ".yml": refuseName,
      ".yaml": (_file, text) => parseYaml(text),
      ".json": (_file, text) => parseManifest(text),
    },
    stopDir: top,
    // An emptied policy must not pass for none.
    ignoreEmptySearchPlaces: false,
    cache: false,
  });
  try {
    const found = await search.search(folder);
    if (found === null) return { kind: "policy", policy: {} };
    const read = readPolicy(found.config);
    return read.kind === "policy"
      ? read
      : { kind: "refused", sentence: wrongPolicy(shortName(found.filepath, folder), read.why) };
  } catch (error) {
    return { kind: "refused", sentence: couldNotReadPolicy(error) };
  }
}

// Found by nobody, its rules would silently not hold.
function refuseName(): never {
  throw misnamedPolicy(MISNAMED_FILE, POLICY_FILE);
}

/** The search takes such a link for no file at all. */
function brokenLink(folder: string, top: string): string | null {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const file = path.join(here, POLICY_FILE);
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined && !existsSync(file)) return file;
    if (here === top || here === path.dirname(here)) return null;
  }
}

// The search takes a field of null for none.
function parseManifest(text: string): unknown {
  const manifest = JSON.parse(text.replace(/^\uFEFF/, "")) as { readonly [POLICY_FIELD]?: unknown } | null;
  if (manifest?.[POLICY_FIELD] === null) throw policyFieldWithoutRules(POLICY_FIELD);
  return manifest;
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw policyIsNoYaml(POLICY_FILE, problem.message);
  return document.toJS({ maxAliasCount: 0 }) as unknown;
}

function repositoryOf(folder: string): string {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    if (existsSync(path.join(here, ".git"))) return here;
    if (here === path.dirname(here)) return path.resolve(folder);
  }
}

function shortName(file: string, folder: string): string {
  const name = path.basename(file) === "package.json" ? policyFieldName(POLICY_FIELD) : POLICY_FILE;
  const where = path.relative(folder, path.dirname(file));
  return where === "" ? name : `${name} (${where})`;
}
