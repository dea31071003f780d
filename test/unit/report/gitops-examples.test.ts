import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../scripts/project";
import { COMMENT_MARKER } from "../../../src/report/write/markdown/markdown";

const EXAMPLE = path.join(ROOT, "examples", "gitops");
const read = (name: string): string => readFileSync(path.join(EXAMPLE, name), "utf8");

interface Step {
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
        readonly permissions?: object;
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

describe.each(workflows)("GitHub Actions: $name", ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("every action is pinned to a commit, with its version beside it", () => {
    const used = text.match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("nothing is permitted but what a job asks for", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) expect(job.permissions).toHaveProperty("contents", "read");
  });

  test("secrets are those of an environment", () => {
    for (const job of jobs)
      if (JSON.stringify(job).includes("secrets.")) expect(job.environment).toMatch(/^greenvn-(plan|apply)$/);
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

  test("it is locked, ends in time, and does not run with the rights of the base for a fork", () => {
    expect(workflow.concurrency.group).toMatch(/^greenvn-/);
    for (const job of jobs) expect(job["timeout-minutes"]).toBeGreaterThan(0);
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
  });
});

test("an apply is never broken off, and drift waits for it", () => {
  const groups = workflows
    .filter(({ name }) => name !== "greenvn-plan.yml")
    .map(({ workflow }) => workflow.concurrency);
  expect(groups).toEqual([
    { group: "greenvn-state", "cancel-in-progress": false },
    { group: "greenvn-state", "cancel-in-progress": false },
  ]);
});

describe("GitLab CI", () => {
  const jobs = parse(read("gitlab/.gitlab-ci.yml")) as Readonly<
    Record<
      string,
      {
        readonly script?: readonly unknown[];
        readonly before_script?: readonly unknown[];
        readonly resource_group?: string;
        readonly environment?: { readonly name: string };
      }
    >
  >;

  test("every line of a script is one", () => {
    for (const job of Object.values(jobs))
      for (const line of [...(job.script ?? []), ...(job.before_script ?? [])]) expect(typeof line).toBe("string");
  });

  test("applying and looking for drift take their turn, and have an environment", () => {
    for (const name of ["apply", "drift"])
      expect(jobs[name]).toMatchObject({
        resource_group: "greenvn-state",
        environment: { name: expect.stringMatching(/^greenvn-/) as string },
      });
    expect(jobs["synth"]).not.toHaveProperty("environment");
  });
});

describe("Atlantis", () => {
  interface Server {
    readonly repos: readonly {
      readonly allowed_overrides: unknown;
      readonly allow_custom_workflows: unknown;
      readonly apply_requirements: unknown;
      readonly workflow: string;
    }[];
    readonly workflows: Readonly<Record<string, { readonly plan: { readonly steps: readonly unknown[] } }>>;
  }
  const server = parse(read("atlantis/repos.yaml")) as Server;

  test("a repository can loosen nothing, and its workflow reports before anything is applied", () => {
    for (const repo of server.repos) {
      expect(repo).toMatchObject({
        allowed_overrides: [],
        allow_custom_workflows: false,
        apply_requirements: ["approved", "mergeable", "undiverged"],
      });
      expect(JSON.stringify(server.workflows[repo.workflow]?.plan.steps)).toContain("plan-report");
    }
  });

  test("the repository's own file is one", () =>
    expect(parse(read("atlantis/atlantis.yaml"))).toMatchObject({
      version: 3,
      projects: [{ dir: "cdktf.out/stacks/numbers" }],
    }));
});

test.each(["plan.sh", "apply.sh", "drift.sh"])("ci/%s can be run, and stops at the first error", (name) => {
  expect(statSync(path.join(EXAMPLE, "ci", name)).mode & 0o111).not.toBe(0);
  expect(read(`ci/${name}`)).toMatch(/^#!\/usr\/bin\/env bash\n(?:#.*\n)+set -euo pipefail\n/);
});

test.each(["github/greenvn-plan.yml", "gitlab/.gitlab-ci.yml"])(
  "%s finds its earlier comment by the marker that reports begin with",
  (name) => expect(read(name)).toContain(COMMENT_MARKER),
);
