import { type Expected, type Facts } from "../found/facts";
import { CHECKS, type Finding } from "../found/finding";
import { judgeAccount, judgeApi, judgeClock, judgeProxy } from "./account";
import { judgeNode, judgePolicy } from "./machine";
import { judgeStacks, judgeStateLocks } from "./stacks";
import { chosen, judgeCliConfig, judgePluginCache, judgeTerraform, terraformWord } from "./terraform";

/** What is to be said of a set-up: everything at once, in the order of the checks, the same for the same facts. */
export function judge(facts: Facts, expected: Expected): readonly Finding[] {
  const terraform = terraformWord(chosen(facts.terraform), facts.terraform);
  const findings = [
    judgeNode(facts.node),
    judgeTerraform(facts.terraform),
    judgeCliConfig(facts.cliConfig),
    ...judgePluginCache(facts.pluginCache),
    ...judgeStacks(facts, expected, terraform),
    ...judgeStateLocks(facts.stacks),
    judgePolicy(facts.policy, facts.folder),
    judgeProxy(facts.proxy),
    ...judgeAccount(facts.account),
    ...judgeApi(facts),
    ...judgeClock(facts.answer, expected.platform),
  ];
  return CHECKS.flatMap((check) => findings.filter((finding) => finding.check === check));
}
