import { cp } from "node:fs/promises";
import path from "node:path";
import { EXECUTABLE, VERSION } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../api/sandbox";
import { openTerraform, type TerraformFolder } from "../terraform/terraform";
import { type Declared, type Files, filledIn, freeNumber, type Scenario } from "./scenario";

/** A plan that was made, and the world that it was made in. */
export interface Played {
  readonly terraform: TerraformFolder;
  readonly sandbox: TestSandbox;
  /** What `terraform show -json PLAN` printed. */
  readonly json: string;
  /** The saved plan, within the folder. */
  readonly planFile: string;
}

/** Plays a scenario up to its plan, and hands that to `then` while the sandbox still runs. */
export async function playScenario<T>(scenario: Scenario, then: (played: Played) => Promise<T>): Promise<T> {
  const sandbox = await startTestSandbox();
  try {
    return await then(await planOf(scenario, sandbox));
  } finally {
    await sandbox.close();
  }
}

async function planOf(scenario: Scenario, sandbox: TestSandbox): Promise<Played> {
  const number = freeNumber(sandbox);
  const terraform = await openTerraform({ sandbox, log: "warn" });
  const write = async (declared: Declared): Promise<void> => {
    const files = typeof declared === "function" ? await declared(sandbox) : declared;
    await terraform.write(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, filledIn(text, sandbox, number)])),
    );
  };

  if (scenario.before !== undefined) {
    await write(scenario.before);
    if (scenario.init === true) await terraform.init();
    await terraform.apply();
  }
  await scenario.between?.({ terraform, sandbox });
  if (scenario.now !== undefined) await write(scenario.now);
  if (scenario.stranger === true) await addStranger(terraform.folder, write);
  if (scenario.init === true) await terraform.init();

  const planFile = "golden.tfplan";
  const planned = await terraform.run(
    "plan",
    "-no-color",
    "-input=false",
    `-out=${planFile}`,
    ...(scenario.planArgs ?? []),
  );
  const shown = await terraform.run("show", "-json", planFile);
  if (shown.exitCode !== 0) throw new Error(`${scenario.name} has no plan:\n${planned.stderr}`);
  return { terraform, sandbox, json: shown.stdout, planFile };
}

/** A provider that calls itself greenvn too, under another address: the same executable. */
async function addStranger(folder: string, write: (files: Files) => Promise<void>): Promise<void> {
  const target = path.join(
    folder,
    "terraform.d",
    "plugins",
    "registry.terraform.io",
    "elsewhere",
    "greenvn",
    VERSION,
    currentPlatform(),
  );
  await cp(path.dirname(EXECUTABLE), target, { recursive: true });
  await write({
    "terraform.tf": `terraform {\n  required_providers {\n    elsewhere = {\n      source = "registry.terraform.io/elsewhere/greenvn"\n    }\n  }\n}\n`,
  });
}
