import path from "node:path";
import { Command } from "commander";
import { type PolicyFacts } from "../doctor/found/facts";
import { folderOf } from "./arguments";
import { type CommandIo, type Ended } from "./command-io";
import { DOCTOR_HELP, doctorEpilogue } from "./messages";
import { findPolicy } from "./policy-file";

/** `greenvn doctor`: what is wrong, and how to mend it. */
export function doctorCommand(io: CommandIo, ended: Ended): Command {
  return new Command("doctor")
    .description(DOCTOR_HELP.command)
    .argument("[dir]", DOCTOR_HELP.dir, folderOf, ".")
    .option("--json", DOCTOR_HELP.json)
    .addHelpText("after", doctorEpilogue())
    .action(async (dir: string, { json = false }: { readonly json?: boolean }) => {
      const { doctor } = await import("../doctor/doctor");
      const folder = path.resolve(io.cwd, dir);
      const policy = await policyIn(folder);
      const made = await doctor({ folder, env: io.env, installed: io.installed(), policy, asJson: json });
      if (made.kind === "refused") io.stderr(made.sentence);
      else io.stdout(made.text);
      ended(made.kind === "refused" ? 2 : made.isFine ? 0 : 1);
    });
}

async function policyIn(folder: string): Promise<PolicyFacts> {
  const found = await findPolicy(folder);
  if (found.kind === "refused") return found;
  return found.name === null ? { kind: "none" } : { kind: "fine", name: found.name };
}
