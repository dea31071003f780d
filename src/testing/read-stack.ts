import { isRecord } from "../domain/is-record";
import { readJson } from "./input";
import { isPlanAndNoStack, noStack, stackOffersNothing } from "./messages";

/** As constructs offer it: see `src/constructs/snapshot.ts`. */
const SNAPSHOT = Symbol.for("cdktf-greenvn/snapshot");

/** What CDKTF names the JSON of a stack, in the stack's folder. */
const FILE = "cdk.tf.json";

/** The JSON of a stack, whichever way it is handed over. Throws a sentence where it is none. */
export function readStack(matcher: string, stack: unknown): Readonly<Record<string, unknown>> {
  const json: unknown = isConstruct(stack)
    ? JSON.parse(offered(matcher, stack))
    : readJson(matcher, "stack", stack, FILE);
  if (!isRecord(json) || Array.isArray(json)) throw noStack(matcher);
  if ("format_version" in json || "resource_changes" in json) throw isPlanAndNoStack(matcher);
  const isStack = ["resource", "terraform", "provider", "output", "data", "variable", "module", "locals"].some(
    (block) => block in json,
  );
  if (!isStack) throw noStack(matcher);
  return json;
}

function isConstruct(value: unknown): value is object {
  return isRecord(value) && "node" in value && !("resource" in value);
}

function offered(matcher: string, stack: object): string {
  const { [SNAPSHOT]: snapshot } = stack as { readonly [SNAPSHOT]?: () => string };
  if (snapshot === undefined) throw stackOffersNothing(matcher);
  return snapshot();
}
