import path from "node:path";
import { openScene } from "../../support/api/scene";
import { filesBelow, unzipped } from "../../support/stories/secrets";
import { A2, allocationOf, declare } from "../../support/terraform/configuration";
import { editInstances } from "../../support/terraform/saved-state";
import type { TerraformFolder } from "../../support/terraform/terraform";

const FIRST = [918273, 645546];
const SECOND = [736271, 482913];
const PINS = [...FIRST, ...SECOND];

/** Every form in which a PIN may be written: its digits, and MessagePack's, as a plan has values. */
const FORMS = PINS.flatMap((pin) => {
  const packed = Buffer.alloc(5);
  packed[0] = 0xce;
  packed.writeUInt32BE(pin, 1);
  return [Buffer.from(String(pin)), packed];
});

/** Where bytes hold a PIN. Private data stands in base64 in a state. */
function holdsPin(bytes: Buffer): boolean {
  const remembered = [...bytes.toString("latin1").matchAll(/"private": ?"([^"]*)"/g)];
  return [bytes, ...remembered.map(([, base64 = ""]) => Buffer.from(base64, "base64"))].some((text) =>
    FORMS.some((form) => text.includes(form)),
  );
}

/** What in the workspace holds a PIN: plans unzipped, of the log the provider's lines alone. */
async function found(terraform: TerraformFolder, printed: readonly string[]): Promise<string[]> {
  const around = path.dirname(terraform.folder);
  const names: string[] = [];
  let plans = 0;
  for (const [file, bytes] of await filesBelow(around)) {
    if (file.includes(`${path.sep}providers${path.sep}`)) continue;
    if (file === terraform.workspace.logFile) {
      const lines = bytes.toString("utf8").split("\n");
      const ours = lines.filter((line) => /provider\.terraform-provider-greenvn|"@module":"greenvn/.test(line));
      expect(ours.length).toBeGreaterThan(0);
      if (holdsPin(Buffer.from(ours.join("\n")))) names.push("log");
    } else if (file.endsWith(".tfplan")) {
      plans += 1;
      for (const [entry, content] of unzipped(bytes)) if (holdsPin(content)) names.push(`${file}: ${entry}`);
    } else if (holdsPin(bytes)) names.push(file);
  }
  expect(plans).toBeGreaterThan(0);
  return [...names, ...printed.filter((text) => holdsPin(Buffer.from(text)))];
}

const VARIABLES = `
variable "aparty_pins" {
  type      = list(number)
  ephemeral = true
}
variable "bparty_pins" {
  type      = list(number)
  ephemeral = true
}`;

test("write-only PINs stand in nothing that is written or printed, against a server that tells and echoes them", async () => {
  const { sandbox, terraform } = await openScene({ log: "trace" });
  const { env } = terraform.workspace;
  const printed: string[] = [];
  const keep = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await terraform.run(...args);
    printed.push(stdout, stderr);
    return { code: exitCode, text: stdout + stderr };
  };
  const line = (version: number | undefined, [aparty, bparty] = FIRST, more: object = {}) => {
    env["TF_VAR_aparty_pins"] = JSON.stringify([aparty]);
    env["TF_VAR_bparty_pins"] = JSON.stringify([bparty]);
    const pins = { aparty_pins_wo: "${var.aparty_pins}", bparty_pins_wo: "${var.bparty_pins}" };
    const secret = version === undefined ? {} : { ...pins, pins_wo_version: version };
    return declare(terraform, {
      allocations: { a: allocationOf("a", { ...secret, ...more }) },
      provider: { max_retries: 0 },
    });
  };
  const inForce = () => {
    const [{ apartyPins, bpartyPins } = { apartyPins: [], bpartyPins: [] }] = sandbox.allocations();
    return [...apartyPins, ...bpartyPins];
  };
  let plans = 0;
  const planAndApply = async (expected: number) => {
    const file = `${(plans += 1)}-kept.tfplan`;
    await keep("plan", "-no-color", "-input=false", `-out=${file}`);
    await keep("show", "-json", file);
    const applied = await keep("apply", "-no-color", "-input=false", file);
    expect([applied.code, sandbox.charged()]).toEqual([0, expected]);
    const again = await keep("plan", "-no-color", "-input=false", "-detailed-exitcode");
    expect(again.code).toBe(0);
  };
  await terraform.write({ "variables.tf": VARIABLES });

  await line(1);
  await planAndApply(1);
  expect(inForce()).toEqual(FIRST);
  expect(await terraform.resource("greenvn_allocation.a")).toMatchObject({
    aparty_pins: null,
    bparty_pins: null,
    aparty_pins_wo: null,
    bparty_pins_wo: null,
    pins_wo_version: 1,
  });

  // The PINs alone change nothing; their version does, beside other changes too.
  await line(1, SECOND);
  expect((await keep("plan", "-no-color", "-input=false", "-detailed-exitcode")).code).toBe(0);
  await line(2, SECOND, { aparty_numbers: [A2] });
  const planned = await keep("plan", "-no-color", "-input=false");
  expect(planned.text).toMatch(/PUT …\/call-party for allocation "a" \([^)]*\) is charged as a new allocation/);
  await planAndApply(2);
  expect(inForce()).toEqual(SECOND);

  // Answers that repeat what was sent, and reads that fail with it.
  sandbox.faults([{ on: "call-party", answer: { kind: "echo" } }]);
  await line(3, FIRST, { aparty_numbers: [A2] });
  const echoed = await keep("apply", "-auto-approve", "-no-color", "-input=false");
  expect(echoed.text).toMatch(/Could not change the parties.*\[secret\]/s);
  sandbox.faults([{ on: "call-party", work: "done", answer: { kind: "html", status: 504 } }]);
  await keep("apply", "-auto-approve", "-no-color", "-input=false");
  sandbox.faults([]);
  await keep("apply", "-auto-approve", "-no-color", "-input=false");
  const charged = sandbox.charged();

  // The version removed: state alone.
  await line(undefined, FIRST, { aparty_numbers: [A2] });
  await planAndApply(charged);
  expect(inForce()).toEqual(FIRST);

  // Imported where nothing is known: the version is taken over, with no call.
  const [{ greenvnId } = { greenvnId: "" }] = sandbox.allocations();
  await line(4, SECOND, { aparty_numbers: [A2] });
  await keep("state", "rm", "greenvn_allocation.a");
  await keep("import", "-no-color", "-input=false", "greenvn_allocation.a", greenvnId);
  await planAndApply(charged);
  expect(inForce()).toEqual(FIRST);
  expect(await terraform.resource("greenvn_allocation.a")).toMatchObject({ aparty_pins: null, pins_wo_version: 4 });

  expect(await found(terraform, printed)).toEqual([]);
});

test("a state that was saved before there were any plans nothing, refreshed or not", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  await editInstances(terraform, ({ attributes, sensitive_attributes: marks }) => {
    for (const name of ["aparty_pins_wo", "bparty_pins_wo", "pins_wo_version"]) delete attributes[name];
    // Terraform notes with a state what is sensitive in it, and takes a change of that for a change of the resource.
    expect(JSON.stringify(marks)).not.toContain("_wo");
  });
  for (const args of [["-refresh=false"], []]) {
    const plan = await terraform.plan(...args);
    expect([plan.isEmpty, plan.diagnostics]).toEqual([true, []]);
  }
  expect(sandbox.charged()).toBe(1);
});

test("a version that is ignored is not followed, whatever the configuration holds", async () => {
  const { sandbox, terraform } = await openScene();
  const pins = (version: number, pin: number, more: object = {}) =>
    declare(terraform, {
      allocations: {
        a: allocationOf("a", {
          aparty_pins_wo: [pin],
          pins_wo_version: version,
          lifecycle: { ignore_changes: ["pins_wo_version"] },
          ...more,
        }),
      },
    });
  await pins(1, 1111);
  await terraform.apply();
  await pins(2, 2222, { usage: "oneway" });
  await terraform.apply();
  expect([sandbox.allocations()[0]?.apartyPins, sandbox.charged("call-party")]).toEqual([[1111], 1]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("wrong declarations are errors of validate, each on its attribute", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, {
    allocations: {
      beside: allocationOf("beside", { aparty_pins: [1], bparty_pins_wo: [2], pins_wo_version: 1 }),
      unversioned: allocationOf("unversioned", { aparty_pins_wo: [3] }),
      doubled: allocationOf("doubled", { aparty_pins_wo: [4, 4], pins_wo_version: 1 }),
    },
  });
  const { diagnostics } = await terraform.validate();
  expect(diagnostics.map(({ summary }) => summary).sort()).toEqual([
    "Invalid aparty_pins_wo",
    "Invalid aparty_pins_wo",
    "Invalid bparty_pins_wo",
  ]);
  expect(sandbox.calls()).toEqual([]);
});
