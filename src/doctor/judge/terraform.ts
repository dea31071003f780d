import path from "node:path";
import { shellWord } from "../../domain/shell-word";
import { type Candidate, type CliConfigFacts, type PluginCacheFacts, type TerraformFacts } from "../found/facts";
import { type Finding } from "../found/finding";
import { OLDEST } from "../found/oldest";
import { cliConfiguration, pluginCache, terraform as text } from "../say/messages";
import { fault, fine, note } from "./verdicts";

/** The one that is run: what GREENVN_TERRAFORM names and nothing else, or the first of the PATH that serves. */
export function chosen({ asked, onPath }: TerraformFacts): Candidate | null {
  if (asked !== null) return asked.found !== null && serves(asked.found) ? asked.found : null;
  return onPath.find(serves) ?? null;
}

/** How it is typed. */
export function terraformWord(found: Candidate | null, { onPath }: TerraformFacts): string {
  if (found === null) return "terraform";
  const isFirst = onPath.find(({ file }) => path.basename(file) === path.basename(found.file))?.file === found.file;
  return isFirst ? path.basename(found.file) : shellWord(found.file);
}

export function judgeTerraform(facts: TerraformFacts): Finding {
  const found = chosen(facts);
  const { asked, onPath, elsewhere } = facts;
  if (found !== null) return fine("terraform", text.fine(found, asked !== null));
  const onPathServes = onPath.some(serves);
  const near = elsewhere.find(serves);
  const byPath = near === undefined ? [] : [`export PATH=${shellWord(path.dirname(near.file))}:"$PATH"`];
  if (asked !== null) {
    const says = asked.found === null ? text.askedIsNone(asked.name) : text.askedIsWrong(asked.name, asked.found);
    if (onPathServes) return fault("terraform", says, "unset GREENVN_TERRAFORM");
    return fault(
      "terraform",
      says,
      ...(near === undefined ? [] : [`export GREENVN_TERRAFORM=${shellWord(near.file)}`]),
    );
  }
  return fault("terraform", onPath.length === 0 ? text.none() : text.noneServes(onPath), ...byPath);
}

export function serves({ kind, version }: Candidate): boolean {
  if (kind !== "terraform" && kind !== "tofu") return false;
  return (version ?? "").localeCompare(OLDEST[kind], "en", { numeric: true }) >= 0;
}

export function judgeCliConfig(found: CliConfigFacts): Finding {
  const check = "cli-configuration";
  switch (found.kind) {
    case "none":
      return fine(check, cliConfiguration.none());
    case "missing":
      return fault(check, cliConfiguration.missing(found.file), "unset TF_CLI_CONFIG_FILE");
    case "unreadable":
      return note(check, cliConfiguration.unreadable(found.file));
    case "read":
      return judgeMethods(found);
  }
}

function judgeMethods({ file, byVariable, methods }: Extract<CliConfigFacts, { kind: "read" }>): Finding {
  const check = "cli-configuration";
  if (methods === null) return fine(check, cliConfiguration.fine(file));
  // Without it Terraform takes the one of the home: an empty file in its place is read alone.
  const without = byVariable ? "unset TF_CLI_CONFIG_FILE" : "export TF_CLI_CONFIG_FILE=/dev/null";
  const overriding = methods.find((method) => method.kind === "dev_overrides");
  if (overriding?.holds === true) return note(check, cliConfiguration.overridden(file, overriding.folder));
  if (overriding !== undefined)
    return fault(check, cliConfiguration.overriddenByNothing(file, overriding.folder), without);
  if (methods.some((method) => method.kind === "filesystem_mirror" && method.covers && method.holds))
    return fine(check, cliConfiguration.mirrored(file));
  if (methods.some((method) => method.kind === "network_mirror" && method.covers))
    return note(check, cliConfiguration.maybeMirrored(file));
  return fault(check, cliConfiguration.hides(file), without);
}

export function judgePluginCache(found: PluginCacheFacts | null): readonly Finding[] {
  if (found === null) return [];
  return found.exists
    ? [fine("plugin-cache", pluginCache.fine(found.folder))]
    : [fault("plugin-cache", pluginCache.missing(found.folder, found.from), `mkdir -p ${shellWord(found.folder)}`)];
}
