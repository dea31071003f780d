import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { parse } from "yaml";
import { ROOT } from "../../../scripts/project";

const FOLDER = path.join(ROOT, ".github", "workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(path.join(FOLDER, name), "utf8");
  return { name, text, workflow: parse(text) as Workflow };
});
const workflowOf = (name: string): Workflow => {
  const found = workflows.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no workflow ${name}`);
  return found.workflow;
};
const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};

describe.each(workflows)("$name", ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("it is a workflow by GitHub's own schema, which would see that it is none", () => {
    // A right that is younger than the schema of the checker.
    const known = text.replace(/^ +attestations: write.*\n/m, "");
    expect(validateWorkflow(known).errors).toEqual([]);
    expect(validateWorkflow(known.replace("runs-on:", "run-on:")).errors).not.toEqual([]);
  });

  test("every action is pinned to a commit, one for each, with its version beside it", () => {
    const used = text.match(/uses: .*/g) ?? [];
    expect(used).not.toEqual([]);
    for (const line of used) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const names = new Set(used.map((line) => line.split("@")[0]));
    expect(new Set(used).size).toBe(names.size);
  });

  test("nothing is permitted but what a job asks for, and each job ends in time", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      expect(job.permissions).toBeDefined();
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(120);
    }
  });

  test("no checkout leaves a token behind", () => {
    for (const { uses = "", with: given } of steps)
      if (uses.startsWith("actions/checkout@")) expect(given).toMatchObject({ "persist-credentials": false });
  });

  test("no text of an event stands in a shell command", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("what it runs by npm are scripts that there are", () => {
    const scripts = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name),
    );
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
  });
});

test("they use the same commit of an action as the pipelines that people copy", () => {
  const examples = path.join(ROOT, "examples", "gitops", "github");
  const texts = [
    ...workflows.map(({ text }) => text),
    ...readdirSync(examples).map((name) => readFileSync(path.join(examples, name), "utf8")),
  ];
  const used = new Set(texts.flatMap((text) => text.match(/uses: [\w-]+\/[\w-]+@.*/g) ?? []));
  expect(used.size).toBe(new Set([...used].map((line) => line.split("@")[0])).size);
});

test("each push is tested on every Node and system that is supported, under the oldest and the newest of Terraform and OpenTofu", () => {
  const { on, jobs } = workflowOf("test.yml");
  expect(Object.keys(on)).toEqual(["push", "pull_request"]);
  const { node, os } = jobs["node"]?.strategy?.matrix ?? {};
  expect(node).toEqual([20, 22, 24]);
  expect(manifest.engines.node).toBe(`>=${String(node?.[0])}`);
  expect(os?.map((name) => String(name).split("-")[0])).toEqual(["ubuntu", "macos"]);
  expect(jobs["terraform"]?.strategy?.matrix).toEqual({ version: ["1.5.0", "latest"] });
  expect(jobs["opentofu"]?.strategy?.matrix).toEqual({ version: ["1.6.0", "latest"] });
  for (const job of Object.values(jobs)) expect(job.permissions).toEqual({ contents: "read" });
});

test("a release is built with no right to write and no secret, and published by a job that runs no code of the repository", () => {
  const { on, jobs } = workflowOf("release.yml");
  expect(on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
  const { build, publish } = jobs;
  expect(build?.permissions).toEqual({ contents: "read" });
  expect(JSON.stringify(build)).not.toMatch(/secrets\.|github\.token/);
  expect(publish).toMatchObject({
    needs: "build",
    environment: "release",
    permissions: { contents: "write", "id-token": "write", attestations: "write" },
  });
  for (const { uses = "", run = "" } of publish?.steps ?? []) {
    expect(uses).not.toMatch(/checkout/);
    expect(run).not.toMatch(/npm (?:ci|install|run|test)|node /);
  }
});

test("updates of actions and of packages are asked for", () => {
  const { updates } = parse(readFileSync(path.join(ROOT, ".github", "dependabot.yml"), "utf8")) as {
    readonly updates: readonly { readonly "package-ecosystem": string }[];
  };
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["github-actions", "npm"]);
});
