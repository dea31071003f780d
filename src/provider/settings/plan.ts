import { isUnknown, UNKNOWN } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Planned } from "../../plugin/sdk/resource";
import { checkCredentials } from "../common/credentials";
import type { Session } from "../common/session";
import { sameSetting, type SavedSettings, SETTING_NAMES, type SettingName, type SettingsState } from "./fields";
import { readyFor } from "./home";
import { settingsTwice, type Weighty, weightyChange } from "./messages";

interface PlanRequest {
  readonly prior: SavedSettings | null;
  readonly config: SettingsState;
  readonly notes: Notes;
  readonly session: Session;
}

export async function planSettings({ prior, config, notes, session }: PlanRequest): Promise<Planned<SettingsState>> {
  const plan = prior === null ? await planAdoption(config, session) : planChange(prior, config, session);
  if (plan.diagnostics.some(({ severity }) => severity === "error")) return { ...plan, replace: [], notes };
  // A creation that finds the mark of a plan is the second half of a replacement.
  const isSecondHalf = prior === null && notes["planned"] === true;
  const twice = isSecondHalf ? [] : another(session);
  return { ...plan, replace: [], notes: { planned: true }, diagnostics: [...plan.diagnostics, ...twice] };
}

type Plan = Pick<Planned<SettingsState>, "planned" | "diagnostics">;

async function planAdoption(config: SettingsState, session: Session): Promise<Plan> {
  const account = session.kind === "ready" ? session.accountSid : null;
  const planned: SettingsState = {
    ...config,
    ...valuesOf((name) => config[name] ?? UNKNOWN),
    id: account ?? UNKNOWN,
    account_sid: account ?? UNKNOWN,
    api_origin: session.kind === "ready" ? session.apiOrigin : UNKNOWN,
  };
  const weighty = WEIGHTY.filter((name) => config[name] !== null);
  return {
    planned,
    diagnostics: [
      ...weighty.map((name) => weightyChange(name, account, null, config[name])),
      ...(await checkCredentials(session, {})),
    ],
  };
}

function planChange(prior: SavedSettings, config: SettingsState, session: Session): Plan {
  const planned: SettingsState = {
    ...prior,
    ...valuesOf((name) => {
      const [held, declared] = [prior[name], config[name]];
      if (declared === null) return held;
      // Terraform takes a form that state has, where it has one.
      return held !== null && !isUnknown(declared) && sameSetting(name, held, declared) ? held : declared;
    }),
  };
  const ready = session.kind === "ready" ? readyFor(session, "plan", prior) : session;
  const refused: Diagnostic[] = "severity" in ready ? [ready] : [];
  const weighty = WEIGHTY.filter((name) => planned[name] !== prior[name]);
  return {
    planned,
    diagnostics: [
      ...refused,
      ...weighty.map((name) => weightyChange(name, prior.account_sid, prior[name], planned[name])),
    ],
  };
}

const WEIGHTY = ["max_deallocation_time", "deletion_time"] as const satisfies readonly Weighty[];

function another(session: Session): Diagnostic[] {
  if (session.kind !== "ready") return [];
  return session.planned.addSettings() ? [settingsTwice(session.accountSid)] : [];
}

function valuesOf<N extends SettingName>(value: (name: SettingName) => unknown): Pick<SettingsState, N> {
  // Each value is of its own setting, which the names make sure of.
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, value(name)])) as Pick<SettingsState, N>;
}
