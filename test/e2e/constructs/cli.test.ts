import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { build } from "../../../scripts/build";
import { ROOT } from "../../../scripts/project";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { prepared } from "../../support/run/prepared";
import { run } from "../../support/run/run";
import { openWorkspace, type Workspace, writeFiles } from "../../support/terraform/workspace";

/** The commands of both libraries, as users type them: with no flag beyond the yes that nobody is there to say. */

// Each run of a command starts Node, the program and Terraform.
jest.setTimeout(400_000);

interface Command {
  readonly library: "cdktf" | "cdktn";
  readonly entry: string;
  readonly file: string;
  /** The Node that runs it, and the program, and the provider. */
  readonly node: string;
}

const CDKTF: Command = {
  library: "cdktf",
  entry: "cdktf-greenvn",
  file: path.join(ROOT, "node_modules", ".bin", "cdktf"),
  node: process.execPath,
};

/** `npm run test:more -- cdktn-cli` installs this one, with a Node that it runs on, and asks that its tests passed. */
const [file, node] = [process.env["GREENVN_TEST_CDKTN"], process.env["GREENVN_TEST_CDKTN_NODE"]];
const CDKTN: readonly Command[] = file && node ? [{ library: "cdktn", entry: "cdktf-greenvn/cdktn", file, node }] : [];

let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["library"]);
});
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

const program = ({ library, entry }: Command, declared: string, more = "") => `
const { App, TerraformStack, TerraformProvider } = require("${library}");
const { GreenVnAllocation, GreenvnProvider } = require("${entry}");
const app = new App();
const stack = new TerraformStack(app, "numbers");
new GreenvnProvider(stack, "greenvn");
new GreenVnAllocation(stack, "support", { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"], ...${declared} });
${more}
app.synth();
`;

/** A project of a user's, with what npm would install there. */
async function openProject({ library, node }: Command): Promise<Workspace> {
  const workspace = await openWorkspace({ sandbox, log: "warn", env: { TF_LOG: undefined } });
  const modules = path.join(workspace.folder, "node_modules");
  await mkdir(modules);
  for (const name of [library, "constructs"])
    await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
  await symlink(ROOT, path.join(modules, "cdktf-greenvn"));
  await writeFiles(workspace, {
    "cdktf.json": JSON.stringify({
      language: "typescript",
      app: "node main.js",
      projectId: "numbers",
      sendCrashReports: "false",
    }),
  });
  workspace.env["PATH"] = [path.dirname(node), workspace.env["PATH"]].join(path.delimiter);
  return workspace;
}

async function typed(command: Command, workspace: Workspace, ...args: readonly string[]) {
  const env = {
    ...workspace.env,
    CI: "1",
    DISABLE_VERSION_CHECK: "1",
    NO_COLOR: "1",
    TERRAFORM_BINARY_NAME: prepared().terraform.path,
  };
  const { exitCode, stdout, stderr } = await run(command.node, [command.file, ...args], {
    cwd: workspace.folder,
    env,
    timeoutMs: 120_000,
  });
  return { exitCode, printed: stripVTControlCharacters(`${stdout}\n${stderr}`) };
}

describe.each([CDKTF, ...CDKTN])("$library", (command) => {
  test("deploy, diff, deploy, output and destroy work at once, and each charge is one that was planned", async () => {
    const workspace = await openProject(command);
    const cli = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, printed } = await typed(command, workspace, ...args);
      if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${String(exitCode)}\n${printed}`);
      return printed;
    };
    const totals = () => sandbox.ledger().totals;

    await writeFiles(workspace, { "main.js": program(command, `{ region: "MU" }`) });
    expect(await cli("deploy", "--auto-approve")).toContain("Resources: 1 added, 0 changed, 0 destroyed");
    expect(totals()).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
    expect(await cli("diff")).toContain("No changes.");

    await writeFiles(workspace, { "main.js": program(command, `{ region: "KA" }`) });
    expect(await cli("diff")).toContain("0 to add, 1 to change, 0 to destroy");
    expect(totals()).toMatchObject({ charged: 1 });
    expect(await cli("deploy", "--auto-approve")).toContain("Resources: 0 added, 1 changed, 0 destroyed");
    expect(totals()).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });

    await cli("output", "--outputs-file", "outputs.json");
    const [allocation] = sandbox.allocations();
    expect(JSON.parse(await readFile(path.join(workspace.folder, "outputs.json"), "utf8"))).toEqual({
      numbers: { support_allocation_id: allocation?.greenvnId, support_green_vn: allocation?.greenVn },
    });

    expect(await cli("destroy", "--auto-approve")).toContain("1 destroyed");
    expect(totals()).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });
    expect(sandbox.calls("delete")).toHaveLength(1);
  });

  test("beside a provider of a registry, what to set is said before the command fails for it", async () => {
    const workspace = await openProject(command);
    const other = `new (class extends TerraformProvider {})(stack, "null", { terraformResourceType: "null", terraformProviderSource: "null", terraformGeneratorMetadata: { providerName: "null", providerVersion: "3.2.4", providerVersionConstraint: "3.2.4" } });`;
    await writeFiles(workspace, { "main.js": program(command, "{}", other) });
    const { printed } = await typed(command, workspace, "synth");
    expect(printed).toMatch(
      /null: not in the stack's \.terraform\.lock\.hcl yet, .* set CDKTF_SKIP_PROVIDER_LOCK=true/,
    );
    expect(sandbox.calls()).toEqual([]);
  });
});
