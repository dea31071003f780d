import { type Exact, type ExactObject } from "./exact-json";

/** What changes from one making of a plan to the next and means nothing. */
export interface Noise {
  /** The time at which the plan was made, as `plantimestamp()` gives it; null where the plan does not tell. */
  readonly planTime: string | null;
  /** Whether any text that is a time is noise: so it is in outputs, of which state holds an earlier one. */
  readonly times: boolean;
}

/** Lists that Terraform gathers; their order says nothing. */
const UNORDERED = new Set(["references", "depends_on"]);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** One spelling for all JSON that means the same: keys in order, noise replaced by what no text can spell. */
export function canonical(value: Exact, noise: Noise): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return value.startsWith("n") ? value.slice(1) : spelled(value.slice(1), noise);
  if (Array.isArray(value)) return `[${(value as readonly Exact[]).map((each) => canonical(each, noise)).join(",")}]`;
  return canonicalObject(value as ExactObject, noise);
}

function canonicalObject(object: ExactObject, noise: Noise): string {
  const members = Object.entries(object)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, member]) => `${JSON.stringify(name.slice(1))}:${canonicalMember(name.slice(1), member as Exact, noise)}`,
    );
  return `{${members.join(",")}}`;
}

function canonicalMember(name: string, value: Exact, noise: Noise): string {
  if (!UNORDERED.has(name) || !Array.isArray(value)) return canonical(value, noise);
  return `[${(value as readonly Exact[])
    .map((each) => canonical(each, noise))
    .sort()
    .join(",")}]`;
}

function spelled(text: string, { planTime, times }: Noise): string {
  if (times && TIME.test(text)) return "~time~";
  if (planTime === null || !TIME.test(planTime)) return JSON.stringify(text);
  return text
    .split(planTime)
    .map((piece) => JSON.stringify(piece))
    .join("~time~");
}
