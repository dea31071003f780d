import { allocation, createElsewhere, idOf, main, type Scenario, STRICT } from "./scenario";

const importBlock = (to: string, connectionId: string) =>
  `import {\n  to = ${to}\n  id = "ID_OF(${connectionId})"\n}\n`;
const assignment = (more = "", id = `"ID_OF(theirs)"`) =>
  `resource "greenvn_assignment" "desk" {\n  greenvn_id = ${id}\n  ${more}\n}\n`;
const theirs: Pick<Scenario, "between"> = { between: async ({ sandbox }) => createElsewhere(sandbox, "theirs") };

const HOSTILE_KEYS =
  String.raw`["a|b", "tick'~'s", "line\nbreak", "<img src=x onerror=alert(1)>", "@everyone", "https://example.com", "[link](javascript:alert(1))", "\u202ereversed", "$$ {x}"]`.replaceAll(
    "'~'",
    "`",
  );

/** Terraform's own features: modules, keys, imports, drift, targets, data sources, other providers, errors. */
export const FEATURES: readonly Scenario[] = [
  {
    name: "import",
    between: async ({ sandbox }) => createElsewhere(sandbox, "theirs"),
    now: main(allocation("support", "", `"theirs"`), importBlock("greenvn_allocation.support", "theirs")),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "import-and-record",
    ...theirs,
    now: main(
      allocation(
        "support",
        `preferences = { region = "DL" }\n  rotation_triggers = { quarter = "2026-Q4" }`,
        `"theirs"`,
      ),
      importBlock("greenvn_allocation.support", "theirs"),
    ),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "import-with-pins",
    ...theirs,
    now: main(
      allocation("support", "aparty_pins = [314159]", `"theirs"`),
      importBlock("greenvn_allocation.support", "theirs"),
    ),
    flags: STRICT,
    passed: true,
    charged: [1, "at most"],
  },
  {
    name: "imported-while-deleted",
    before: main(allocation("support")),
    now: main(allocation("helpdesk", "", `"support"`), importBlock("greenvn_allocation.helpdesk", "support")),
    applies: false,
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "drift-of-the-number",
    before: main(allocation("support", `preferences = { greenvn = "NUMBER" }\n  strictness = true`)),
    between: async ({ sandbox }) => sandbox.changeByHand(idOf(sandbox, "support"), { greenVn: "+912299999999" }),
    applies: false, // The number that was given up is not to be had again.
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "drift-of-parties",
    before: main(allocation("support")),
    between: async ({ sandbox }) =>
      sandbox.changeByHand(idOf(sandbox, "support"), { apartyNumbers: ["+919000000001", "+919000000077"] }),
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "drift-gone",
    before: main(allocation("support")),
    between: async ({ sandbox }) => sandbox.changeByHand(idOf(sandbox, "support"), { state: "vault" }),
    flags: { ...STRICT, maxCharges: 0 },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "refresh-only",
    before: main(allocation("support")),
    between: async ({ sandbox }) =>
      sandbox.changeByHand(idOf(sandbox, "support"), { apartyNumbers: ["+919000000077"] }),
    planArgs: ["-refresh-only"],
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "targeted",
    before: main(allocation("support"), allocation("sales")),
    now: main(
      allocation("support", `preferences = { region = "MU" }`),
      allocation("sales", `preferences = { region = "MU" }`),
    ),
    planArgs: ["-target=greenvn_allocation.support"],
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "targeted-and-allowed",
    before: main(allocation("support"), allocation("sales")),
    now: main(
      allocation("support", `preferences = { region = "MU" }`),
      allocation("sales", `preferences = { region = "MU" }`),
    ),
    planArgs: ["-target=greenvn_allocation.support"],
    flags: { allowIncomplete: true },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "errored",
    before: main(allocation("support")),
    now: main(
      allocation("support", `preferences = { region = "MU" }`),
      `variable "ready" {\n  default = false\n}\nresource "terraform_data" "gate" {\n  lifecycle {\n    precondition {\n      condition     = var.ready\n      error_message = "not ready"\n    }\n  }\n}\n`,
    ),
    applies: false,
    flags: { allowIncomplete: true },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "module-and-keys",
    init: true,
    before: { "main.tf": moduleCall(`["north", "south", "west"]`), "numbers/main.tf": numbersModule() },
    now: { "main.tf": moduleCall(`["north", "south-east"]`).replace(`"KA"`, `"MU"`) },
    flags: STRICT,
    passed: false,
    charged: [2, "exact"],
  },
  {
    name: "hostile-keys",
    init: true,
    now: { "main.tf": moduleCall(HOSTILE_KEYS), "numbers/main.tf": numbersModule() },
    passed: true,
    charged: [9, "exact"],
  },
  {
    name: "masked",
    init: true,
    now: { "main.tf": moduleCall(`["+917205827365", "desk 08041234567"]`), "numbers/main.tf": numbersModule() },
    flags: { mask: true },
    passed: true,
    charged: [2, "exact"],
  },
  {
    name: "count-shrinks",
    before: main(allocation("support", "count = 2", `"support-\${count.index}"`)),
    now: main(allocation("support", "count = 1", `"support-\${count.index}"`)),
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "count-to-for-each",
    before: main(allocation("support", "count = 1", `"support"`)),
    now: main(allocation("support", `for_each = toset(["only"])`, `"support"`)),
    applies: false,
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "data-source",
    ...theirs,
    now: main(
      `resource "terraform_data" "id" {\n  input = "ID_OF(theirs)"\n}\n`,
      `data "greenvn_allocation" "theirs" {\n  id = terraform_data.id.output\n}\n`,
      `output "number" {\n  value = data.greenvn_allocation.theirs.green_vn\n}\n`,
    ),
    flags: { maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "other-provider",
    init: true,
    stranger: true,
    now: main(
      `provider "elsewhere" {\n}\n`,
      `resource "greenvn_allocation" "support" {\n  provider       = elsewhere\n  connection_id  = "support"\n  aparty_numbers = ["+919000000001"]\n  bparty_numbers = ["+919000000101"]\n}\n`,
    ),
    applies: false,
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "literal-token",
    now: main(
      `provider "greenvn" {\n  api_token = "not-a-real-token"\n  skip_credentials_check = true\n}\n`,
      allocation("support"),
    ),
    applies: false,
    flags: { maxCharges: 1 },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "token-by-variable",
    now: main(
      `variable "token" {\n  default   = "not-a-real-token"\n  sensitive = true\n}\nprovider "greenvn" {\n  api_token = var.token\n  skip_credentials_check = true\n}\n`,
      allocation("support"),
    ),
    applies: false,
    flags: { maxCharges: 1 },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "literal-token-in-a-module",
    init: true,
    now: {
      "main.tf": `module "numbers" {\n  source = "./numbers"\n}\n`,
      "numbers/main.tf": `${requiredProviders()}provider "greenvn" {\n  alias     = "other"\n  api_token = sensitive("not-a-real-token")\n  skip_credentials_check = true\n}\n${allocation("support", "provider = greenvn.other")}`,
    },
    applies: false,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "assignment-adopts",
    ...theirs,
    now: main(assignment()),
    flags: { maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "assignment-with-preferences",
    ...theirs,
    now: main(assignment(`preferences = { region = "MU" }`)),
    flags: { maxCharges: 0 },
    passed: false,
    charged: [1, "at most"],
  },
  {
    name: "assignment-of-a-new-allocation",
    now: main(allocation("support"), assignment("", "greenvn_allocation.support.id")),
    flags: { maxCharges: 1 },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "assignment-changes",
    ...afterAssignment(),
    now: main(assignment(`preferences = { region = "MU" }`)),
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "assignment-deleted",
    ...afterAssignment(),
    now: main(),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "assignment-of-another",
    between: async (bench) => {
      await afterAssignment().between(bench);
      await createElsewhere(bench.sandbox, "others");
    },
    now: main(assignment("", `"ID_OF(others)"`)),
    flags: STRICT,
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "assignment-becomes-allocation",
    ...afterAssignment(),
    now: main(
      allocation("support", "", `"theirs"`),
      `moved {\n  from = greenvn_assignment.desk\n  to   = greenvn_allocation.support\n}\n`,
    ),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
];

function afterAssignment() {
  return {
    between: async ({ terraform, sandbox }: Parameters<NonNullable<Scenario["between"]>>[0]) => {
      await createElsewhere(sandbox, "theirs");
      await terraform.declare(assignment().replace("ID_OF(theirs)", idOf(sandbox, "theirs")));
      await terraform.apply();
    },
  };
}

function moduleCall(keys: string): string {
  return `module "numbers" {\n  source   = "./numbers"\n  for_each = toset(["in"])\n  keys     = toset(${keys})\n  region   = "KA"\n}\n`;
}

function numbersModule(): string {
  return `${requiredProviders()}variable "keys" {\n  type = set(string)\n}\nvariable "region" {\n  type = string\n}\n${allocation("desk", `for_each = var.keys\n  preferences = { region = var.region }`, "each.key")}`;
}

function requiredProviders(): string {
  return `terraform {\n  required_providers {\n    greenvn = {\n      source = "registry.terraform.io/cdktf-greenvn/greenvn"\n    }\n  }\n}\n`;
}
