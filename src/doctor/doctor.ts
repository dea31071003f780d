import { statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { executablePath, type InstalledPackage } from "../install/executable";
import { packageHash } from "../install/package-hash";
import { currentPlatform } from "../install/platform";
import { type Expected, type Facts, type PolicyFacts } from "./found/facts";
import { type Finding } from "./found/finding";
import { gatherAccount, gatherProxy } from "./gather/account";
import { gatherAnswer } from "./gather/answer";
import { gatherCliConfig } from "./gather/cli-config";
import { gatherNode, gatherTerraform } from "./gather/programs";
import { gatherStacks } from "./gather/stacks";
import { judge } from "./judge/judge";
import { chosen } from "./judge/terraform";
import { diagnosis, noSuchFolder } from "./say/messages";

export interface Consulted {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly installed: InstalledPackage;
  readonly policy: PolicyFacts;
  readonly asJson: boolean;
}

export type Diagnosis =
  | { readonly kind: "made"; readonly text: string; readonly isFine: boolean }
  | { readonly kind: "refused"; readonly sentence: string };

/** Looks at a set-up and changes nothing of it: no file is written, and the one call is free. */
export async function doctor({ folder, env, installed, policy, asJson }: Consulted): Promise<Diagnosis> {
  if (!isFolder(folder)) return { kind: "refused", sentence: noSuchFolder(folder) };
  const expected: Expected = {
    version: installed.version,
    platform: currentPlatform(),
    hash: packageHash(path.dirname(executablePath(installed))),
  };
  const findings = judge(await gather(folder, env, policy, expected), expected);
  const isFine = findings.every(({ verdict }) => verdict !== "fault");
  return { kind: "made", text: asJson ? json(folder, findings, isFine) : diagnosis(findings), isFine };
}

async function gather(folder: string, env: Consulted["env"], policy: PolicyFacts, expected: Expected): Promise<Facts> {
  const home = homeOf(env);
  const stacks = gatherStacks(folder);
  const [first] = stacks;
  const account = gatherAccount(stacks, env);
  const { settings } = account;
  const [node, terraform, answer] = await Promise.all([
    gatherNode(env),
    gatherTerraform(env, home, folder),
    gatherAnswer(settings, Date.now),
  ]);
  const product = chosen(terraform)?.kind === "tofu" ? "tofu" : "terraform";
  const stackFolder = path.join(folder, first?.folder ?? ".");
  const { config, cache } = gatherCliConfig(env, home, product, stackFolder, expected);
  return {
    folder,
    node,
    terraform,
    cliConfig: config,
    pluginCache: cache,
    stacks: stacks.map(({ texts: _, ...stack }) => stack),
    policy,
    proxy: gatherProxy(account, settings, env),
    account: account.facts,
    answer,
  };
}

/** As Terraform finds it: a system may know one that the environment does not name. */
function homeOf(env: Consulted["env"]): string | null {
  const named = env["HOME"] ?? "";
  if (named !== "") return named;
  try {
    return os.userInfo().homedir;
  } catch {
    return null;
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** The form that programs read: described in docs/guides/first-project.md. */
function json(folder: string, findings: readonly Finding[], isFine: boolean): string {
  return `${JSON.stringify({ format: 1, folder, verdict: isFine ? "fine" : "faulty", checks: findings }, null, 2)}\n`;
}
