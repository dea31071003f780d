import path from "node:path";
import { Annotations, type IStackSynthesizer, type ISynthesisSession, type TerraformStack } from "cdktf";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { installFrom } from "../install/install-from";
import { installProvider } from "../install/install-provider";
import { lockProvider, unlockedSources } from "../install/lock-provider";
import { othersNotLocked } from "../install/messages";
import { currentPlatform, type Platform, PLATFORMS } from "../install/platform";
import { platformsAreEmpty, platformsAreNoList, releasesDiffer, unknownPlatform } from "./messages";

/** What a stack wants the executable for, and in which form. */
interface Wanted {
  /** `null` stands for the one that synthesizes. */
  readonly platforms: Set<string | null>;
  /** The folders of releases; `null` stands for the executable of this package. */
  readonly releases: Set<string | null>;
}

const wanted = new WeakMap<TerraformStack, Wanted>();

/**
 * Has the provider's executable put into the stack's folder whenever the stack is synthesized, once for each platform,
 * however many providers the stack has, and its entry into the stack's lock file. `release` is the folder of one; null:
 * the executable of this package.
 */
export function vendorInto(
  stack: TerraformStack,
  platforms: readonly string[] | undefined,
  release: string | null,
): void {
  const ofStack = wanted.get(stack) ?? wrapSynthesizer(stack);
  for (const platform of platforms ?? [null]) ofStack.platforms.add(platform);
  ofStack.releases.add(release === null ? null : path.resolve(release));
}

/** A stack has one executable: of several forms, which one is meant? */
export function checkReleases(stack: TerraformStack): string[] {
  const releases = [...(wanted.get(stack)?.releases ?? [])];
  return releases.length > 1 ? [releasesDiffer(releases.map((release) => release ?? "none"))] : [];
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
function wrapSynthesizer(stack: TerraformStack): Wanted {
  const ofStack: Wanted = { platforms: new Set(), releases: new Set() };
  wanted.set(stack, ofStack);
  const inner = stack.synthesizer;
  let dir: string | null = null;
  const vendoring: IStackSynthesizer = {
    synthesize(session: ISynthesisSession) {
      dir = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      inner.synthesize(session);
      const platforms = [...new Set([...ofStack.platforms].map((platform) => platform ?? currentPlatform()))];
      const [release = null] = ofStack.releases;
      const executables =
        release === null ? installProvider({ dir, platforms }) : installFrom({ release, dir, platforms });
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
  return ofStack;
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
