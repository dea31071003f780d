import path from "node:path";
import { Annotations, type IStackSynthesizer, type ISynthesisSession, type TerraformStack } from "cdktf";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { installProvider } from "../install/install-provider";
import { lockProvider, unlockedSources } from "../install/lock-provider";
import { othersNotLocked } from "../install/messages";
import { currentPlatform, type Platform, PLATFORMS } from "../install/platform";
import { platformsAreEmpty, platformsAreNoList, unknownPlatform } from "./messages";

/** The platforms that each stack wants the executable for; `null` stands for the one that synthesizes. */
const wanted = new WeakMap<TerraformStack, Set<string | null>>();

/**
 * Has the provider's executable put into the stack's folder whenever the stack is synthesized, once for each platform,
 * however many providers the stack has, and its entry into the stack's lock file.
 */
export function vendorInto(stack: TerraformStack, platforms: readonly string[] | undefined): void {
  const platformsOfStack = wanted.get(stack) ?? wrapSynthesizer(stack);
  for (const platform of platforms ?? [null]) platformsOfStack.add(platform);
}

/** What is wrong with the names of platforms. Left out, the current one serves. */
export function checkPlatforms(platforms: readonly string[] | null | undefined): string[] {
  if (platforms === undefined || platforms === null) return [];
  if (!Array.isArray(platforms)) return [platformsAreNoList()];
  const unknown = platforms.filter((platform) => !PLATFORMS.includes(platform as Platform));
  return platforms.length === 0
    ? [platformsAreEmpty()]
    : unknown.map((platform) => unknownPlatform(platform, PLATFORMS));
}

// The stack's folder is known to the synthesizer alone, and there is no public hook at the end of a synthesis.
function wrapSynthesizer(stack: TerraformStack): Set<string | null> {
  const platforms = new Set<string | null>();
  wanted.set(stack, platforms);
  const inner = stack.synthesizer;
  let dir: string | null = null;
  const vendoring: IStackSynthesizer = {
    synthesize(session: ISynthesisSession) {
      dir = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      inner.synthesize(session);
      const executables = installProvider({
        dir,
        platforms: [...new Set([...platforms].map((platform) => platform ?? currentPlatform()))],
      });
      lockProvider({ dir, executables });
    },
  };
  stack.synthesizer = vendoring;
  // Aspects are through by then, which may add providers, and warnings are not collected yet.
  stack.node.addValidation({
    validate() {
      if (dir !== null) warnOfOthers(stack, dir);
      return [];
    },
  });
  return platforms;
}

const BUILT_IN = "terraform.io/builtin/";

/**
 * The commands of both libraries have `terraform providers lock` ask a registry for every provider of a stack where its
 * lock file lacks one, ours too. Terraform itself does not.
 */
function warnOfOthers(stack: TerraformStack, dir: string): void {
  const isCommand = process.env["CDKTF_OUTDIR"] !== undefined; // It tells the program so.
  if (!isCommand || process.env["CDKTF_SKIP_PROVIDER_LOCK"] === "true") return;
  const sources = stack.allProviders().map((one) => one.terraformProviderSource ?? one.terraformResourceType);
  const others = [...new Set(sources)].filter((source) => source !== PROVIDER_ADDRESS && !source.startsWith(BUILT_IN));
  const unlocked = unlockedSources(dir, others);
  if (unlocked.length > 0) Annotations.of(stack).addWarning(othersNotLocked(unlocked));
}
