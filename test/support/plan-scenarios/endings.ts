import { allocation, main, type Scenario, STRICT } from "./scenario";

const support = (more = "") => main(allocation("support", more));
/** What the sandbox calls the first allocation. */
const FIRST_ID = "0b8f5656-dcbc-4835-a231-c17007aba74a";
const region = (more = "") => `resource "terraform_data" "region" {\n  input = "${more}"\n}\n`;

/** Replacements, deletions, and what only looks like them. */
export const ENDINGS: readonly Scenario[] = [
  {
    name: "replace-connection-id",
    before: support(),
    now: main(allocation("support", "", `"another-name"`)),
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-create-first",
    before: support("lifecycle {\n    create_before_destroy = true\n  }"),
    now: main(allocation("support", "lifecycle {\n    create_before_destroy = true\n  }", `"another-name"`)),
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-policy",
    before: support(`deallocation_policy = { duration = "30d" }`),
    now: support(`deallocation_policy = { duration = "60d" }`),
    flags: { failOn: ["replace"] },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-flow",
    before: support(`flow_id = "flow-1"`),
    now: support(`flow_id = "flow-2"`),
    flags: { failOn: ["id-change"] },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-by-request",
    before: support(),
    planArgs: ["-replace=greenvn_allocation.support"],
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-by-triggers",
    before: main(
      region("one"),
      allocation("support", "lifecycle {\n    replace_triggered_by = [terraform_data.region]\n  }"),
    ),
    now: main(
      region("two"),
      allocation("support", "lifecycle {\n    replace_triggered_by = [terraform_data.region]\n  }"),
    ),
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-tainted",
    before: support(),
    between: async ({ terraform }) => void (await terraform.run("taint", "greenvn_allocation.support")),
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "replace-without-rules",
    before: support(),
    now: main(allocation("support", "", `"another-name"`)),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "replace-abandoned",
    before: support(`deletion_policy = "abandon"`),
    now: main(allocation("support", `deletion_policy = "abandon"`, `"another-name"`)),
    passed: true,
    charged: [1, "exact"],
  },
  {
    name: "delete",
    before: main(allocation("support"), allocation("sales")),
    now: main(allocation("sales")),
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "delete-exempt",
    before: support(),
    now: main(),
    flags: STRICT,
    policy: { exempt: [{ id: FIRST_ID, reason: "the campaign is over, OPS-12" }] },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "delete-exempt-elsewhere",
    before: support(),
    now: main(),
    flags: STRICT,
    policy: {
      exempt: [
        { id: FIRST_ID, stack: "staging", reason: "only there" },
        { id: "+919999999999", address: "greenvn_allocation.support", reason: "stale" },
      ],
    },
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "delete-abandoned",
    before: support(`deletion_policy = "abandon"`),
    now: main(),
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "destroy-everything",
    before: main(allocation("support"), allocation("sales")),
    planArgs: ["-destroy"],
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "forget",
    before: support(),
    now: main(`removed {\n  from = greenvn_allocation.support\n  lifecycle {\n    destroy = false\n  }\n}\n`),
    flags: { failOn: ["delete"] },
    passed: false,
    charged: [0, "exact"],
  },
  {
    name: "moved",
    before: support(),
    now: main(
      allocation("helpdesk", "", `"support"`),
      `moved {\n  from = greenvn_allocation.support\n  to   = greenvn_allocation.helpdesk\n}\n`,
    ),
    flags: { ...STRICT, maxCharges: 0 },
    passed: true,
    charged: [0, "exact"],
  },
  {
    name: "moved-and-changed",
    before: support(),
    now: main(
      allocation("helpdesk", `preferences = { region = "MU" }`, `"support"`),
      `moved {\n  from = greenvn_allocation.support\n  to   = greenvn_allocation.helpdesk\n}\n`,
    ),
    flags: STRICT,
    passed: true,
    charged: [1, "exact"],
  },
  // The same connection_id is still held by the one that is deleted, so the apply may fail half-way.
  {
    name: "renamed-without-moved",
    before: support(),
    now: main(allocation("helpdesk", "", `"support"`)),
    applies: false,
    flags: { ...STRICT, maxCharges: 0 },
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "renamed-with-another-connection",
    before: support(),
    now: main(allocation("helpdesk")),
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "renamed-while-pinned",
    before: support(`preferences = { greenvn = "NUMBER" }\n  strictness = true`),
    now: main(allocation("helpdesk", `preferences = { greenvn = "NUMBER" }\n  strictness = true`)),
    applies: false,
    flags: STRICT,
    passed: false,
    charged: [1, "exact"],
  },
  {
    name: "held-and-pinned",
    before: main(
      allocation("support", `preferences = { greenvn = "NUMBER" }\n  strictness = true`),
      allocation("sales"),
    ),
    now: main(
      allocation("support", `preferences = { region = "DL" }`),
      allocation("sales", `preferences = { greenvn = "NUMBER" }`),
    ),
    flags: STRICT,
    passed: true,
    charged: [2, "exact"],
  },
  {
    name: "deposed",
    before: support("lifecycle {\n    create_before_destroy = true\n  }"),
    between: async ({ terraform, sandbox }) => {
      await terraform.declare(
        allocation("support", "lifecycle {\n    create_before_destroy = true\n  }", `"another-name"`),
      );
      sandbox.faults([{ on: "delete", times: "forever", answer: { kind: "status", status: 403, code: 8 } }]);
      await terraform.applyFails();
      sandbox.faults([]);
    },
    now: main(allocation("support", "lifecycle {\n    create_before_destroy = true\n  }", `"another-name"`)),
    flags: STRICT,
    passed: false,
    charged: [0, "exact"],
  },
];
