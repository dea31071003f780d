import type { Notes, Reached } from "../../plugin/sdk/resource";
import type { ImportRequest } from "../../plugin/sdk/resource";
import type { Session } from "../common/session";
import {
  sameSetting,
  type SavedSettings,
  secretsIn,
  SETTING_NAMES,
  type SettingName,
  type SettingsState,
} from "./fields";
import { moved, readyFor } from "./home";
import { couldNotRead, didNotReadYet, notTheAccount } from "./messages";

/** What is told, in the form that state has where it says the same. An account's settings are never gone. */
export async function readSettings({
  state,
  session,
}: {
  readonly state: SavedSettings;
  readonly notes: Notes;
  readonly session: Session;
}): Promise<Reached<SettingsState>> {
  const kept = { state, notes: {} };
  if (session.kind === "waiting") return { ...kept, diagnostics: [didNotReadYet(state.account_sid, session.names)] };
  const ready = readyFor(session, "read", state);
  if ("severity" in ready) return { ...kept, diagnostics: [ready] };
  const outcome = await ready.api.accountSettings(secretsIn(state));
  if (outcome.kind === "failed")
    return { ...kept, diagnostics: [couldNotRead("read", ready.accountSid, outcome.failure)] };
  const { settings } = outcome;
  const told = SETTING_NAMES.map((name): [SettingName, unknown] => {
    const [held, now] = [state[name], settings[name]];
    return [name, sameSetting(name, held, now) ? held : now];
  });
  return {
    state: {
      ...state,
      ...(Object.fromEntries(told) as Pick<SavedSettings, SettingName>),
      id: ready.accountSid,
      account_sid: ready.accountSid,
      api_origin: ready.apiOrigin,
    },
    notes: {},
    diagnostics: moved(ready, state),
  };
}

/** By the account's SID: no other account's can be read. */
export function importSettings({
  session,
  ...request
}: ImportRequest & { readonly session: Session }): Reached<SettingsState> {
  const refused = (why: Reached<SettingsState>["diagnostics"][number]) => ({
    state: null,
    notes: {},
    diagnostics: [why],
  });
  const id = request.identity === undefined ? request.id : request.identity["account_sid"];
  const ready = readyFor(session, "import", { account_sid: null, api_origin: null });
  if ("severity" in ready) return refused(ready);
  if (id !== ready.accountSid) return refused(notTheAccount(typeof id === "string" ? id : "", ready.accountSid));
  const state = { ...NOTHING_TOLD, id: ready.accountSid, account_sid: ready.accountSid, api_origin: null };
  return { state, notes: {}, diagnostics: [] };
}

const NOTHING_TOLD: Omit<SavedSettings, "id" | "account_sid" | "api_origin"> = {
  country: null,
  intl_num_sup: null,
  max_deallocation_time: null,
  timezone: null,
  deletion_time: null,
  default_region: null,
  default_flow_id: null,
  greencall_complete_event_endpoint: null,
  failed_verification_event_endpoint: null,
  verified_caller_event_endpoint: null,
  deallocation_callback_event_endpoint: null,
};
