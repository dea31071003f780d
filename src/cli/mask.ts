import { Command } from "commander";
import { maskText } from "../domain/mask-text";
import { type CommandIo, type Ended, type ExitCode } from "./command-io";
import { MASK_HELP } from "./messages";
import { findPolicy } from "./policy-file";

/** `greenvn mask`: what Terraform prints, line by line, as the policy lets it be read. */
export function maskCommand(io: CommandIo, ended: Ended): Command {
  return new Command("mask")
    .description(MASK_HELP.command)
    .option("--always", MASK_HELP.always)
    .action(async ({ always = false }: { readonly always?: boolean }) => ended(await pass(always, io)));
}

async function pass(always: boolean, io: CommandIo): Promise<ExitCode> {
  const found = always ? null : await findPolicy(io.cwd);
  // A policy that can not be read may have asked for it.
  const shown = found?.kind === "policy" && found.policy.mask !== true ? (text: string): string => text : maskText;
  void readOn(io);
  const decoder = new TextDecoder();
  // What came of a line that is not whole yet: put together once, however long it is.
  let pieces: string[] = [];
  for await (const chunk of io.stdin) {
    const text = decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) {
      io.stdout(shown(pieces.join("") + text.slice(0, end)));
      pieces = [];
    }
    pieces.push(text.slice(end));
  }
  const rest = pieces.join("") + decoder.decode();
  if (rest !== "") io.stdout(shown(rest));
  if (found?.kind !== "refused") return 0;
  io.stderr(`${found.sentence}\n`);
  return 2;
}

// Whoever interrupts an apply interrupts this as well. Terraform goes on then, to save its state, and would be killed by
// its next line if nobody read it.
async function readOn(io: CommandIo): Promise<never> {
  for (;;) await io.stopAsked();
}
