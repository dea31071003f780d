import { apiOrigin, EXOBRIDGE_ORIGIN } from "../../domain/api-origin";
import { checkBaseUrl, isLoopback } from "../../domain/declared/base-url";
import type { ConfiguredText } from "../read/plan";
import { NONE, type Shown } from "./shown";

/** Where a provider configuration of ours sends the account's token, and whether it may. */
export interface Endpoint {
  readonly plan: number;
  /** The key of the provider configuration in the plan, such as `module.desk:greenvn.other`. */
  readonly where: string;
  /** Scheme, host and port; none where no `base_url` is written; unknown where the plan does not tell it. */
  readonly origin: Shown;
  readonly standing:
    /** ExoBridge's own, written or by default. */
    | "own"
    /** Among the policy's `endpoints`. */
    | "listed"
    /** On this machine: nothing is charged there. */
    | "sandbox"
    | "not listed"
    /** It hangs on a value that the plan does not tell, or is no URL. */
    | "not told";
}

export function endpointOf(baseUrl: ConfiguredText, listed: readonly string[]): Pick<Endpoint, "origin" | "standing"> {
  switch (baseUrl.kind) {
    // The environment of the pipeline decides then, and `api_origin` guards what exists.
    case "none":
      return { origin: NONE, standing: "own" };
    case "not told":
      return { origin: { kind: "unknown" }, standing: "not told" };
    case "text": {
      // What the provider would refuse may be read otherwise by whatever else it is shown to.
      const origin = checkBaseUrl(baseUrl.text) === null ? apiOrigin(baseUrl.text) : null;
      if (origin === null) return { origin: { kind: "unknown" }, standing: "not told" };
      return { origin: { kind: "known", text: origin }, standing: standingOf(origin, listed) };
    }
  }
}

function standingOf(origin: string, listed: readonly string[]): Endpoint["standing"] {
  if (origin === EXOBRIDGE_ORIGIN) return "own";
  if (isLoopback(new URL(origin).hostname)) return "sandbox";
  return listed.includes(origin) ? "listed" : "not listed";
}

export function isAllowed({ standing }: Endpoint): boolean {
  switch (standing) {
    case "own":
    case "listed":
    case "sandbox":
      return true;
    case "not listed":
    case "not told":
      return false;
  }
}
