import path from "node:path";
import { build } from "../../../scripts/build";
import { VERSION } from "../../../scripts/project";
import { type Language } from "../../../src/domain/language";
import { PROVIDER_ADDRESS } from "../../../src/domain/provider-address";
import { type Answers } from "../../../src/init/project/answers";
import { projectFiles } from "../../../src/init/project/project";
import { declared, declaredIn, type Files, stackFolder } from "../../../src/init/project/steps";
import { executablePath, installedPackage } from "../../../src/install/executable";
import { withEntry } from "../../../src/install/lock-file";
import { packageHash } from "../../../src/install/package-hash";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { SOURCES } from "../../support/init/sources";
import { openGithubStory } from "../../support/pipelines/github-story";
import { openRepository, succeeded } from "../../support/pipelines/repository";
import { openWorkspace, type Workspace } from "../../support/terraform/workspace";

/** The pipelines that `greenvn init` fits to a language: a number is reviewed, merged, applied and changed. */

let sandbox: TestSandbox;
beforeEach(async () => {
  await build(["library", "cli", "provider"]);
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

/** The project turned to an account, as it says itself, with its state where every runner reaches it. */
function turned(answers: Answers, { folder }: Workspace): Files {
  const hash = packageHash(path.dirname(executablePath(installedPackage())));
  const entry = { address: PROVIDER_ADDRESS, version: VERSION, constraints: VERSION, hashes: [hash] };
  const lockFile = withEntry("", entry) ?? "";
  const files = projectFiles(answers, { dependency: VERSION, version: VERSION, lockFile, sources: SOURCES });
  const state = path.join(folder, "state.tfstate");
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      !/(?:^|\/)main\.(?:tf|ts)$/.test(name)
        ? text
        : text
            .replace(/^ +(?:account_?[sS]id|base_?[uU]rl)\b.*\n/gm, "")
            .replace(/^ {2}# A team keeps .*\n/m, `  backend "local" {\n    path = "${state}"\n  }\n`)
            .replace("../../../terraform.numbers.tfstate", state),
    ]),
  );
}

const change = (language: Language, region: string) => (files: { write(name: string, text: string): Promise<void> }) =>
  files.write(declaredIn(language), `${declared(region)}\n`);

/** What takes longer stands in `npm run test:more -- first-projects`, which sets it. */
const IS_EVERY = process.env["GREENVN_TEST_EVERY_PROJECT"] !== undefined;
const ON_GITHUB: readonly Language[] = IS_EVERY ? ["hcl", "cdktf"] : [];
const UNDER_ATLANTIS: readonly Language[] = IS_EVERY ? ["hcl", "cdktf"] : ["hcl"];

for (const language of ON_GITHUB)
  test(`on GitHub, with ${language}`, async () => {
    const story = await openGithubStory("", { sandbox, log: "warn", env: { TSX_DISABLE_CACHE: "1" } }, (workspace) =>
      turned({ language, pipeline: "github" }, workspace),
    );
    try {
      const before: object = language === "hcl" ? {} : { synth: "success" };
      // What is there from the beginning is on main already, and is reviewed with the first change.
      const planned = await story.pull("first", change(language, "MU"));
      expect(planned?.jobs).toEqual({ ...before, plan: "success", unplanned: "skipped", greenvn: "success" });
      expect(story.comment("first")).toMatch(/^<!-- greenvn-plan-report -->\n/);
      expect(sandbox.charged()).toBe(0);
      expect((await story.merge("first")).jobs).toEqual({ ...before, apply: "success" });
      expect({ creations: sandbox.charged("create"), all: sandbox.charged() }).toEqual({ creations: 1, all: 1 });
      const [made] = sandbox.allocations();

      await story.pull("second", change(language, "KA"));
      expect(story.comment("second")).toContain(`\`${made?.greenVn ?? "none"}\` **given up**`);
      expect((await story.merge("second")).jobs).toEqual({ ...before, apply: "success" });
      expect({ changes: sandbox.charged("vn"), all: sandbox.charged() }).toEqual({ changes: 1, all: 2 });
      expect(sandbox.allocations().map(({ greenvnId }) => greenvnId)).toEqual([made?.greenvnId]);
      expect((await story.night()).jobs).toEqual({ ...before, drift: "success" });
      expect(sandbox.charged()).toBe(2);
    } finally {
      await story.github.close();
    }
  }, 200_000);

test.each(UNDER_ATLANTIS)(
  "under Atlantis, with %s",
  async (language) => {
    const workspace = await openWorkspace({ sandbox, log: "warn", env: { TSX_DISABLE_CACHE: "1" } });
    const files = turned({ language, pipeline: "atlantis" }, workspace);
    const repository = await openRepository(workspace, files, true);
    const at = (name: string): string => path.join(workspace.folder, name);
    const checkedOut = async (name: string, ref: string): Promise<void> => {
      await repository.git(workspace.folder, "clone", "--quiet", "--branch", ref, repository.remote, at(name));
      succeeded(await repository.command(at(name), repository.env, "npm", "ci"));
    };
    await checkedOut("trusted", "main");
    await repository.push("change", change(language, "KA"));
    await checkedOut("change", "change");
    // As the server's hook says.
    if (language !== "hcl")
      succeeded(await repository.command(at("change"), repository.env, "npm", "run", "--silent", "synth"));
    const project = path.join(at("change"), stackFolder(language));
    const step = (script: string) =>
      repository.command(
        project,
        {
          ...repository.env,
          PLANFILE: at("atlantis.tfplan"),
          GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
          GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
        },
        path.join(at("trusted"), "node_modules/cdktf-greenvn/examples/gitops/ci", script),
        at("trusted"),
      );
    expect(succeeded(await step("atlantis-plan.sh")).stdout).toMatch(/^<!-- greenvn-plan-report -->/);
    expect(sandbox.charged()).toBe(0);
    expect(succeeded(await step("atlantis-apply.sh")).stdout).toContain("Apply complete!");
    expect({ creations: sandbox.charged("create"), all: sandbox.charged() }).toEqual({ creations: 1, all: 1 });
  },
  200_000,
);
