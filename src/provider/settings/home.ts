import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { movedBetween, type Ready, type Session } from "../common/session";
import type { SavedSettings } from "./fields";
import {
  originChanged,
  otherAccount,
  otherOrigin,
  providerNotKnownYet,
  providerRefused,
  type SettingsAttempt,
} from "./messages";

type Home = Pick<SavedSettings, "account_sid" | "api_origin">;

/** The session by which calls can be made for settings of that home; otherwise why not. */
export function readyFor(session: Session, attempt: SettingsAttempt, home: Home): Ready | Diagnostic {
  switch (session.kind) {
    case "refused":
      return providerRefused(attempt, home.account_sid);
    case "waiting":
      return providerNotKnownYet(attempt, home.account_sid, session.names);
    case "ready":
      return notAtHome(session, attempt, home) ?? session;
  }
}

function notAtHome(session: Ready, attempt: SettingsAttempt, home: Home): Diagnostic | null {
  const { account_sid: account } = home;
  if (account !== null && account !== session.accountSid) return otherAccount(attempt, account, session.accountSid);
  const moved = movedBetween(session, home);
  if (moved === null || moved.onThisMachine || session.mayChangeBaseUrl) return null;
  return otherOrigin(attempt, session.accountSid, moved.actual, moved.configured);
}

/** The warning of settings that are at another API than they were. */
export function moved(session: Ready, home: Home): Diagnostic[] {
  const origins = movedBetween(session, home);
  return origins === null ? [] : [originChanged(session.accountSid, origins.actual, origins.configured)];
}
