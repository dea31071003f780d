import { allocation, idOf, main, type Scenario, STRICT } from "./scenario";

const PREFER_DL = `preferences = { region = "DL" }`;
const PREFER_MU = `preferences = { region = "MU" }`;
const support = (more = "") => main(allocation("support", more));
const providerAt = (url: string) => `provider "greenvn" {\n  base_url = "${url}"\n}\n`;
const assigned = (id: string, more = "") =>
  `resource "greenvn_assignment" "desk" {\n  greenvn_id = ${id}\n  ${more}\n}\n`;

const BASE_URL = "configuration.provider_config.greenvn";
const MOVED = "resource_changes.0.previous_address";

/** What gates and findings see that no row of an allocation shows. */
export const GATES: readonly Scenario[] = [
  {
    name: "number-change-forbidden",
    before: support(PREFER_DL),
    now: support(PREFER_MU),
    flags: { failOn: ["number-change"] },
    policy: { price: { perCall: "12.50", currency: "INR" } },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "endpoint-elsewhere",
    now: main(providerAt("https://exobridge.invalid"), allocation("support")),
    applies: false,
    passed: false,
    offences: [".expressions", ".expressions.base_url"].map((place) => `without ${BASE_URL}${place}`),
    charged: [1, "exact"],
  },
  {
    name: "endpoint-listed",
    now: main(providerAt("https://exobridge.invalid"), allocation("support")),
    applies: false,
    policy: { endpoints: ["https://exobridge.invalid"] },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "endpoint-sandbox",
    now: (sandbox) => Promise.resolve(main(providerAt(`http://127.0.0.1:${sandbox.port}`), allocation("support"))),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "allocation-becomes-assignment",
    before: support(),
    between: async ({ terraform, sandbox }) => {
      await terraform.write(
        main(
          assigned(`"${idOf(sandbox, "support")}"`),
          `moved {\n  from = greenvn_allocation.support\n  to   = greenvn_assignment.desk\n}\n`,
        ),
      );
    },
    flags: { ...STRICT, maxCharges: 0 },
    passed: false,
    offences: [`without ${MOVED}`],
    charged: [0, "exact"],
  },
  {
    name: "both-change-the-number",
    before: main(allocation("support", PREFER_DL), assigned("greenvn_allocation.support.id")),
    now: main(allocation("support", PREFER_MU), assigned("greenvn_allocation.support.id", PREFER_MU)),
    applies: false, // The second finds another number than its plan read.
    passed: true,
    charged: [2, "exact"],
  },
  {
    name: "commands",
    now: main(
      allocation("support"),
      `resource "terraform_data" "hook" {\n  provisioner "local-exec" {\n    command = "true"\n  }\n}\n`,
    ),
    flags: { failOn: ["commands"] },
    passed: false,
    offences: ["", ".resources", ".resources.1", ".resources.1.provisioners", ".resources.1.provisioners.0"].map(
      (place) => `without configuration.root_module${place}`,
    ),
    charged: [1, "exact"],
  },
  {
    name: "misspelt-preference",
    now: support(`preferences = { regoin = "KA" }`),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "time-in-an-output",
    before: support(),
    now: main(allocation("support"), `output "planned" {\n  value = plantimestamp()\n}\n`),
    passed: true,
    charged: [0, "exact"],
  },
];
