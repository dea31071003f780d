import { createHmac } from "node:crypto";
import { canonical, type Noise } from "./canonical";
import { type Exact, isExactList, isExactObject, memberOf, membersOf, readExact, textOf } from "./exact-json";

export const DIGEST_FORMAT = "greenvn-plan-digest/1";

/** What a digest is taken of: a plan, and where it came from. */
export interface Planned {
  /** What `terraform show -json PLAN` printed. */
  readonly json: string;
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

export type Taken =
  | { readonly kind: "digest"; readonly digest: PlanDigest }
  | { readonly kind: "refused"; readonly why: "not JSON" | "no plan" | "too deep" };

/** The digest of a plan. `shownName` is how an address may be shown; it changes no digest. */
export function digestOf(planned: Planned, key: Uint8Array, shownName: (name: string) => string): Taken {
  try {
    const plan = readExact(planned.json);
    if (!isPlan(plan)) return { kind: "refused", why: "no plan" };
    return { kind: "digest", digest: sealed(partsOf(plan, planned, key, shownName), key) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "refused", why: "not JSON" };
    if (error instanceof RangeError) return { kind: "refused", why: "too deep" };
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

function isPlan(plan: Exact): boolean {
  return (
    isExactObject(plan) &&
    textOf(memberOf(plan, "terraform_version")) !== null &&
    isExactObject(memberOf(plan, "configuration")) &&
    ["resource_changes", "action_invocations", "deferred_changes"].every((name) => {
      const list = memberOf(plan, name);
      return list === undefined || list === null || isExactList(list);
    })
  );
}

function partsOf(
  plan: Exact,
  { lockFile, tree }: Planned,
  key: Uint8Array,
  shownName: (name: string) => string,
): readonly Part[] {
  const planTime = textOf(memberOf(plan, "timestamp"));
  const noise: Noise = { planTime, times: false };
  const part = (kind: PartKind, name: string, content: string): Part => ({
    kind,
    name: shownName(name),
    // The name is within: two that are shown alike are still told apart.
    digest: keyed(key, `${kind}\n${JSON.stringify(name)}\n${content}`),
  });
  const exact = (kind: PartKind, name: string, value: Exact, of: Noise = noise): Part =>
    part(kind, name, canonical(value, of));
  const listed = (kind: PartKind, member: string, nameOf: (entry: Exact) => string): readonly Part[] => {
    const entries = memberOf(plan, member);
    return (isExactList(entries) ? entries : []).map((entry) => exact(kind, nameOf(entry), entry));
  };

  const configuration = memberOf(plan, "configuration");
  const wholeness = ["complete", "errored", "applyable"].map((name) => memberOf(plan, name) ?? null);
  const one = [
    exact("terraform", "", [memberOf(plan, "terraform_version") ?? null, memberOf(plan, "format_version") ?? null]),
    part("lock-file", "", Buffer.from(lockFile).toString("base64")),
    part("tree", "", tree),
    exact("wholeness", "", wholeness),
    ...membersOf(configuration)
      .filter(([name]) => name !== "provider_config")
      .map(([name, value]) => exact("configuration", name, value)),
  ];
  const many = [
    ...membersOf(memberOf(configuration, "provider_config")).map(([name, value]) => exact("provider", name, value)),
    ...listed("resource", "resource_changes", resourceName),
    ...membersOf(memberOf(plan, "output_changes")).map(([name, value]) =>
      exact("output", name, value, { planTime, times: true }),
    ),
    ...listed("action", "action_invocations", resourceName),
    ...listed("deferred", "deferred_changes", (entry) => resourceName(memberOf(entry, "resource_change") ?? null)),
  ];
  return [...one, ...many.sort(inOrder)];
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
