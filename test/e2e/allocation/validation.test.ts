import { openScene } from "../../support/api/scene";
import { A, allocationOf, B, declare } from "../../support/terraform/configuration";

const attributeAt = (code: string | null): string | undefined => /"?([a-z_]+)"?\s*[=:]/.exec(code ?? "")?.[1];

test("every problem at once, each on its attribute", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  await declare(terraform, {
    allocations: {
      a: {
        connection_id: "",
        aparty_numbers: ["9876500001", A],
        bparty_numbers: [A],
        aparty_pins: [0, 1111, 2222],
        bparty_pins: [2222, -1],
        usage: "both",
        preferences: { greenvn: "7205827365", region: "Mumbai", number_type: "fixed", pin_code: "" },
        deallocation_policy: { duration: "10 minutes" },
        flow_id: " ",
        deletion_policy: "keep",
      },
      b: { connection_id: "b", aparty_numbers: [], bparty_numbers: [B] },
    },
    assignments: { n: { greenvn_id: "", preferences: { greenvn: "", region: "", number_type: "" } } },
  });
  const { valid, diagnostics } = await terraform.validate();
  expect(valid).toBe(false);
  expect(new Set(diagnostics.map(({ summary }) => summary))).toEqual(
    new Set(
      [
        ...[
          "connection_id",
          "aparty_numbers",
          "bparty_numbers",
          "aparty_pins",
          "bparty_pins",
          "usage",
          "preferences.greenvn",
          "preferences.region",
          "preferences.number_type",
          "preferences.pin_code",
        ],
        ...["deallocation_policy.duration", "flow_id", "deletion_policy", "greenvn_id"],
      ].map((name) => `Invalid ${name}`),
    ),
  );
  const named = diagnostics.map(({ summary, detail, code }) => ({
    summary,
    isNamed: detail.startsWith(summary.replace("Invalid ", "")),
    at: attributeAt(code),
  }));
  expect(
    named.filter(
      ({ isNamed, at, summary }) => !isNamed || at === undefined || !summary.includes(at.split(".").at(-1) ?? "?"),
    ),
  ).toEqual([]);
  // Terraform validates resources side by side: their order is its own.
  expect(diagnostics.map(({ detail }) => detail)).toContainEqual(
    expect.stringMatching(/^preferences\.region: "Mumbai" is not a region; .*\bDL\b.*\bMU\b/),
  );
  expect(diagnostics.map(({ detail }) => detail).join("\n")).not.toMatch(/1111|2222/);
  expect([(await terraform.planFails()).diagnostics.length, sandbox.calls()]).toEqual([diagnostics.length, []]);
});

test("what is unusual passes with a warning, and unknown values pass", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  const later = (name: string) => `\${terraform_data.${name}.output}`;
  const terraformData = {
    region: { input: "MH" },
    party: { input: B },
    pin: { input: 1111 },
    duration: { input: "30d" },
    usage: { input: "oneway" },
  };
  const unknownYet = {
    connection_id: "later",
    aparty_numbers: [A],
    bparty_numbers: [later("party")],
    aparty_pins: [later("pin")],
    usage: later("usage"),
    preferences: { region: later("region") },
    deallocation_policy: { duration: later("duration") },
  };
  await declare(terraform, {
    terraformData,
    allocations: {
      unusual: allocationOf("unusual", { aparty_pins: [1234567], preferences: { region: "ZZ" } }),
      later: unknownYet,
    },
  });
  const { valid, diagnostics } = await terraform.validate();
  expect([valid, diagnostics.map(({ summary }) => summary).sort()]).toEqual([
    true,
    ["Unusual aparty_pins", expect.stringContaining("Unusual preferences.region")],
  ]);
  expect(diagnostics.map(({ detail }) => detail).join()).not.toContain("1234567");
  await declare(terraform, {
    terraformData,
    allocations: { later: unknownYet },
  });
  await terraform.apply();
  expect(sandbox.ledger().charges[0]?.request).toEqual({
    connection_id: "later",
    aparty_numbers: [A],
    bparty_numbers: [B],
    aparty_pins: ["***"],
    usage: "oneway",
    strictness: "false",
    preferences: { region: "MH" },
    deallocation_policy: { duration: "30d" },
  });
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a duration beyond the account's cap is the API's refusal, and nothing is saved", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  await declare(terraform, {
    allocations: {
      a: allocationOf("a", { deallocation_policy: { duration: "171d" } }),
      b: allocationOf("b", { flow_id: "no-such-flow" }),
    },
  });
  const failed = await terraform.applyFails();
  expect(failed.diagnostics.map(({ summary }) => summary).sort()).toEqual([
    'Could not create allocation "a"',
    'Could not create allocation "b"',
  ]);
  expect(failed.diagnostics.map(({ detail }) => detail).join("\n")).toMatch(/HTTP 400, code 5.*170d/s);
  expect([sandbox.charged(), await terraform.state()]).toEqual([0, []]);
});
