import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { openScene } from "../../support/api/scene";
import { allocationOf, declare } from "../../support/terraform/configuration";

const PINS = ["482913", "735104", "918273"];
const SECRETS = new RegExp(
  `${PINS.join("|")}|sandbox-token|${Buffer.from("sandbox:sandbox-token").toString("base64").slice(0, 20)}`,
);

test("PINs and the token stand in no text of plan, apply, state, error or log, and PINs are marked in plan JSON", async () => {
  const { sandbox, terraform } = await openScene({ log: "trace" });
  const pins = (...chosen: string[]) => ({ aparty_pins: chosen.map(Number) });
  const provider = { max_retries: 0 };
  const texts: string[] = [];
  const keep = async (...args: string[]) => {
    const { stdout, stderr } = await terraform.run(...args);
    texts.push(stdout, stderr);
  };

  await declare(terraform, { allocations: { a: allocationOf("a", pins(PINS[0] ?? "")) }, provider });
  await keep("apply", "-auto-approve", "-no-color");
  await declare(terraform, { allocations: { a: allocationOf("a", pins(PINS[0] ?? "", PINS[1] ?? "")) }, provider });
  await keep("plan", "-no-color");
  await keep("plan", "-json");
  const plan = await terraform.plan();
  const { after, beforeSensitive, afterSensitive } = plan.change("greenvn_allocation.a");
  expect([
    after?.["aparty_pins"],
    (beforeSensitive as Record<string, unknown>)["aparty_pins"],
    (afterSensitive as Record<string, unknown>)["aparty_pins"],
  ]).toEqual([[482913, 735104], true, true]);

  // An answer that repeats the header, what it decodes to, and the body.
  sandbox.faults([{ on: "call-party", answer: { kind: "echo" } }]);
  await keep("apply", "-auto-approve", "-no-color");
  expect(texts.at(-1)).toContain("Could not change the parties");
  sandbox.faults([{ on: "read", times: "forever", answer: { kind: "echo", status: 403 } }]);
  await keep("plan", "-no-color");
  sandbox.faults([{ on: "call-party", answer: { kind: "escapes" } }]);
  await keep("apply", "-auto-approve", "-no-color");
  expect(texts.at(-1)).not.toMatch(/(?![\n\t])[\p{Cc}\u202e]/u);
  sandbox.faults([]);
  await keep("apply", "-auto-approve", "-no-color");
  const journal = await readFolder(path.join(terraform.folder, ".terraform", "greenvn-journal"));
  expect([journal.length > 0, SECRETS.test(journal)]).toEqual([true, false]);

  // Terraform itself quotes the lines of a configuration that a diagnostic is about: the values stand elsewhere here.
  await terraform.write({
    "pins.auto.tfvars.json": JSON.stringify({ pins: [482913, 482913.5], others: [482913, -918273] }),
    "variables.tf": 'variable "pins" {\n  sensitive = true\n}\nvariable "others" {\n  sensitive = true\n}\n',
  });
  await declare(terraform, {
    allocations: { a: allocationOf("a", { aparty_pins: "${var.pins}", bparty_pins: "${var.others}" }) },
    provider,
  });
  await keep("plan", "-no-color");
  expect(texts.at(-1)).toMatch(/Invalid aparty_pins.*Invalid bparty_pins/s);
  await keep("show", "-no-color");

  expect(texts.filter((text) => SECRETS.test(text))).toEqual([]);
  const ours = (await terraform.log())
    .split("\n")
    .filter((line) => /provider\.terraform-provider-greenvn|"@module":"greenvn|exobridge/i.test(line));
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((line) => SECRETS.test(line) || /\+?9198765000\d\d/.test(line))).toEqual([]);
  expect(await readFile(path.join(terraform.folder, "terraform.tfstate"), "utf8")).not.toContain("sandbox-token");
});

async function readFolder(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")))).join("\n");
}
