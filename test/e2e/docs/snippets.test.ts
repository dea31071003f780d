import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parseYaml } from "yaml";
import { build } from "../../../scripts/build";
import { COMMAND_LINE, ROOT } from "../../../scripts/project";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type Snippet } from "../../support/docs/markdown-code";
import { isReadBy } from "../../support/docs/needs";
import { NOT_RUN } from "../../support/docs/not-run";
import { nameOf, SNIPPETS } from "../../support/docs/pages";
import { terraformEnvironment } from "../../support/run/environment";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";
import { vendorProvider } from "../../support/terraform/provider-folder";
import { REQUIRED_PROVIDERS } from "../../support/terraform/workspace";

/** Every snippet of every page, as it stands there. What can't be run stands in a list, with its reason. */

const LANGUAGES: Readonly<Record<string, "program" | "configuration" | "commands" | "data" | "shown">> = {
  ts: "program",
  terraform: "configuration",
  hcl: "configuration",
  sh: "commands",
  shell: "commands",
  bash: "commands",
  yaml: "data",
  json: "data",
  // What a command prints, or a picture.
  text: "shown",
  markdown: "shown",
  mermaid: "shown",
};

const of = (kind: string): Snippet[] =>
  SNIPPETS.filter((snippet) => LANGUAGES[snippet.language] === kind && NOT_RUN[nameOf(snippet)] === undefined);
/** A name for its file or folder, from which a reader finds the page. */
const slug = ({ page, line }: Snippet): string => `${page.replace(/\.md$/, "").replace(/[^\w]+/g, "-")}-${line}`;

let folder: string;
let sandbox: TestSandbox;
let env: Record<string, string | undefined>;
beforeAll(async () => {
  await build(["library"]);
  folder = await temporaryFolder("gvn-snippets-");
  const [home, temporary, programs] = ["h", "t", "p"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [home, temporary, programs]) mkdirSync(each);
  sandbox = await startTestSandbox();
  symlinkSync(prepared().terraform.path, path.join(programs, "terraform"));
  symlinkSync(COMMAND_LINE, path.join(programs, "greenvn"));
  env = {
    ...terraformEnvironment({ home, temporary }),
    ...sandbox.env,
    TSX_DISABLE_CACHE: "1",
    TERRAFORM_BINARY_NAME: prepared().terraform.path,
    npm_config_offline: "true",
  };
  env["PATH"] = [programs, env["PATH"]].join(path.delimiter);
});
afterAll(async () => {
  await sandbox.close();
  await removeFolder(folder);
});

const inFolder = async (cwd: string, file: string, ...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await run(file, args, { cwd, env, timeoutMs: 80_000 });
  expect({ exitCode, said: exitCode === 0 ? "" : stdout + stderr }).toEqual({ exitCode: 0, said: "" });
  return stdout;
};

/** A project of a reader who has installed this package and what it stands on. */
function project(name: string, ...packages: readonly string[]): string {
  const made = path.join(folder, name);
  const modules = path.join(made, "node_modules");
  mkdirSync(path.join(modules, ".bin"), { recursive: true });
  symlinkSync(ROOT, path.join(modules, "cdktf-greenvn"));
  symlinkSync(COMMAND_LINE, path.join(modules, ".bin", "greenvn"));
  writeFileSync(path.join(made, "package.json"), "{}");
  for (const each of packages) {
    mkdirSync(path.dirname(path.join(modules, each)), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", each), path.join(modules, each));
  }
  return made;
}

test("every snippet says what it is, and each that is not run is still there", () => {
  expect(SNIPPETS.filter(({ language }) => LANGUAGES[language] === undefined).map(nameOf)).toEqual([]);
  const names = SNIPPETS.map(nameOf);
  expect(Object.keys(NOT_RUN).filter((name) => !names.includes(name))).toEqual([]);
  for (const [, file] of Object.values(NOT_RUN)
    .join("\n")
    .matchAll(/((?:test|scripts)\/\S+\.(?:ts|sh))/g))
    expect([file, existsSync(path.join(ROOT, file as string))]).toEqual([file, true]);
});

test("programs compile, and those that are no tests synthesize", async () => {
  const made = project(
    "programs",
    "cdktf",
    "cdktn",
    "constructs",
    "@cdktf/provider-null",
    "@types/jest",
    "@types/node",
  );
  const programs = of("program").map((snippet) => {
    const isTest = /^test\(/m.test(snippet.code);
    const file = path.join(made, `${slug(snippet)}${isTest ? ".test" : ""}.ts`);
    writeFileSync(file, snippet.code);
    return { file, isTest, library: snippet.code.includes('"cdktn"') ? "cdktn" : "cdktf" };
  });
  expect(programs.length).toBeGreaterThan(8);
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "node16",
    noEmit: true,
    skipLibCheck: true,
    types: ["jest", "node"],
  };
  writeFileSync(path.join(made, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const compiled = inFolder(
    made,
    process.execPath,
    path.join(ROOT, "node_modules", "typescript", "bin", "tsc"),
    "-p",
    ".",
  );

  writeFileSync(
    path.join(made, "each.cjs"),
    `for (const file of process.argv.slice(2)) { process.env.CDKTF_OUTDIR = file + ".out"; require(file); }`,
  );
  const synthesized = programs.filter(({ isTest }) => !isTest);
  for (const library of ["cdktf", "cdktn"]) {
    const files = synthesized.filter((program) => program.library === library).map(({ file }) => file);
    if (files.length > 0)
      await inFolder(
        made,
        process.execPath,
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        "each.cjs",
        ...files,
      );
  }
  for (const { file } of synthesized) {
    const { stacks } = JSON.parse(readFileSync(path.join(`${file}.out`, "manifest.json"), "utf8")) as {
      stacks: object;
    };
    expect([path.basename(file), Object.keys(stacks).length]).toEqual([path.basename(file), 1]);
  }

  const config = {
    rootDir: made,
    testEnvironment: "node",
    transform: { "^.+\\.ts$": [require.resolve("@swc/jest"), { jsc: { parser: { syntax: "typescript" } } }] },
  };
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js");
  await inFolder(made, process.execPath, jest, "--config", JSON.stringify(config), "--silent");
  await compiled;
});

test("configurations are formatted, and valid with the built provider", async () => {
  const made = path.join(folder, "configurations");
  mkdirSync(made);
  vendorProvider(made);
  // With a newer Terraform those that need one are tried too.
  const configurations = of("configuration").filter(({ code }) => isReadBy(prepared().terraform, code));
  expect(configurations.length).toBeGreaterThan(10);
  // All at once: each a module, but for those with blocks that only a root module may have.
  const calls = configurations.map((snippet) => {
    if (/^import \{/m.test(snippet.code)) {
      writeFileSync(path.join(made, `${slug(snippet)}.tf`), snippet.code);
      return "";
    }
    const module = path.join(made, slug(snippet));
    mkdirSync(module);
    writeFileSync(path.join(module, "main.tf"), snippet.code);
    if (!snippet.code.includes("required_providers"))
      writeFileSync(path.join(module, "terraform.tf"), REQUIRED_PROVIDERS);
    const variables = [...snippet.code.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => `  ${name} = null\n`);
    return `module "${slug(snippet)}" {\n  source = "./${slug(snippet)}"\n${variables.join("")}}\n`;
  });
  await inFolder(made, "terraform", "fmt", "-check", "-diff", "-recursive");
  writeFileSync(path.join(made, "main.tf"), REQUIRED_PROVIDERS + calls.join(""));
  await inFolder(made, "terraform", "init", "-no-color");
  await inFolder(made, "terraform", "validate", "-no-color");
});

test("commands run one after the other in a reader's folder, with no charge", async () => {
  const made = project("folder");
  const readme = SNIPPETS.find(({ page, language }) => page === "README.md" && language === "hcl");
  writeFileSync(path.join(made, "main.tf"), readme?.code ?? "");
  const commands = of("commands");
  // The page that says how to get the provider comes first. The package is there already: it is on no registry yet.
  const pages = ["docs/index.md", ...new Set(commands.map(({ page }) => page))];
  const typed = [...new Set(pages)].flatMap((page) => commands.filter((snippet) => snippet.page === page));
  expect(typed.map(({ page }) => page)).toEqual([
    "docs/index.md",
    "docs/index.md",
    ...Array<string>(typed.length - 2).fill(expect.anything() as string),
  ]);
  const script = typed.map((snippet) => `echo "== ${slug(snippet)}"\n${snippet.code}`).join("\n");
  writeFileSync(path.join(made, "typed.sh"), `npm() { [ "$1" = install ] || command npm "$@"; }\n${script}`);
  await inFolder(made, "/bin/bash", "-e", "typed.sh");
  expect(readFileSync(path.join(made, ".terraform.lock.hcl"), "utf8")).toContain("cdktf-greenvn/greenvn");
  expect(sandbox.ledger().totals).toEqual({ create: 0, vn: 0, call_party: 0, charged: 0 });
});

test("the commands that are not run here are shell at least", async () => {
  const commands = SNIPPETS.filter(({ language }) => LANGUAGES[language] === "commands");
  const script = path.join(folder, "all.sh");
  writeFileSync(script, commands.map((snippet, index) => `f${index}() {\n${snippet.code}\n}`).join("\n"));
  await inFolder(folder, "/bin/bash", "-n", script);
});

test("data can be read", () => {
  for (const { language, code } of of("data"))
    expect(language === "json" ? JSON.parse(code) : parseYaml(code)).toBeDefined();
});
