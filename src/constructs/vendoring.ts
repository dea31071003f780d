import path from "node:path";
import type { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { installProvider } from "../install/install-provider";
import { currentPlatform, type Platform, PLATFORMS } from "../install/platform";
import { platformsAreEmpty, platformsAreNoList, unknownPlatform } from "./messages";

/** The platforms that each stack wants the executable for; `null` stands for the one that synthesizes. */
const wanted = new WeakMap<TerraformStack, Set<string | null>>();

/**
 * Has the provider's executable put into the stack's folder whenever the stack is synthesized: once for each platform,
 * however many providers the stack has.
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
  const vendoring: IStackSynthesizer = {
    synthesize(session: ISynthesisSession) {
      inner.synthesize(session);
      const dir = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      installProvider({
        dir,
        platforms: [...new Set([...platforms].map((platform) => platform ?? currentPlatform()))],
      });
    },
  };
  stack.synthesizer = vendoring;
  return platforms;
}
