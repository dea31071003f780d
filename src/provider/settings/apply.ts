import { isUnknown } from "../../domain/unknown";
import type { AccountSettings } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Changing, Reached } from "../../plugin/sdk/resource";
import type { Session } from "../common/session";
import { toBeApplied } from "../common/whole-state";
import {
  sameSetting,
  type SavedSettings,
  secretsIn,
  SETTING_NAMES,
  type SettingName,
  type SettingsState,
} from "./fields";
import { moved, readyFor } from "./home";
import { couldNotChange, couldNotRead } from "./messages";

type Request = Pick<Changing<SettingsState, Session>, "session">;

/** Adopts what is there, and sends what is declared otherwise. What fails leaves nothing: it can be adopted again. */
export async function createSettings({
  planned,
  session,
}: Request & { readonly planned: SettingsState }): Promise<Reached<SettingsState>> {
  const wanted = toBeApplied(planned);
  const ready = readyFor(session, "adopt", wanted);
  if ("severity" in ready) return notAdopted(ready);
  const secrets = secretsIn(wanted);
  const before = await ready.api.accountSettings(secrets);
  if (before.kind === "failed") return notAdopted(couldNotRead("adopt", ready.accountSid, before.failure));
  const { settings } = before;
  const names = SETTING_NAMES.filter(
    (name) => wanted[name] !== null && !sameSetting(name, settings[name], wanted[name]),
  );
  let after: AccountSettings = settings;
  if (names.length > 0) {
    const changed = await ready.api.changeSettings(named(wanted, names), [...secrets, ...secretsIn(settings)]);
    if (changed.kind === "failed") return notAdopted(couldNotChange("adopt", ready.accountSid, names, changed.failure));
    after = changed.settings ?? settings;
  }
  const state: SettingsState = {
    ...wanted,
    // What the plan knew comes back as planned; the rest is what is told.
    ...Object.fromEntries(SETTING_NAMES.map((name) => [name, isUnknown(planned[name]) ? after[name] : wanted[name]])),
    id: wanted.id ?? ready.accountSid,
    account_sid: wanted.account_sid ?? ready.accountSid,
    api_origin: wanted.api_origin ?? ready.apiOrigin,
  };
  return { state, notes: {}, diagnostics: [] };
}

/** Sends what is planned otherwise than it was, in one free call. */
export async function updateSettings({
  prior,
  planned,
  session,
}: Request & { readonly prior: SavedSettings; readonly planned: SettingsState }): Promise<Reached<SettingsState>> {
  const ready = readyFor(session, "change", prior);
  if ("severity" in ready) return { state: prior, notes: {}, diagnostics: [ready] };
  const wanted = toBeApplied(planned);
  const names = SETTING_NAMES.filter((name) => !sameSetting(name, prior[name], wanted[name]));
  if (names.length > 0) {
    const changed = await ready.api.changeSettings(named(wanted, names), secretsIn(prior, wanted));
    if (changed.kind === "failed") {
      const why = couldNotChange("change", ready.accountSid, names, changed.failure);
      return { state: prior, notes: {}, diagnostics: [why] };
    }
  }
  return { state: wanted, notes: {}, diagnostics: moved(ready, prior) };
}

function named(wanted: SavedSettings, names: readonly SettingName[]): Partial<AccountSettings> {
  return Object.fromEntries(names.map((name) => [name, wanted[name]]));
}

function notAdopted(why: Diagnostic): Reached<SettingsState> {
  return { state: null, notes: {}, diagnostics: [why] };
}
