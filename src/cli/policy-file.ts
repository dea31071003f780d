import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { lilconfig } from "lilconfig";
import { parseDocument } from "yaml";
import { type PolicyCause } from "../doctor/found/facts";
import { readPolicy } from "../report/judge/policy";
import type { Policy } from "../report/judge/rules";
import {
  couldNotReadPolicy,
  misnamedPolicy,
  misnamedPolicyField,
  policyFieldName,
  policyFieldWithoutRules,
  policyIsNoYaml,
  policyLinkLeadsNowhere,
  policyTwice,
  wrongPolicy,
} from "./messages";
import { isNearName } from "./near-policy-name";

/** Where a policy may stand: a file of its own, or a field of package.json. */
export const POLICY_FILE = ".greenvn-policy.yaml";
export const POLICY_FIELD = "greenvnPolicy";
const MANIFEST = "package.json";

export type FoundPolicy =
  /** `name`: where it stands, as a reader knows it; null where there is none. */
  | { readonly kind: "policy"; readonly policy: Policy; readonly name: string | null }
  | { readonly kind: "refused"; readonly sentence: string; readonly cause: PolicyCause };

type Refused = Extract<FoundPolicy, { kind: "refused" }>;

/** The nearest policy from a folder up to the top of its repository; without a repository, in that folder alone. */
export async function findPolicy(folder: string): Promise<FoundPolicy> {
  const top = repositoryOf(folder);
  const search = lilconfig("greenvn-policy", {
    searchPlaces: [POLICY_FILE, MANIFEST],
    packageProp: POLICY_FIELD,
    loaders: {
      ".yaml": (file, text) => parseYaml(text, path.basename(file)),
      ".json": (_file, text) => parseManifest(text),
    },
    stopDir: top,
    // An emptied policy must not pass for none.
    ignoreEmptySearchPlaces: false,
    cache: false,
  });
  try {
    const stray = strayPolicy(folder, top);
    if (stray !== null) return stray;
    const found = await search.search(folder);
    if (found === null) return { kind: "policy", policy: {}, name: null };
    return understood(found.config, shortName(found.filepath, folder), found.filepath);
  } catch (error) {
    return refused(couldNotReadPolicy(error), { kind: "other", file: nearestPolicy(folder, top) });
  }
}

/** The policy in one file: YAML, or a package.json with the field. */
export async function loadPolicy(file: string, folder: string): Promise<FoundPolicy> {
  const name = path.basename(file);
  try {
    const text = await readFile(path.resolve(folder, file), "utf8");
    if (name !== MANIFEST) return understood(parseYaml(text, name), file, path.resolve(folder, file));
    return understood(parseManifest(text)?.[POLICY_FIELD], policyFieldName(POLICY_FIELD), path.resolve(folder, file));
  } catch (error) {
    return refused(couldNotReadPolicy(error), { kind: "other", file: path.resolve(folder, file) });
  }
}

function understood(config: unknown, name: string, file: string): FoundPolicy {
  const read = readPolicy(config);
  return read.kind === "policy"
    ? { kind: "policy", policy: read.policy, name }
    : refused(wrongPolicy(name, read.why), { kind: "other", file });
}

function refused(sentence: string, cause: PolicyCause): Refused {
  return { kind: "refused", sentence, cause };
}

/** The file that a policy would be read from. */
function nearestPolicy(folder: string, top: string): string | null {
  for (const here of upwards(folder, top)) {
    const file = path.join(here, POLICY_FILE);
    if (existsSync(file)) return file;
    if (fieldsOf(path.join(here, MANIFEST)).includes(POLICY_FIELD)) return path.join(here, MANIFEST);
  }
  return null;
}

/**
 * What is wrong on the way up to the nearest policy, before its rules are read: a name that the search passes over, two
 * policies of which it would take one, a link that it takes for no file at all. Rules would silently not hold.
 */
function strayPolicy(folder: string, top: string): Refused | null {
  for (const here of upwards(folder, top)) {
    const misnamed = readdirSync(here).find((name) => isNearName(name, POLICY_FILE));
    if (misnamed !== undefined)
      return refused(misnamedPolicy(misnamed, POLICY_FILE), {
        kind: "misnamed",
        folder: here,
        name: misnamed,
        right: POLICY_FILE,
      });
    const file = path.join(here, POLICY_FILE);
    const hasFile = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    if (hasFile && !existsSync(file)) return refused(policyLinkLeadsNowhere(file), { kind: "dangling", file });
    const fields = fieldsOf(path.join(here, MANIFEST));
    const field = fields.find((name) => isNearName(name, POLICY_FIELD));
    if (field !== undefined)
      return refused(misnamedPolicyField(field, POLICY_FIELD), {
        kind: "misnamed-field",
        folder: here,
        name: field,
        right: POLICY_FIELD,
      });
    const hasField = fields.includes(POLICY_FIELD);
    if (hasFile && hasField)
      return refused(policyTwice(POLICY_FILE, POLICY_FIELD), { kind: "twice", folder: here, field: POLICY_FIELD });
    if (hasFile || hasField) return null;
  }
  return null;
}

/** A folder and those above it, up to `top` or to the root. */
function* upwards(folder: string, top?: string): Generator<string> {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    yield here;
    if (here === top || here === path.dirname(here)) return;
  }
}

/** The fields of a package.json; none where it can't be read, which whatever reads its rules will say. */
function fieldsOf(file: string): string[] {
  try {
    return Object.keys(parseJson(readFileSync(file, "utf8")) ?? {});
  } catch {
    return [];
  }
}

// The search takes a field of null for none.
function parseManifest(text: string): Manifest | null {
  const manifest = parseJson(text);
  if (manifest?.[POLICY_FIELD] === null) throw policyFieldWithoutRules(POLICY_FIELD);
  return manifest;
}

interface Manifest {
  readonly [POLICY_FIELD]?: unknown;
}

function parseJson(text: string): Manifest | null {
  return JSON.parse(text.replace(/^\uFEFF/, "")) as Manifest | null;
}

function parseYaml(text: string, name: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, strict: true, uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw policyIsNoYaml(name, problem.message);
  return document.toJS({ maxAliasCount: 0 }) as unknown;
}

function repositoryOf(folder: string): string {
  for (const here of upwards(folder)) if (existsSync(path.join(here, ".git"))) return here;
  return path.resolve(folder);
}

function shortName(file: string, folder: string): string {
  const name = path.basename(file) === MANIFEST ? policyFieldName(POLICY_FIELD) : POLICY_FILE;
  const where = path.relative(folder, path.dirname(file));
  return where === "" ? name : `${name} (${where})`;
}
