import { createHash } from "node:crypto";
import { type IConstruct } from "constructs";

/** Longest readable part of a name. */
const READABLE_LENGTH = 64;

/**
 * The name of an allocation whose declaration gives none: the construct's path in a readable form, and a hash of it, so
 * that
 * `a-b/c` and `a/b-c` differ. The same path gives the same name on every machine.
 */
export function connectionIdFor(construct: IConstruct): string {
  const { path } = construct.node;
  const readable = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 10);
  return `${readable.slice(0, READABLE_LENGTH)}-${hash}`.replace(/^-/, "vn-");
}
