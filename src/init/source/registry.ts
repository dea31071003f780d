import { type NpmRun } from "./npm";

/** Whether the registry has this very version. `why`: as the end of a sentence. */
export type AtRegistry =
  { readonly kind: "there" } | { readonly kind: "absent" } | { readonly kind: "not-told"; readonly why: NotTold };
export type NotTold = "no npm" | "too late" | "no answer";

/** What to ask npm for it. */
export const askFor = (name: string, version: string): readonly string[] => [
  "view",
  `${name}@${version}`,
  "version",
  "--json",
];

/** What npm's answer says. Whatever is not understood is no proof that it is there. */
export function readAnswer(ran: NpmRun, version: string): AtRegistry {
  if (ran.kind === "missing") return { kind: "not-told", why: "no npm" };
  if (ran.kind === "late") return { kind: "not-told", why: "too late" };
  const told = parsed(ran.stdout);
  if (ran.exitCode === 0) return told === version ? { kind: "there" } : { kind: "absent" };
  return /\bE404\b/.test(ran.stdout + ran.stderr) ? { kind: "absent" } : { kind: "not-told", why: "no answer" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
