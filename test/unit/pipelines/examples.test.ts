import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { parse, parseAllDocuments } from "yaml";
import { ROOT } from "../../../scripts/project";
import { COMMENT_MARKER } from "../../../src/report/write/markdown/markdown";

const EXAMPLE = path.join(ROOT, "examples", "gitops");
const read = (name: string): string => readFileSync(path.join(EXAMPLE, name), "utf8");

interface Step {
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly needs?: unknown;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly environment?: string;
        readonly "timeout-minutes"?: number;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const workflows = readdirSync(path.join(EXAMPLE, "github")).map((name) => ({
  name,
  text: read(`github/${name}`),
  workflow: parse(read(`github/${name}`)) as Workflow,
}));
const actionText = readFileSync(path.join(ROOT, "action.yml"), "utf8");
const action = parse(actionText) as { readonly runs: { readonly steps: readonly Step[] } };

/** Every script that a text calls in the folder that `SCRIPTS` names. */
function calledIn(text: string): string[] {
  return [...text.matchAll(/\$SCRIPTS\/([\w.-]+)/g)].map(([, name = ""]) => name);
}

function expectPinned(text: string): void {
  for (const line of text.match(/uses: .*/g) ?? [])
    expect(line).toMatch(/^uses: (?:[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/node_modules\/cdktf-greenvn)$/);
}

describe.each(workflows)("GitHub Actions: $name", ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("it is a workflow by GitHub's own schema", () => {
    expect(validateWorkflow(text).errors).toEqual([]);
    expect(validateWorkflow(text.replace("runs-on:", "run-on:")).errors).not.toEqual([]);
  });

  test("every action is pinned to a commit, with its version beside it", () => expectPinned(text));

  test("nothing is permitted but what a job asks for", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      const { contents = "none", ...others } = job.permissions ?? { contents: "write" };
      expect(["read", "none"]).toContain(contents);
      const written = Object.entries(others).filter(([, how]) => how === "write");
      for (const [name] of written) expect(["id-token", "pull-requests", "issues"]).toContain(name);
    }
  });

  test("secrets are those of an environment, and reach our action alone", () => {
    for (const job of jobs) {
      if (JSON.stringify(job).includes("secrets.")) expect(job.environment).toMatch(/^greenvn-(plan|apply|drift)$/);
      for (const step of job.steps)
        if (JSON.stringify(step).includes("secrets.")) expect(step.uses).toBe("./node_modules/cdktf-greenvn");
    }
  });

  test("the code under review meets no secret: what synthesizes holds none, and what holds some synthesizes nothing", () => {
    for (const job of jobs) {
      const synthesizes = job.steps.some(({ run }) => run?.includes("cdktf synth") === true);
      expect(synthesizes && job.environment !== undefined).toBe(false);
      if (synthesizes) {
        expect(Object.keys(job.permissions ?? {})).toEqual(["contents"]);
        expect(job.steps.map(({ uses }) => uses?.split("@")[0])).toContain("hashicorp/setup-terraform");
      }
    }
  });

  test("what comes from outside never stands in shell text", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("credentials of git are not left behind, and package scripts are not run", () => {
    for (const step of steps) {
      if (step.uses?.startsWith("actions/checkout@") === true)
        expect(step.with).toHaveProperty("persist-credentials", false);
      if (step.run?.includes("npm ci") === true) expect(step.run).toContain("--ignore-scripts");
    }
  });

  test("it takes its turn, ends in time, is never broken off, and has no rights of the base for a fork", () => {
    expect(workflow.concurrency.group).toMatch(/^greenvn-/);
    expect(workflow.concurrency["cancel-in-progress"]).toBe(false);
    for (const job of jobs) expect(job["timeout-minutes"]).toBeGreaterThan(0);
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
  });
});

test("an apply that waits is cancelled neither by another nor by a look for drift", () => {
  const groups = Object.fromEntries(workflows.map(({ name, workflow }) => [name, workflow.concurrency.group]));
  expect(groups["greenvn-apply.yml"]).toBe("greenvn-apply-${{ github.sha }}");
  expect(groups["greenvn-drift.yml"]).toBe("greenvn-drift");
});

test("the required check runs whatever became of the plan", () => {
  const plan = workflows.find(({ name }) => name === "greenvn-plan.yml");
  expect(plan?.workflow.jobs["greenvn"]).toMatchObject({ if: "always()", needs: "plan", permissions: {} });
});

describe("the action", () => {
  const { steps } = action.runs;

  test("it is one by GitHub's own schema", () => {
    expect(validateAction(actionText).errors).toEqual([]);
    expect(validateAction(actionText.replace("using: composite", "using: compost")).errors).not.toEqual([]);
  });

  test("every action that it uses is pinned to a commit", () => expectPinned(actionText));

  test("the account's token reaches the steps that run Terraform, and GitHub's every other", () => {
    for (const step of steps.filter(({ run }) => run !== undefined)) {
      const runsTerraform = /(?:plan|apply|drift)\.sh"/.test(step.run ?? "");
      const names = Object.keys(step.env ?? {});
      expect([names.includes("GREENVN_API_TOKEN"), names.includes("GH_TOKEN")]).toEqual([
        runsTerraform,
        !runsTerraform,
      ]);
    }
  });

  test("what comes from outside never stands in shell text", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("every script that it calls is there", () => {
    const called = calledIn(actionText);
    expect(called).toContain("apply.sh");
    for (const name of called) expect(existsSync(path.join(EXAMPLE, "ci", name))).toBe(true);
  });
});

test("the guide's own workflow is one by GitHub's schema, and hands the action inputs that it has", () => {
  const guide = readFileSync(path.join(ROOT, "docs", "guides", "gitops.md"), "utf8");
  const [, text = ""] = /```yaml\n(on: [^]*?)```/.exec(guide) ?? [];
  expect(validateWorkflow(text).errors).toEqual([]);
  const { jobs } = parse(text) as Workflow;
  const given = jobs["plan"]?.steps.find(({ uses }) => uses === "./node_modules/cdktf-greenvn")?.with ?? {};
  expect(Object.keys(given)).toContain("api-token");
  expect(Object.keys((parse(actionText) as { readonly inputs: object }).inputs)).toEqual(
    expect.arrayContaining(Object.keys(given)),
  );
});

describe("GitLab CI", () => {
  interface Job {
    readonly extends?: string;
    readonly script?: readonly unknown[];
    readonly rules?: readonly { readonly if: string }[];
    readonly resource_group?: string;
    readonly environment?: { readonly name: string };
    readonly artifacts?: { readonly paths: readonly string[] };
  }
  const text = read("gitlab/templates/greenvn.yml");
  const [spec, body] = parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
  const jobs = Object.entries(body as Record<string, Job>).filter(([name]) => !name.startsWith("."));
  const scriptOf = (job: Job): string => (job.script ?? []).join("\n");

  test("every line of a script is one, and every input that is used is declared", () => {
    for (const [, job] of jobs) for (const line of job.script ?? []) expect(typeof line).toBe("string");
    const { inputs } = (spec as { spec: { inputs: object } }).spec;
    const used = new Set([...text.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(inputs).sort());
    const { include } = parse(read("gitlab/.gitlab-ci.yml")) as { include: { local: string; inputs: object }[] };
    expect(include[0]?.local).toBe("templates/greenvn.yml");
    for (const name of Object.keys(include[0]?.inputs ?? {})) expect(Object.keys(inputs)).toContain(name);
  });

  test("each job has the secrets of one environment: the account's where Terraform runs, GitLab's where it is asked", () => {
    for (const [, job] of jobs) {
      const script = scriptOf(job);
      const runsTerraform = /(?:plan|apply|drift)\.sh"/.test(script);
      const asks = /gitlab\.mjs" (?:comment|reviewed|drift)/.test(script);
      expect(runsTerraform && asks).toBe(false);
      const wanted = runsTerraform ? /^greenvn-(?:plan|apply)$/ : asks ? /^greenvn-report$/ : /^none$/;
      expect(job.environment?.name ?? "none").toMatch(wanted);
      for (const name of calledIn(script)) expect(existsSync(path.join(EXAMPLE, "ci", name))).toBe(true);
    }
  });

  test("a merge request is planned only into the protected default branch, and only of this project", () => {
    for (const [name, job] of jobs)
      for (const rule of job.rules ?? []) {
        if (name === "greenvn-synth") continue;
        if (rule.if.includes("merge_request_event")) {
          expect(rule.if).toContain('$CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED == "true"');
          expect(rule.if).toContain("$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH");
          expect(rule.if).toContain("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID");
        } else expect(rule.if).toContain("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
      }
  });

  test("one apply at a time, and nothing is kept of a plan but report, counts and digest", () => {
    expect(Object.fromEntries(jobs)["greenvn-apply"]?.resource_group).toBe("greenvn-state");
    for (const [, job] of jobs) expect(JSON.stringify(job.artifacts ?? {})).not.toMatch(/tfplan|plan\.json/);
  });
});

describe("Atlantis", () => {
  interface Server {
    readonly repos: readonly Readonly<Record<string, unknown>>[];
    readonly workflows: Readonly<Record<string, Readonly<Record<string, { readonly steps: readonly object[] }>>>>;
  }
  const server = parse(read("atlantis/repos.yaml")) as Server;
  const project = parse(read("atlantis/atlantis.yaml")) as Readonly<Record<string, unknown>> & {
    readonly projects: readonly (Readonly<Record<string, unknown>> & { readonly autoplan: object })[];
  };
  const keysOf = (values: readonly object[]): string[] => [...new Set(values.flatMap((each) => Object.keys(each)))];

  test.each<[string, readonly string[], readonly string[]]>([
    ["the server's file", keysOf([server]), ["repos", "workflows"]],
    [
      "a repository",
      keysOf(server.repos),
      [
        ...["id", "branch", "allowed_overrides", "allow_custom_workflows", "apply_requirements"],
        ...["import_requirements", "delete_source_branch_on_merge", "workflow", "pre_workflow_hooks"],
      ],
    ],
    ["a workflow", keysOf(Object.values(server.workflows)), ["plan", "apply"]],
    [
      "the repository's file",
      keysOf([project]),
      ["version", "automerge", "parallel_plan", "parallel_apply", "projects"],
    ],
    ["a project", keysOf(project.projects), ["name", "dir", "terraform_version", "autoplan"]],
    ["when it is planned", keysOf(project.projects.map(({ autoplan }) => autoplan)), ["enabled", "when_modified"]],
  ])("%s has keys that Atlantis knows", (_what, found, known) => expect(found).toEqual(known));

  test("a repository can loosen nothing, and gates judge before the plan is shown and again before it is applied", () => {
    for (const repo of server.repos)
      expect(repo).toMatchObject({
        allowed_overrides: [],
        allow_custom_workflows: false,
        apply_requirements: ["approved", "mergeable", "undiverged"],
      });
    const folder = "/etc/greenvn/node_modules/cdktf-greenvn/examples/gitops/ci";
    expect(server.workflows["greenvn"]?.["plan"]?.steps).toEqual([{ run: `${folder}/atlantis-plan.sh /etc/greenvn` }]);
    expect(server.workflows["greenvn"]?.["apply"]?.steps).toEqual([
      { run: `${folder}/atlantis-apply.sh /etc/greenvn` },
    ]);
  });

  test("a file at the top of the repository that the program reads is one that is watched", () =>
    expect(project.projects[0]?.autoplan).toMatchObject({
      when_modified: expect.arrayContaining(["../../../**/*"]) as string[],
    }));
});

const scripts = readdirSync(path.join(EXAMPLE, "ci"));

test.each(scripts.filter((name) => name.endsWith(".sh")))(
  "ci/%s can be run by any sh, and stops at the first error",
  (name) => {
    expect(statSync(path.join(EXAMPLE, "ci", name)).mode & 0o111).not.toBe(0);
    expect(read(`ci/${name}`)).toMatch(/^#!\/bin\/sh\n(?:#.*\n)+set -e?u\n/);
  },
);

test("an earlier comment is found by the marker that reports begin with", () =>
  expect(read("ci/forge.mjs")).toContain(`"${COMMENT_MARKER}"`));
