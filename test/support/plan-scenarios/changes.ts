import { allocation, main, type Scenario, STRICT } from "./scenario";

const PREFER_DL = `preferences = { region = "DL" }`;
const support = (more = "") => main(allocation("support", more));

/** Creations and changes in place. `NUMBER` stands for a landline number of KA that is free. */
export const CHANGES: readonly Scenario[] = [
  { name: "create", now: support(PREFER_DL), flags: { maxCharges: 1 }, passed: true, charged: [1, "exact"] },
  {
    name: "create-pinned",
    now: support(`preferences = { greenvn = "NUMBER", region = "KA", number_type = "landline" }\n  strictness = true`),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "create-over-the-limit",
    now: main(...["one", "two", "three"].map((name) => allocation(name))),
    flags: { maxCharges: 2 },
    passed: false,
    charged: [3, "exact"],
  },
  { name: "no-changes", before: support(PREFER_DL), flags: STRICT, passed: true, charged: [0, "exact"] },
  {
    name: "region",
    before: support(PREFER_DL),
    now: support(`preferences = { region = "MU" }`),
    flags: { ...STRICT, maxCharges: 1 },
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "number-strict",
    before: support(PREFER_DL),
    now: support(`preferences = { greenvn = "NUMBER" }\n  strictness = true`),
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "number-not-strict",
    before: support(PREFER_DL),
    now: support(`preferences = { greenvn = "NUMBER" }`),
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "number-type",
    before: support(PREFER_DL),
    now: support(`preferences = { region = "DL", number_type = "landline" }`),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "rotation",
    before: support(PREFER_DL),
    now: support(`${PREFER_DL}\n  rotation_triggers = { quarter = "2026-Q4" }`),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "preferences-removed",
    before: support(PREFER_DL),
    now: support(),
    flags: { maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "parties",
    before: support(),
    now: main(allocation("support").replace(`["+919000000001"]`, `["+919000000002", "+919000000003"]`)),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "parties-and-region",
    before: support(PREFER_DL),
    now: main(
      allocation("support", `preferences = { region = "MU" }\n  usage = "oneway"`).replace(
        `["+919000000101"]`,
        `["+919000000102"]`,
      ),
    ),
    flags: { maxCharges: 1 },
    passed: false,
    charged: [2, "exact"],
  },
  {
    name: "pins-added",
    before: support(),
    now: support(`aparty_pins = [314159]`),
    passed: true,
    charged: [1, "at most"],
  },
  {
    name: "pins-changed",
    before: support(`aparty_pins = [314159]`),
    now: support(`aparty_pins = [271828, 161803]`),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "settings-only",
    before: support(),
    now: support(`deletion_protection = true\n  deletion_policy = "abandon"`),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "unknown-preferences",
    before: support(PREFER_DL),
    now: main(
      `resource "terraform_data" "region" {\n  input = "MU"\n}\n`,
      allocation("support", `preferences = { region = terraform_data.region.output }`),
    ),
    flags: STRICT,
    passed: true,
    charged: [1, "at most"],
  },
  {
    name: "unknown-preferences-that-ask-for-nothing",
    before: support(PREFER_DL),
    now: main(
      `resource "terraform_data" "region" {\n  input = "DL"\n}\n`,
      allocation("support", `preferences = { region = terraform_data.region.output }`),
    ),
    flags: STRICT,
    passed: true,
    charged: [1, "at most"],
  },
  {
    name: "unknown-parties",
    before: support(),
    now: main(
      `resource "terraform_data" "party" {\n  input = "+919000000009"\n}\n`,
      allocation("support").replace(`["+919000000001"]`, `["+919000000001", terraform_data.party.output]`),
    ),
    passed: true,
    charged: [1, "at most"],
  },
  {
    name: "sensitive-values",
    before: main(
      `variable "name" {\n  default   = "secret-name"\n  sensitive = true\n}\n`,
      `variable "number" {\n  default   = "NUMBER"\n  sensitive = true\n}\n`,
      allocation("support", "", "var.name"),
    ),
    now: main(
      `variable "name" {\n  default   = "secret-name"\n  sensitive = true\n}\n`,
      `variable "number" {\n  default   = "NUMBER"\n  sensitive = true\n}\n`,
      allocation("support", `preferences = { greenvn = var.number }`, "var.name"),
      `output "hidden" {\n  value     = greenvn_allocation.support.connection_id\n  sensitive = true\n}\n`,
    ),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "outputs-only",
    before: support(),
    now: main(
      allocation("support"),
      `output "number" {\n  value = greenvn_allocation.support.green_vn\n}\n`,
      `output "other" {\n  value = "not for everybody"\n}\n`,
    ),
    passed: true,
    charged: [0, "exact"],
  },
];
