import { DIGEST_FORMAT, type Part, PART_KINDS, type PartKind, type PlanDigest, sealed } from "./plan-digest";

/** Where two plans are not the same. */
export interface Difference {
  readonly kind: PartKind;
  readonly name: string;
  /** Whether both have it, or which alone. */
  readonly where: "both" | "reviewed" | "fresh";
}

export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "another key" }
  | { readonly kind: "differs"; readonly differences: readonly Difference[] };

export type Read =
  | { readonly kind: "digest"; readonly digest: PlanDigest }
  | { readonly kind: "refused"; readonly why: "no digest" | "another key" | "damaged" };

const HEX = /^[0-9a-f]{64}$/;

/** A digest as it was kept. Whoever does not know the key can not make one that is taken. */
export function readDigest(text: string, key: Uint8Array): Read {
  const kept = parsed(text);
  if (kept === null) return { kind: "refused", why: "no digest" };
  const again = sealed(kept.parts, key);
  if (again.key !== kept.key) return { kind: "refused", why: "another key" };
  return again.digest === kept.digest ? { kind: "digest", digest: kept } : { kind: "refused", why: "damaged" };
}

/** Whether the fresh plan does what the reviewed one did. */
export function compareDigests(reviewed: PlanDigest, fresh: PlanDigest): Comparison {
  if (reviewed.key !== fresh.key) return { kind: "another key" };
  if (reviewed.digest === fresh.digest) return { kind: "same" };
  const [before, after] = [byName(reviewed.parts), byName(fresh.parts)];
  const differences = [...new Set([...before.keys(), ...after.keys()])].flatMap((place): Difference[] => {
    const [one, other] = [before.get(place), after.get(place)];
    const [first] = one ?? other ?? [];
    if (first === undefined || digestsOf(one) === digestsOf(other)) return [];
    const where = one === undefined ? "fresh" : other === undefined ? "reviewed" : "both";
    return [{ kind: first.kind, name: first.name, where }];
  });
  return { kind: "differs", differences };
}

// Masked, two names may be shown alike.
function byName(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]> {
  const found = new Map<string, Part[]>();
  for (const part of parts) {
    const place = JSON.stringify([part.kind, part.name]);
    const there = found.get(place);
    if (there === undefined) found.set(place, [part]);
    else there.push(part);
  }
  return found;
}

function digestsOf(parts: readonly Part[] | undefined): string {
  return (parts ?? [])
    .map(({ digest }) => digest)
    .sort()
    .join();
}

function parsed(text: string): PlanDigest | null {
  let value: Partial<PlanDigest> | null;
  try {
    value = JSON.parse(text) as Partial<PlanDigest> | null;
  } catch {
    return null;
  }
  const { format, key, digest, parts } = value ?? {};
  if (format !== DIGEST_FORMAT || !isHex(key) || !isHex(digest) || !Array.isArray(parts) || !parts.every(isPart))
    return null;
  return { format, key, digest, parts };
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && HEX.test(value);
}

function isPart(value: unknown): value is Part {
  const { kind, name, digest } = (value ?? {}) as Partial<Part>;
  return PART_KINDS.some((each) => each === kind) && typeof name === "string" && isHex(digest);
}
