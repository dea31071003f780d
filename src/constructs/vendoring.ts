import path from "node:path";
import type { IStackSynthesizer, ISynthesisSession, TerraformStack } from "cdktf";
import { currentPlatform, installProvider } from "../install/install-provider";

/** The platforms that each stack wants the executable for. */
const wanted = new WeakMap<TerraformStack, Set<string>>();

/**
 * Has the provider's executable put into the stack's folder whenever the stack is synthesized: once for each platform, however many
 * providers the stack has.
 */
export function vendorInto(stack: TerraformStack, platforms: readonly string[] = [currentPlatform()]): void {
  const platformsOfStack = wanted.get(stack) ?? wrapSynthesizer(stack);
  for (const platform of platforms) platformsOfStack.add(platform);
}

// The stack's folder is known to the synthesizer alone, and there is no public hook at the end of a synthesis.
function wrapSynthesizer(stack: TerraformStack): Set<string> {
  const platforms = new Set<string>();
  wanted.set(stack, platforms);
  const inner = stack.synthesizer;
  const vendoring: IStackSynthesizer = {
    synthesize(session: ISynthesisSession) {
      inner.synthesize(session);
      const dir = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      installProvider({ dir, platforms: [...platforms] });
    },
  };
  stack.synthesizer = vendoring;
  return platforms;
}
