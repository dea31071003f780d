import { SANDBOX_URL } from "../../sandbox/core/account";
import { type Answers } from "./answers";
import { ATLANTIS_SERVER, lockFileIn } from "./pipeline";
import { SANDBOX_STATE } from "./sandbox";
import { configuredIn, declaredIn, STACK, stackFolder, steps } from "./steps";

/** What the project says of itself: what to type, and what to change for an account. */
export function readme(answers: Answers): string {
  const { language } = answers;
  const isHcl = language === "hcl";
  return `${[
    "# Numbers",
    `GreenVN virtual numbers, declared in \`${declaredIn(language)}\`${isHcl ? "" : " and `main.ts`"} and managed by Terraform.`,
    "## On the sandbox",
    "No account and no charge: the sandbox is the API on this machine, and its numbers ring nowhere. In this folder:",
    fenced("sh", steps(language)),
    `The last line changes the region of \`support\`: another number is granted in place, in one charged call, and the allocation keeps its id. Terraform shows the plan and asks before it does anything.`,
    table([
      ["type", "to"],
      ["`npm run plan`", "see what an apply would change, give up and cost"],
      ["`npm run apply`", "apply it, once you say yes"],
      ["`npx greenvn doctor`", "hear what is wrong with the set-up, and how to mend it"],
      [`\`open ${SANDBOX_URL}\``, "watch the sandbox: each call, each charge, each number (any browser)"],
      ["`kill %1`", `end the sandbox; what it holds stays in \`${SANDBOX_STATE}\``],
    ]),
    "## On your account",
    `Each allocation, and each change of a number or of its parties, is charged there. First give up what the sandbox holds, for its state is of no use elsewhere: \`cd ${stackFolder(language)} && terraform destroy\`. Then take out the two lines of \`${configuredIn(language)}\` that name the sandbox (${isHcl ? "`account_sid` and `base_url`" : "`accountSid` and `baseUrl`"}), put the numbers of your people in the place of \`+919000000001\` and \`+919000000101\`, and say which account it is:`,
    fenced("sh", ["export GREENVN_ACCOUNT_SID=the SID", "read -rs GREENVN_API_TOKEN && export GREENVN_API_TOKEN"]),
    "The second line asks for the token, so that it stands in no file and in no history. In a new terminal nothing of the sandbox is left over.",
    "## What is here",
    table([
      ["file", "what"],
      [
        `\`${declaredIn(language)}\``,
        "each number by its name, which stays its name; a name more is an allocation more",
      ],
      [
        `\`${configuredIn(language)}\``,
        isHcl ? "the configuration" : `the program; \`npm run synth\` makes \`${stackFolder(language)}\` of it`,
      ],
      ["`.greenvn-policy.yaml`", "what no plan may do here: `npm run plan` and pipelines fail where one does"],
      ...pipelineRows(answers),
    ]),
    `The state (\`terraform.${isHcl ? "" : `${STACK}.`}tfstate\`) is on this machine alone: a team keeps it in a [backend](https://developer.hashicorp.com/terraform/language/backend) that locks.`,
    ...pipelineSection(answers),
  ].join("\n\n")}\n`;
}

function pipelineRows({ pipeline }: Answers): [string, string][] {
  const lock: [string, string] = [
    `\`${lockFileIn()}\``,
    "the provider that the pipeline accepts; renew it with each version of `cdktf-greenvn`",
  ];
  switch (pipeline) {
    case "none":
      return [];
    case "github":
      return [
        ["`.github/workflows/`", "plans each pull request, applies what was merged, looks for drift every night"],
        lock,
      ];
    case "gitlab":
      return [
        ["`.gitlab-ci.yml`, `templates/`", "plans each merge request, applies what was merged, looks for drift"],
        lock,
      ];
    case "atlantis":
      return [["`atlantis.yaml`", "what Atlantis plans"], [`\`${ATLANTIS_SERVER}\``, "for the Atlantis server"], lock];
  }
}

/** What has to be set up at the forge stands in the guide, which comes with the package. */
function pipelineSection({ pipeline }: Answers): string[] {
  if (pipeline === "none") return [];
  const heading = { github: "github", gitlab: "gitlab", atlantis: "atlantis" }[pipeline];
  return [
    "## The pipeline",
    `It needs a backend that every runner reaches, your account (above), and \`package-lock.json\`, which \`npm install\` makes, committed with the rest. What to set at the forge stands in [the guide](node_modules/cdktf-greenvn/docs/guides/gitops.md#${heading}): try it with a test account first.`,
  ];
}

function fenced(language: string, lines: readonly string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}

function table([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[] = []): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${(head ?? []).map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
