import type { Resource } from "../../plugin/sdk/resource";
import { required } from "../../plugin/sdk/schema";
import type { Session } from "../common/session";
import { createSettings, updateSettings } from "./apply";
import { settingsSchema, type SettingsState } from "./fields";
import { forgotten } from "./messages";
import { planSettings } from "./plan";
import { importSettings, readSettings } from "./read";
import { validateSettings } from "./validation";

/** `greenvn_account_settings`: what the account's settings are. Source: docs/resources/account_settings.md. */
export const settings: Resource<SettingsState, Session> = {
  type: "greenvn_account_settings",
  schema: settingsSchema,
  identity: {
    version: 0,
    attributes: { account_sid: required.string("The account's SID.") },
    of: ({ account_sid }) => ({ account_sid }),
  },
  validate: validateSettings,
  plan: planSettings,
  planDestroy: ({ prior, notes }) => ({ notes, diagnostics: [forgotten(prior.account_sid ?? "")] }),
  read: readSettings,
  create: createSettings,
  update: updateSettings,
  // They stay as they are.
  destroy: async () => ({ state: null, notes: {}, diagnostics: [] }),
  importState: importSettings,
};
