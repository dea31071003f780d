import { type Language } from "../../domain/language";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { CDKTF, CDKTN } from "../../install/libraries";
import { SANDBOX_URL } from "../../sandbox/core/account";
import { SANDBOX_SID } from "./sandbox";
import { declared, declaredIn, type Files, STACK } from "./steps";

/** What declares the numbers, in each language, and the numbers themselves. */
export function programFiles(language: Language, version: string): Files {
  const numbers = { [declaredIn(language)]: `${declared("DL")}\n` };
  switch (language) {
    case "hcl":
      return { ...numbers, [`${STACK}/main.tf`]: configuration(version) };
    case "cdktf":
      return { ...numbers, "main.ts": program(CDKTF), "tsconfig.json": COMPILER };
    case "cdktn":
      return { ...numbers, "main.ts": program(CDKTN), "tsconfig.json": COMPILER };
  }
}

const REAL = [
  "These two lines are the sandbox on this machine. For your account take both out: GREENVN_ACCOUNT_SID and",
  "GREENVN_API_TOKEN in the environment then say which one it is.",
] as const;

const configuration = (version: string): string => `terraform {
  required_providers {
    greenvn = {
      # In full: OpenTofu completes a short address with a registry of its own.
      source  = "${PROVIDER_ADDRESS}"
      version = "${version}"
    }
  }
  # A team keeps the state in a backend that locks: https://developer.hashicorp.com/terraform/language/backend
}

provider "greenvn" {
  # ${REAL[0]}
  # ${REAL[1]}
  account_sid = "${SANDBOX_SID}"
  base_url    = "${SANDBOX_URL}"
}

locals {
  # A name for each number: it is the allocation's connection_id, for its whole life.
  numbers = jsondecode(file("\${path.module}/numbers.json"))
}

resource "greenvn_allocation" "number" {
  for_each = local.numbers

  connection_id  = each.key
  aparty_numbers = ["+919000000001"] # who calls
  bparty_numbers = ["+919000000101"] # who is called
  preferences    = { region = each.value.region }
}

output "numbers" {
  description = "The number in force of each name."
  value       = { for name, allocation in greenvn_allocation.number : name => allocation.green_vn }
}
`;

const program = ({ name, entry }: typeof CDKTF): string => `import { App, LocalBackend, TerraformStack } from "${name}";
import { GreenvnProvider, GreenVnAllocation } from "${entry}";
import numbers from "./numbers.json";

const app = new App();
const stack = new TerraformStack(app, "${STACK}");

// The state lies beside this file. A team keeps it in a backend that locks:
// https://developer.hashicorp.com/terraform/language/backend
new LocalBackend(stack, { path: "../../../terraform.${STACK}.tfstate" });

new GreenvnProvider(stack, "greenvn", {
  // ${REAL[0]}
  // ${REAL[1]}
  accountSid: "${SANDBOX_SID}",
  baseUrl: "${SANDBOX_URL}",
});

for (const [name, declared] of Object.entries(numbers)) {
  new GreenVnAllocation(stack, name, {
    aPartyNumbers: ["+919000000001"], // who calls
    bPartyNumbers: ["+919000000101"], // who is called
    ...declared,
  });
}

app.synth();
`;

const COMPILER = `${JSON.stringify(
  {
    compilerOptions: {
      target: "ES2022",
      module: "commonjs",
      strict: true,
      esModuleInterop: true,
      resolveJsonModule: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: ["*.ts"],
  },
  null,
  2,
)}\n`;
