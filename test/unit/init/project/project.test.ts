import { readFileSync } from "node:fs";
import path from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, VERSION } from "../../../../scripts/project";
import { type Language, LANGUAGES } from "../../../../src/domain/language";
import { type Answers, type Pipeline } from "../../../../src/init/project/answers";
import { TESTED } from "../../../../src/init/project/manifest";
import { configuredIn, stackFolder, steps } from "../../../../src/init/project/steps";
import { CDKTF, CDKTN } from "../../../../src/install/libraries";
import { SANDBOX_ACCOUNT } from "../../../../src/sandbox";
import { EVERY_ANSWER, filesOf, SOURCES } from "../../../support/init/sources";

const of = (language: Language, pipeline: Pipeline = "none") => filesOf({ language, pipeline });
const text = (files: Readonly<Record<string, string>>, name: string): string => files[name] ?? `no ${name}`;

const ALWAYS = [".gitignore", ".greenvn-policy.yaml", "README.md", "package.json"];
const LOCK = "locks/numbers.terraform.lock.hcl";

test.each<[Language, readonly string[]]>([
  ["hcl", [".npmrc", "numbers/main.tf", "numbers/numbers.json"]],
  ["cdktf", ["main.ts", "numbers.json", "tsconfig.json"]],
  ["cdktn", ["main.ts", "numbers.json", "tsconfig.json"]],
])("%s alone: nothing but what it needs", (language, files) =>
  expect(Object.keys(of(language)).sort()).toEqual([...ALWAYS, ...files].sort()),
);

test.each<[Pipeline, readonly string[]]>([
  ["none", []],
  ["github", [LOCK, ...["apply", "drift", "plan"].map((name) => `.github/workflows/greenvn-${name}.yml`)]],
  ["gitlab", [LOCK, ".gitlab-ci.yml", "templates/greenvn.yml"]],
  ["atlantis", [LOCK, "atlantis.yaml", "atlantis/repos.yaml"]],
])("the pipeline %s adds its own files, in every language", (pipeline, files) => {
  for (const language of LANGUAGES) {
    const alone = Object.keys(of(language));
    expect(
      Object.keys(of(language, pipeline))
        .filter((name) => !alone.includes(name))
        .sort(),
    ).toEqual([...files].sort());
  }
});

test.each(EVERY_ANSWER)(
  "$language with $pipeline: seven lines at most after the command, all in the README",
  (answers) => {
    const typed = steps(answers.language);
    expect(typed.length + 1).toBeLessThanOrEqual(7);
    expect(text(filesOf(answers), "README.md")).toContain(`\`\`\`sh\n${typed.join("\n")}\n\`\`\``);
  },
);

test.each(LANGUAGES)("%s is on the sandbox until the two lines are taken out that say so", (language) => {
  const file = text(of(language), configuredIn(language));
  const [sid, url] = language === "hcl" ? ["account_sid", "base_url"] : ["accountSid", "baseUrl"];
  const lines = file.split("\n");
  const sandbox = lines.filter((line) => /^\s+(?:account_?sid|base_?url)\b/i.test(line));
  expect(sandbox).toEqual([
    expect.stringContaining(`"${SANDBOX_ACCOUNT.sid}"`),
    expect.stringContaining("127.0.0.1:8787"),
  ]);
  // What stands above them says so.
  const above = lines
    .slice(0, lines.indexOf(sandbox[0] ?? ""))
    .slice(-2)
    .join("\n");
  expect(above).toMatch(/two lines are the sandbox[^]*GREENVN_ACCOUNT_SID and[^]*GREENVN_API_TOKEN/);
  const readme = text(of(language), "README.md");
  for (const word of [`\`${sid}\``, `\`${url}\``, "GREENVN_ACCOUNT_SID", "GREENVN_API_TOKEN"])
    expect(readme).toContain(word);
});

test("no file holds a token: the sandbox's stands in the line that is typed, and in the README that tells it", () => {
  for (const answers of EVERY_ANSWER)
    expect(
      Object.entries(filesOf(answers)).flatMap(([name, content]) =>
        content.includes(SANDBOX_ACCOUNT.token) ? [name] : [],
      ),
    ).toEqual(["README.md"]);
});

test("the packages are those that this version was tested with", () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  expect(TESTED).toEqual({ constructs: devDependencies["constructs"], tsx: devDependencies["tsx"] });
  const named = (language: Language) =>
    (JSON.parse(text(of(language), "package.json")) as { dependencies: object }).dependencies;
  expect(named("hcl")).toEqual({ "cdktf-greenvn": VERSION });
  expect(named("cdktf")).toMatchObject({ cdktf: `~${CDKTF.line}.0`, constructs: `~${TESTED.constructs}` });
  expect(named("cdktn")).toMatchObject({ cdktn: `~${CDKTN.line}.0`, constructs: `~${TESTED.constructs}` });
});

test("what is made anew, and what holds numbers or PINs, is not for git", () => {
  const ignored = text(of("cdktf"), ".gitignore").trim().split("\n");
  expect(ignored).toEqual(
    expect.arrayContaining(["node_modules/", "cdktf.out/", "terraform.d/", "*.tfstate", "*.tfplan", ".sandbox.json"]),
  );
  // A project's own package, and what pipelines read, is.
  expect(ignored).not.toEqual(expect.arrayContaining([expect.stringMatching(/tgz|locks/)]));
});

describe("the pipelines are those of the examples", () => {
  const changed = (before: string, after: string): readonly (readonly [string, string])[] => {
    const [one, other] = [before.split("\n"), after.split("\n")];
    return one.flatMap((line, index) => (line === other[index] ? [] : [[line, other[index] ?? ""] as const]));
  };
  const OWN = [["      - run: npx --no-install cdktf synth", "      - run: npm run --silent synth"]];

  test.each(["cdktf", "cdktn"] as const)(
    "on GitHub, with %s: the line that synthesizes is the project's own",
    (language) => {
      for (const [name, example] of Object.entries(SOURCES.github))
        expect(changed(example, text(of(language, "github"), `.github/workflows/${name}`))).toEqual(OWN);
    },
  );

  interface Workflow {
    readonly jobs: Readonly<
      Record<
        string,
        { readonly if?: string; readonly needs?: unknown; readonly steps: readonly { readonly with?: object }[] }
      >
    >;
  }

  test.each(["plan", "apply", "drift"])("on GitHub, with HCL, %s synthesizes nothing and waits for nobody", (name) => {
    const workflow = text(of("hcl", "github"), `.github/workflows/greenvn-${name}.yml`);
    expect(validateWorkflow(workflow).errors).toEqual([]);
    expect(workflow).not.toMatch(/synth|cdktf\.out|download-artifact/);
    const before = parse(SOURCES.github[`greenvn-${name}.yml`] ?? "") as Workflow;
    const { jobs } = parse(workflow) as Workflow;
    const { synth, ...others } = before.jobs;
    expect(Object.keys(jobs)).toEqual(Object.keys(others));
    const [, job] = Object.entries(jobs).find(([each]) => each === name) ?? [];
    expect(job?.needs).toBeUndefined();
    // What kept the night's run to main stands at the job that is left.
    expect(job?.if ?? null).toBe(others[name]?.if ?? synth?.if ?? null);
    expect(job?.steps.at(-1)?.with).toEqual({
      ...others[name]?.steps.at(-1)?.with,
      "stack-folder": name === "plan" ? "proposed/numbers" : "numbers",
      source: "numbers",
    });
    expect(job?.steps).toHaveLength((others[name]?.steps.length ?? 0) - 1);
    if (name === "plan") expect(jobs["unplanned"]?.needs).toBe("plan");
  });

  test.each<[Language, object]>([
    ["hcl", { "stack-folder": "numbers", source: "numbers", synth: "true" }],
    ["cdktf", { "stack-folder": "cdktf.out/stacks/numbers", synth: "npm run --silent synth" }],
    ["cdktn", { "stack-folder": "cdktf.out/stacks/numbers", synth: "npm run --silent synth" }],
  ])("on GitLab, with %s: the component as it is, by its own inputs", (language, inputs) => {
    const files = of(language, "gitlab");
    expect(files["templates/greenvn.yml"]).toBe(SOURCES.gitlab.component);
    const top = parse(text(files, ".gitlab-ci.yml")) as { include: { inputs: object }[] };
    expect(top.include[0]?.inputs).toEqual({ stack: "numbers", ...inputs });
    const [spec] = parseAllDocuments(SOURCES.gitlab.component);
    const { spec: known } = spec?.toJS() as { spec: { inputs: object } };
    expect(Object.keys(known.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
  });

  interface Server {
    readonly repos: readonly { readonly pre_workflow_hooks?: readonly { readonly run: string }[] }[];
  }

  test.each(LANGUAGES)("under Atlantis, with %s", (language) => {
    const files = of(language, "atlantis");
    const { projects } = parse(text(files, "atlantis.yaml")) as { projects: { dir: string; name: string }[] };
    expect(projects).toEqual([expect.objectContaining({ name: "numbers", dir: stackFolder(language) })]);
    const [repo] = (parse(text(files, "atlantis/repos.yaml")) as Server).repos;
    const { pre_workflow_hooks: _, ...rest } = (parse(SOURCES.atlantis.server) as Server).repos[0] ?? {};
    expect(repo).toMatchObject(rest);
    const runs = repo?.pre_workflow_hooks?.map(({ run }) => run.includes("npm run --silent synth"));
    expect(runs).toEqual(language === "hcl" ? undefined : [true]);
  });

  test("every answer has the policy of the examples", () => {
    for (const answers of EVERY_ANSWER) expect(filesOf(answers)[".greenvn-policy.yaml"]).toBe(SOURCES.policy);
  });
});

test("no path leads out of the project", () => {
  for (const answers of EVERY_ANSWER satisfies readonly Answers[])
    for (const name of Object.keys(filesOf(answers))) expect(path.posix.normalize(name)).toMatch(/^(?!\/|\.\.)/);
});
