import { createHash } from "node:crypto";
import { type Listed } from "./list";

const LONGEST_NAME = 60;

/** Ids that the tree of constructs keeps for itself. */
const TAKEN = ["Default", "Resource"];

/**
 * A name for each allocation, that Terraform and the tree of constructs accept: its name in the list, else its
 * `connection_id`. Where letters are lost, or two would be one, a hash of its id tells it from others: so a name depends
 * on nothing but what is named.
 */
export function namesFor(listed: readonly (Listed & { readonly connectionId: string })[]): ReadonlyMap<string, string> {
  const wanted = listed.map(({ id, name, connectionId }) => ({ id, ...identifierOf(name ?? connectionId) }));
  const counts = new Map<string, number>();
  for (const { text } of wanted) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map(
    wanted.map(({ id, text, isWhole }) => [
      id,
      isWhole && counts.get(text) === 1 ? text : `${text}_${createHash("sha256").update(id).digest("hex").slice(0, 8)}`,
    ]),
  );
}

function identifierOf(wanted: string): { readonly text: string; readonly isWhole: boolean } {
  const readable = wanted
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .slice(0, LONGEST_NAME)
    .replace(/^[_-]+|[_-]+$/g, "");
  const text = /^[A-Za-z]/.test(readable) ? readable : `vn_${readable}`;
  return { text, isWhole: text === wanted && !TAKEN.includes(text) && !(text in Object.prototype) };
}
