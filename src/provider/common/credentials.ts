import { deniesCredentials, type ExoBridge, type Failure, type PinsToHide } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { credentialsRefused } from "./messages";
import type { Session } from "./session";
import { pinsIn } from "./state";

/** The longest that the check may take, in milliseconds. */
const WITHIN_MS = 5000;

/**
 * Asks ExoBridge whether it takes the credentials, once for all that a run creates: whoever comes first asks and tells,
 * and nobody else waits for the answer. Whatever is no refusal of the credentials proves nothing against them. Of
 * `planned`, PINs that an answer might repeat.
 */
export async function checkCredentials(session: Session, planned: object): Promise<Diagnostic[]> {
  if (session.kind !== "ready" || !session.credentials.areToBeVerified) return [];
  session.credentials.areToBeVerified = false;
  const refusal = refusalOf(session.api, pinsIn(planned));
  session.credentials.refusal = refusal;
  const failure = await refusal;
  return failure === null ? [] : [credentialsRefused(failure)];
}

async function refusalOf(api: ExoBridge, pins: PinsToHide): Promise<Failure | null> {
  const outcome = await api.readSettings(WITHIN_MS, pins);
  return outcome.kind === "failed" && deniesCredentials(outcome.failure) ? outcome.failure : null;
}

/** Whether a failure is the refusal of credentials that this plan tells of once, for all that it creates. */
export async function isToldAlready(session: Session, failure: Failure): Promise<boolean> {
  if (session.kind !== "ready" || !deniesCredentials(failure)) return false;
  return (await session.credentials.refusal) != null;
}
