import { createHmac } from "node:crypto";
import { JsonScanner, Unreadable } from "../report/read/json-scanner";
import { canonical, type Noise } from "./canonical";
import { type Exact, isExactObject, memberOf, readExact, textOf } from "./exact-json";

export const DIGEST_FORMAT = "greenvn-plan-digest/1";

/** What a digest is taken of: a plan, and where it came from. */
export interface Planned {
  /** What `terraform show -json PLAN` printed. */
  readonly json: Uint8Array;
  /** The lock file that the plan was made under. */
  readonly lockFile: Uint8Array;
  /** Git's hash of the folder that the stack is declared in, in the commit that was planned. */
  readonly tree: string;
}

/** What a part of a plan is, in the words of whoever reads that it differs. */
export const PART_KINDS = [
  "terraform",
  "lock-file",
  "tree",
  "wholeness",
  "variable",
  "provider",
  "configuration",
  "resource",
  "output",
  "action",
  "deferred",
] as const;
export type PartKind = (typeof PART_KINDS)[number];

export interface Part {
  readonly kind: PartKind;
  /** An address or a name; "" where there is only one of its kind. */
  readonly name: string;
  readonly digest: string;
}

/**
 * A plan without its values: enough to tell whether another plan does the same, and where it does not. Each digest is
 * keyed, for a PIN or a phone number can be guessed from a bare hash of it.
 */
export interface PlanDigest {
  readonly format: typeof DIGEST_FORMAT;
  /** The same in two digests that were made with one key. */
  readonly key: string;
  readonly digest: string;
  readonly parts: readonly Part[];
}

export type Refusal = "not JSON" | "no plan" | "too deep" | "too large" | "repeated key";

export type Taken =
  { readonly kind: "digest"; readonly digest: PlanDigest } | { readonly kind: "refused"; readonly why: Refusal };

/** The digest of a plan. `shownName` is how an address may be shown; it changes no digest. */
export function digestOf(planned: Planned, key: Uint8Array, shownName: (name: string) => string): Taken {
  try {
    const plan = readPlan(planned.json);
    if (plan === null) return { kind: "refused", why: "no plan" };
    const parts = partsOf(plan, planned, key, shownName);
    return parts === null ? { kind: "refused", why: "no plan" } : { kind: "digest", digest: sealed(parts, key) };
  } catch (error) {
    if (error instanceof Unreadable)
      return { kind: "refused", why: error.reason.kind === "no JSON" ? "not JSON" : error.reason.kind };
    throw error;
  }
}

/** What a digest's parts come to. */
export function sealed(parts: readonly Part[], key: Uint8Array): PlanDigest {
  const lines = parts.map(({ kind, name, digest }) => JSON.stringify([kind, name, digest]));
  return {
    format: DIGEST_FORMAT,
    key: keyed(key, "key"),
    digest: keyed(key, `parts\n${lines.join("\n")}`),
    parts,
  };
}

/** Members that are read whole. */
const SINGLE = ["terraform_version", "format_version", "timestamp", "complete", "errored", "applyable"];
/** Members of which each entry is a part: it is read when its turn comes, so that a large plan is never held whole. */
const MANY = [
  "configuration",
  "provider_config",
  "resource_changes",
  "output_changes",
  "action_invocations",
  "deferred_changes",
  "deferred_action_invocations",
  "variables",
];

interface Plan {
  readonly scanner: JsonScanner;
  readonly single: ReadonlyMap<string, Exact>;
  /** Where each of the others begins. */
  readonly places: ReadonlyMap<string, number>;
}

/** Null where it is JSON and no plan. */
function readPlan(json: Uint8Array): Plan | null {
  const scanner = new JsonScanner(json);
  if (!scanner.isObject()) return null;
  const single = new Map<string, Exact>();
  const places = new Map<string, number>();
  scanner.object((name) => {
    if (SINGLE.includes(name)) single.set(name, readExact(scanner.source()));
    else if (name !== "provider_config" && MANY.includes(name) && !scanner.isNull()) places.set(name, scanner.offset);
  });
  scanner.end();
  const configuration = places.get("configuration");
  const version = single.get("terraform_version");
  if (configuration === undefined || textOf(version) === null) return null;
  let isObject = true;
  scanner.visitAt(configuration, () => {
    isObject = scanner.isObject();
    if (isObject)
      scanner.object((name) => {
        if (name === "provider_config" && !scanner.isNull()) places.set(name, scanner.offset);
      });
  });
  return isObject ? { scanner, single, places } : null;
}

/** Null where something is of another shape than a plan's. */
function partsOf(
  { scanner, single, places }: Plan,
  { lockFile, tree }: Planned,
  key: Uint8Array,
  shownName: (name: string) => string,
): readonly Part[] | null {
  const planTime = textOf(single.get("timestamp"));
  const noise: Noise = { planTime, times: false };
  const part = (kind: PartKind, name: string, content: string): Part => ({
    kind,
    name: shownName(name),
    // The name is within: two that are shown alike are still told apart.
    digest: keyed(key, `${kind}\n${JSON.stringify(name)}\n${content}`),
  });
  const exact = (kind: PartKind, name: string, value: Exact, of: Noise = noise): Part =>
    part(kind, name, canonical(value, of));

  const one = [
    exact("terraform", "", [single.get("terraform_version") ?? null, single.get("format_version") ?? null]),
    part("lock-file", "", Buffer.from(lockFile).toString("base64")),
    part("tree", "", tree),
    exact(
      "wholeness",
      "",
      ["complete", "errored", "applyable"].map((name) => single.get(name) ?? null),
    ),
  ];
  const many: Part[] = [];
  let isPlan = true;
  const membersAt = (member: string, kind: PartKind, of: Noise = noise): void => {
    const place = places.get(member);
    if (place === undefined) return;
    scanner.visitAt(place, () => {
      if (!scanner.isObject()) isPlan = false;
      else
        scanner.object((name) => {
          // Each provider is a part of its own.
          if (member === "configuration" && name === "provider_config") return;
          many.push(exact(kind, name, readExact(scanner.source()), of));
        });
    });
  };
  const entriesAt = (member: string, kind: PartKind, nameOf: (entry: Exact) => string): void => {
    const place = places.get(member);
    if (place === undefined) return;
    scanner.visitAt(place, () => {
      if (!scanner.isList()) isPlan = false;
      else
        scanner.list(() => {
          if (!isPlan) return;
          const entry = readExact(scanner.source());
          if (isExactObject(entry)) many.push(exact(kind, nameOf(entry), entry));
          else isPlan = false;
        });
    });
  };
  // They reach commands and provider blocks, of which the plan tells nothing else.
  membersAt("variables", "variable");
  membersAt("configuration", "configuration");
  membersAt("provider_config", "provider");
  entriesAt("resource_changes", "resource", resourceName);
  membersAt("output_changes", "output", { planTime, times: true });
  entriesAt("action_invocations", "action", resourceName);
  entriesAt("deferred_changes", "deferred", (entry) => resourceName(memberOf(entry, "resource_change") ?? null));
  entriesAt("deferred_action_invocations", "deferred", (entry) =>
    resourceName(memberOf(entry, "action_invocation") ?? null),
  );
  return isPlan ? [...one, ...many.sort(inOrder)] : null;
}

function resourceName(entry: Exact): string {
  const address = textOf(memberOf(entry, "address")) ?? "";
  const deposed = textOf(memberOf(entry, "deposed"));
  return deposed === null ? address : `${address} (deposed ${deposed})`;
}

function inOrder(one: Part, other: Part): number {
  const [left, right] = [one, other].map(({ kind, name, digest }) => `${kind}\n${name}\n${digest}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyed(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
