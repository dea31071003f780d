import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { bundleExecutable } from "../../support/plugin/bundle";
import { smallestProvider } from "../../support/plugin/conformance";
import { terraformEnvironment } from "../../support/run/environment";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";

/** The provider of the runtime's README, word for word; it lies elsewhere, so that its imports lead there. */

const RUNTIME = path.join(ROOT, "src", "plugin");
let folder: string;
let source: string;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-");
  source = path.join(folder, "hello.ts");
  await writeFile(source, smallestProvider().replaceAll('from "./', `from "${RUNTIME}/`));
});
afterAll(() => removeFolder(folder));

test("it compiles as it stands", () => {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  const compilerOptions = { ...config.compilerOptions, incremental: false, tsBuildInfoFile: null, types: ["node"] };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, ROOT);
  const program = ts.createProgram([source], { ...options, typeRoots: [path.join(ROOT, "node_modules", "@types")] });
  expect(
    ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  ).toEqual([]);
});

test("Terraform creates, changes, imports and destroys with it", async () => {
  const plugins = path.join(folder, "terraform.d", "plugins", "registry.terraform.io", "example", "hello", "1.0.0");
  await bundleExecutable(source, path.join(plugins, currentPlatform(), "terraform-provider-hello_v1.0.0"));
  const temporary = path.join(folder, "t");
  await mkdir(temporary);
  const terraform = (...args: readonly string[]): Promise<Run> =>
    run(prepared().terraform.path, args, {
      cwd: folder,
      env: terraformEnvironment({ home: folder, temporary }),
      timeoutMs: 60_000,
    });
  const declare = (name: string): Promise<void> =>
    writeFile(
      path.join(folder, "main.tf"),
      `terraform {
        required_providers {
          hello = { source = "registry.terraform.io/example/hello" }
        }
      }
      resource "hello_greeting" "one" { name = "${name}" }
      output "text" { value = hello_greeting.one.text }`,
    );
  const applied = async (name: string): Promise<string> => {
    await declare(name);
    expect(await terraform("apply", "-auto-approve", "-no-color")).toMatchObject({ exitCode: 0 });
    return (await terraform("output", "-raw", "text")).stdout;
  };
  await declare("Asha");
  expect(await terraform("init", "-no-color")).toMatchObject({ exitCode: 0 });
  expect(await applied("Asha")).toBe("Hello, Asha!");
  expect(await applied("Vikas")).toBe("Hello, Vikas!");
  expect(await terraform("state", "rm", "hello_greeting.one")).toMatchObject({ exitCode: 0 });
  expect(await terraform("import", "-no-color", "hello_greeting.one", "Meena")).toMatchObject({ exitCode: 0 });
  expect(await terraform("destroy", "-auto-approve", "-no-color")).toMatchObject({ exitCode: 0 });
});
